using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Registers this aanvraag type.</summary>
internal static class KetenmoduleAanvragenExtensions
{
    public static IServiceCollection AddKetenmoduleAanvragen(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, KetenmoduleAanvragenSoort>();
        services.AddSingleton<KetenmoduleAanvragenSubmit>();
        services.AddSingleton<KetenmoduleQuery>();
        services.AddSingleton<OfferteService>();
        services.AddScoped<IBericht, OfferteBericht>();
        services.AddScoped<IBericht, OfferteHerinneringBericht>();
        services.AddScoped<IBericht, OfferteAfgelopenBericht>();
        services.AddScoped<IBericht, KetenmoduleBeschikbaarBericht>();
        return services;
    }
}
