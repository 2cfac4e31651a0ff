using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>Registers this aanvraag type.</summary>
internal static class WijzigMiddeltypeExtensions
{
    public static IServiceCollection AddWijzigMiddeltype(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, WijzigMiddeltypeSoort>();
        services.AddSingleton<WijzigMiddeltypeSubmit>();
        services.AddSingleton<WijzigMiddeltypeQuery>();
        services.AddScoped<IBericht, MiddeltypeGewijzigdBericht>();
        return services;
    }
}
