using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Activaties;

internal static class ActivatiesExtensions
{
    /// <summary>From uitnodiging to a middel that works, and the mails around it.</summary>
    public static IServiceCollection AddActivaties(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new PubliekeLinks(configuration));
        services.AddScoped<VerzendingMaker>();
        services.AddSingleton<ActivatieCodes>();
        services.AddSingleton<NieuweUitnodiging>();
        return services;
    }
}
