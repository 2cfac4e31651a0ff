using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Registers the back office.</summary>
public static class BeoordelingExtensions
{
    /// <summary>Part of <see cref="FeaturesExtensions.AddFeatures"/>.</summary>
    internal static IServiceCollection AddBeoordeling(this IServiceCollection services)
    {
        services.AddSingleton<BijlageWisser>();
        services.AddSingleton<BeoordelingService>();
        services.AddSingleton<AanvulTermijn>();
        services.AddSingleton<DoorvoerService>();
        services.AddSingleton<TakenQuery>();
        services.AddSingleton<DocumentInzage>();
        services.AddSingleton<StukService>();
        services.AddSingleton<OtpSimulatie>();
        services.AddSingleton<PostkamerService>();
        services.AddSingleton<PostbatchService>();
        services.AddSingleton<BriefService>();
        services.AddSingleton<BriefTaken>();
        return services;
    }

    /// <summary>Part of <see cref="FeaturesExtensions.MapFeatureApis"/>.</summary>
    internal static IEndpointRouteBuilder MapBeoordeling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapDocumenten();
        endpoints.MapStukken();
        endpoints.MapPostkamer();
        return endpoints;
    }
}
