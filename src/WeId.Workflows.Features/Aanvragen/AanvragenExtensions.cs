using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Handelsregister;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Verzendingen.Berichten;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The aanvraag types and what they share.</summary>
internal static class AanvragenExtensions
{
    public static IServiceCollection AddAanvragen(this IServiceCollection services)
    {
        services.AddScoped<IOutboxHandler, HandelsregisterVraagHandler>();
        services.AddSingleton<Intrekking>();
        services.AddSingleton<IntrekkingMelder>();
        services.AddSingleton<AanvraagSoorten>();
        services.AddSingleton<Indiener>();
        services.AddScoped<AanvraagLinks>();
        services.AddScoped<IBericht, AanvraagOntvangenBericht>();
        services.AddScoped<IBericht, AfwijzingBericht>();
        services.AddSingleton<AanvullingBeantwoorden>();
        services.AddSingleton<AanvullingVerwerking>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new AanvullingLoket(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<AanvraagSoorten>(),
            provider.GetRequiredService<AanvullingVerwerking>(),
            provider.GetRequiredService<BijlageService>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<IBericht, AanvullingGevraagdBericht>();
        services.AddScoped<IBericht, AanvullingHerinneringBericht>();
        services.AddScoped<IBericht, AanvraagVervallenBericht>();
        services.AddScoped<IBericht, WijzigingNietDoorgevoerdBericht>();
        return services;
    }
}
