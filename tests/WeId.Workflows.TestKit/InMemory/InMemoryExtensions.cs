using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.TestKit.InMemory;

/// <summary>Registers stores that live in memory.</summary>
public static class InMemoryExtensions
{
    public static IServiceCollection AddInMemoryStores(this IServiceCollection services) => services
        .AddSingleton<InMemoryDatabase>()
        .AddSingleton<ILeases, InMemoryLeases>()
        .AddSingleton<IUnitOfWork>(provider => provider.GetRequiredService<InMemoryDatabase>())
        .AddScoped<InMemorySession>()
        .AddScoped<IInstanceStore, InMemoryInstanceStore>()
        .AddScoped<IWaitStore, InMemoryWaitStore>()
        .AddScoped<IOutbox, InMemoryOutbox>()
        .AddSingleton<IOutboxStore, InMemoryOutboxStore>();
}
