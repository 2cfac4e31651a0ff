using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>Registers this aanvraag type.</summary>
internal static class OpzeggingExtensions
{
    public static IServiceCollection AddOpzeggingen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, OpzeggingSoort>();
        services.AddSingleton<Beeindiging>();
        services.AddSingleton<OpzeggingSubmit>();
        services.AddSingleton<OpzeggingIntrekken>();
        services.AddSingleton<OpzeggingQuery>();
        return services;
    }
}
