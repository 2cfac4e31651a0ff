using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Machtigingen;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>Registers what the aanvraag types around ketenmachtigingen share.</summary>
internal static class KetenmachtigingenExtensions
{
    public static IServiceCollection AddKetenmachtigingen(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KetenInstellingen>().Bind(configuration.GetSection("Ketenmachtigingen"));
        services.AddSingleton<Handelsregisterblik>();
        services.AddSingleton<KetenBeheer>();
        services.AddSingleton<KetenQuery>();
        return services;
    }
}
