using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Aanvragen.Bijlagen;

namespace WeId.Workflows.Features.Aanvragen.Concepten;

internal static class ConceptenExtensions
{
    /// <summary>Drafts of wizards and the uploads in them.</summary>
    public static IServiceCollection AddConcepten(this IServiceCollection services)
    {
        services.AddSingleton<ConceptService>();
        services.AddSingleton<BijlageService>();
        services.AddSingleton<ConceptOpruimer>();
        services.AddHostedService(provider => provider.GetRequiredService<ConceptOpruimer>());
        return services;
    }
}
