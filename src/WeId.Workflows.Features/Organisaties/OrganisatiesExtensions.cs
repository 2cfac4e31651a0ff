using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Organisaties;

/// <summary>Registers the settings of a company.</summary>
internal static class OrganisatiesExtensions
{
    public static IServiceCollection AddOrganisaties(this IServiceCollection services)
    {
        services.AddSingleton<OrganisatiesQuery>();
        return services;
    }
}
