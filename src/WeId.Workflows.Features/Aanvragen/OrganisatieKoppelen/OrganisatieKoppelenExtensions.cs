using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>Registers this aanvraag type.</summary>
internal static class OrganisatieKoppelenExtensions
{
    public static IServiceCollection AddOrganisatieKoppelen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, OrganisatieKoppelenSoort>();
        services.AddSingleton<OrganisatieKoppelenSubmit>();
        services.AddSingleton<KoppelQuery>();
        services.AddScoped<IBericht, KoppelingActiefBericht>();
        return services;
    }
}
