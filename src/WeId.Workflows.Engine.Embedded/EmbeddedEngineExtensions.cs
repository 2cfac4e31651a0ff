using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Registers the engine that runs in this process.</summary>
public static class EmbeddedEngineExtensions
{
    /// <summary>
    /// Adds the engine. Needs <see cref="EngineExtensions.AddWorkflowEngineCore(IServiceCollection, StepCatalog)"/>,
    /// the stores, an <see cref="IUnitOfWork"/>, a definition catalog and an expression evaluator.
    /// </summary>
    public static IServiceCollection AddEmbeddedEngine(this IServiceCollection services)
    {
        services.AddScoped<EmbeddedEngine>();
        services.AddScoped<IWorkflowEngine>(provider => provider.GetRequiredService<EmbeddedEngine>());
        services.AddScoped<InstanceWork>();
        services.AddScoped<RepairWork>();
        services.AddScoped<DecisionWriter>();
        services.AddScoped<IOutboxHandler, StartWorkflowHandler>();
        services.AddScoped<IOutboxHandler, SignalHandler>();
        services.AddScoped<IOutboxHandler, CancelWorkflowHandler>();
        services.AddScoped<IOutboxHandler, ContinueHandler>();
        return services;
    }
}
