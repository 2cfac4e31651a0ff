using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>Registers this aanvraag type.</summary>
internal static class OrganisatieToevoegenExtensions
{
    public static IServiceCollection AddOrganisatieToevoegen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, OrganisatieToevoegenSoort>();
        services.AddSingleton<OrganisatieZoeker>();
        services.AddSingleton<OrganisatieToevoegenSubmit>();
        services.AddSingleton<OrganisatieToevoegenQuery>();
        services.AddScoped<IBericht, OrganisatieToegevoegdBericht>();
        return services;
    }
}
