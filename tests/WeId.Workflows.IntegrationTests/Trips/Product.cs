using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features;
using WeId.Workflows.Partners;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>The whole product without its pages: every service of the host over a test world.</summary>
internal static class Product
{
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IHostEnvironment>(new TestEnvironment());
        services.AddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.AddWorkflowEngineCore(typeof(FeaturesExtensions).Assembly);
        services.AddEmbeddedEngine();
        services.AddPartners(configuration);
    }

    /// <summary>Publishes the shipped definitions, as the host does at start.</summary>
    public static async Task PublishDefinitionsAsync(this TestWorld world)
    {
        var catalog = world.Services.GetRequiredService<IDefinitionCatalog>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json"))
        {
            await catalog.PublishAsync(DefinitionReader.Read(await File.ReadAllTextAsync(file)).Definition!, CancellationToken.None);
        }
    }

    /// <summary>Lets everything happen that is due now: messages and timers, until nothing is left.</summary>
    public static async Task SettleAsync(this TestWorld world)
    {
        var outbox = world.Services.GetRequiredService<OutboxDispatcher>();
        var timers = world.Services.GetRequiredService<TimerService>();
        while (await outbox.RunUntilIdleAsync(CancellationToken.None) + await timers.RunDueAsync(CancellationToken.None) > 0)
        {
        }

        await Invariants.CheckAtRestAsync(world);
    }

    private sealed class TestEnvironment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "WeId.Workflows";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
