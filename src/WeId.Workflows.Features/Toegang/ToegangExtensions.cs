using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Toegang;

/// <summary>Registers who acts, the second factors, and the policies of pages.</summary>
public static class ToegangExtensions
{
    /// <summary>Part of <see cref="FeaturesExtensions.AddFeatures"/>.</summary>
    internal static IServiceCollection AddToegang(this IServiceCollection services)
    {
        services.AddScoped(provider => new Handelingen(
            provider.GetRequiredService<TimeProvider>(), provider.GetService<AuthenticationStateProvider>()));
        services.AddSingleton<TweedeFactoren>();
        services.AddSingleton<RefusalTekst>();
        services.AddAuthorizationCore(Policies);
        return services;
    }

    private static void Policies(AuthorizationOptions options)
    {
        options.AddPolicy(Beleid.Klant, policy => policy.RequireAuthenticatedUser().RequireClaim(Aanmelding.PersoonClaim));
        options.AddPolicy(Beleid.Beheerder, policy => policy.RequireAuthenticatedUser().RequireClaim(Aanmelding.BeheerderClaim));
        options.AddPolicy(Beleid.BackOffice, policy => policy.RequireRole(nameof(StafRol.Beoordelaar), nameof(StafRol.Postkamer)));
        options.AddPolicy(Beleid.Beoordelaar, policy => policy.RequireRole(nameof(StafRol.Beoordelaar)));
        options.AddPolicy(Beleid.Postkamer, policy => policy.RequireRole(nameof(StafRol.Postkamer)));
        options.AddPolicy(Beleid.Operator, policy => policy.RequireRole(nameof(StafRol.Operator)));
    }
}
