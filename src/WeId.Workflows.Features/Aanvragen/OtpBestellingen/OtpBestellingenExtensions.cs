using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>Registers this aanvraag type.</summary>
internal static class OtpBestellingenExtensions
{
    public static IServiceCollection AddOtpBestellingen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, OtpBestellingSoort>();
        services.AddSingleton<OtpBestellingSubmit>();
        services.AddScoped<IBericht, OtpDeviceHerinneringBericht>();
        services.AddScoped<IBericht, OtpDeviceInGebruikBericht>();
        services.AddScoped<IBericht, OtpDeviceVervallenBericht>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new OtpBevestigen(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<TweedeFactoren>(),
            provider.GetRequiredService<IGeheimen>(),
            provider.GetRequiredService<Pogingenrem>()));
        return services;
    }
}
