using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>Registers this aanvraag type.</summary>
internal static class SchorsingExtensions
{
    public static IServiceCollection AddSchorsingen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, SchorsingSoort>();
        services.AddSingleton<SchorsingMelden>();
        services.AddSingleton(p => new SchorsingBesluiten(p.GetRequiredService<BeoordelingService>(), p.GetRequiredService<Beeindiging>()));
        services.AddSingleton<SchorsingQuery>();
        return services;
    }
}
