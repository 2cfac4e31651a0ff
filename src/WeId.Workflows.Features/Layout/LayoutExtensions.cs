using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Layout;

internal static class LayoutExtensions
{
    /// <summary>What the frames of the pages need.</summary>
    public static IServiceCollection AddLayout(this IServiceCollection services)
    {
        services.AddScoped<Aankondiging>();
        services.AddSingleton<BeheerdeOrganisaties>();
        return services;
    }
}
