using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>Registers this aanvraag type.</summary>
internal static class VestigingsnummersExtensions
{
    public static IServiceCollection AddVestigingsnummers(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, VestigingsnummerSoort>();
        services.AddSingleton<VestigingsnummerSubmit>();
        services.AddScoped<IBericht, VestigingsnummerVerwijderdBericht>();
        return services;
    }
}
