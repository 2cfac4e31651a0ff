using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Gebruikers.EmailWijzigen;
using WeId.Workflows.Features.Gebruikers.MobielWijzigen;
using WeId.Workflows.Features.Gebruikers.RolWijzigen;

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
        services.AddSingleton<RolBeheer>();
        services.AddSingleton<MobielBeheer>();
        services.AddSingleton<EmailBeheer>();
        return services;
    }
}
