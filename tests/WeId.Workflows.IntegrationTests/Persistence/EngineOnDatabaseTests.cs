using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Contracts;

namespace WeId.Workflows.IntegrationTests.Persistence;

public sealed class EngineOnDatabaseTests : EngineContract
{
    private TestWorld? world;

    public override async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync();
        world.MayBreak("the contract of an engine knows no aanvragen", "I10");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await world!.DisposeAsync();
    }

    protected override void AddStores(IServiceCollection services) => services.AddPersistence(world!.Configuration);
}
