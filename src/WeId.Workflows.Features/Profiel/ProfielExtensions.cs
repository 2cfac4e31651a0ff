using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Profiel;

internal static class ProfielExtensions
{
    /// <summary>What everybody who has a middel sees and changes of himself.</summary>
    public static IServiceCollection AddProfiel(this IServiceCollection services)
    {
        services.AddSingleton<ProfielQuery>();
        services.AddSingleton<EigenEmail>();
        return services;
    }
}
