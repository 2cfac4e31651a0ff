using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.TestKit.Contracts;
using WeId.Workflows.TestKit.InMemory;

namespace WeId.Workflows.UnitTests.Engine;

public sealed class EngineInMemoryTests : EngineContract
{
    protected override void AddStores(IServiceCollection services) => services.AddInMemoryStores();
}
