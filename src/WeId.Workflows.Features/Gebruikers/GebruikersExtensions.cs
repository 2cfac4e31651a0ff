using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Gebruikers;

internal static class GebruikersExtensions
{
    /// <summary>The overview of users and what it folds open.</summary>
    public static IServiceCollection AddGebruikers(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddSingleton<GebruikersQuery>();
        services.AddSingleton<GebruikerQuery>();
        services.AddSingleton<GebruikersExport>();
        return services;
    }
}
