using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>Registers this aanvraag type.</summary>
internal static class UpgradenExtensions
{
    public static IServiceCollection AddUpgraden(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, UpgradenSoort>();
        services.AddSingleton<UpgradenSubmit>();
        services.AddSingleton<UpgradenQuery>();
        return services;
    }
}
