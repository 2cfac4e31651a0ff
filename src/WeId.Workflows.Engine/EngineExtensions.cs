using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine;

/// <summary>Registers what every engine shares.</summary>
public static class EngineExtensions
{
    /// <summary>
    /// Adds the step types of the assemblies, the runner, the outbox dispatcher and the timers. The host adds an engine with
    /// its handlers of <see cref="WorkflowMessages"/>, the stores and an <see cref="IUnitOfWork"/>.
    /// </summary>
    public static IServiceCollection AddWorkflowEngineCore(this IServiceCollection services, params Assembly[] stepAssemblies) =>
        services.AddWorkflowEngineCore(StepCatalog.FromAssemblies(stepAssemblies));

    /// <summary>The same with a catalog made before.</summary>
    public static IServiceCollection AddWorkflowEngineCore(this IServiceCollection services, StepCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        services.AddSingleton(catalog);
        foreach (var handler in catalog.Handlers)
        {
            services.AddScoped(handler);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<OutboxWake>();
        services.TryAddSingleton<TimerWake>();
        services.AddScoped<StepRunner>();
        services.TryAddScoped<WaitCloser>();

        services.AddOptions<OutboxDispatcherOptions>()
            .BindConfiguration(OutboxDispatcherOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<OutboxDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
        services.AddOptions<TimerOptions>()
            .BindConfiguration(TimerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<TimerService>();
        services.AddHostedService(provider => provider.GetRequiredService<TimerService>());
        return services;
    }
}
