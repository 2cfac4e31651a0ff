using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Registers the engine that runs in this process.</summary>
public static class EmbeddedEngineExtensions
{
    /// <summary>
    /// Adds the engine and its timers. Needs <see cref="EngineExtensions.AddWorkflowEngineCore(IServiceCollection, StepCatalog)"/>,
    /// the stores, an <see cref="IUnitOfWork"/>, a definition catalog and an expression evaluator.
    /// </summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton<TimerWake>();
        services.AddScoped<EmbeddedEngine>();
        services.AddScoped<IWorkflowEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddScoped<InstanceWork>();
        services.AddScoped<RepairWork>();
        services.AddScoped<DecisionWriter>();
        services.AddScoped<IOutboxHandler, ContinueHandler>();

        services.AddOptions<TimerOptions>()
            .Bind(configuration.GetSection(TimerOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<TimerService>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerService>());
        return services;
    }
}
