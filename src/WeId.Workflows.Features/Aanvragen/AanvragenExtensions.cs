using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Handelsregister;
using WeId.Workflows.Features.Verzendingen.Berichten;

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
        services.AddScoped<IBericht, AanvullingGevraagdBericht>();
        services.AddScoped<IBericht, AanvullingHerinneringBericht>();
        services.AddScoped<IBericht, AanvraagVervallenBericht>();
        services.AddScoped<IBericht, WijzigingNietDoorgevoerdBericht>();
        return services;
    }
}
