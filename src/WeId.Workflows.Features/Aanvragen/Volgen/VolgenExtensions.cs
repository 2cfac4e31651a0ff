using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>Registers following and withdrawing.</summary>
internal static class VolgenExtensions
{
    public static IServiceCollection AddVolgen(this IServiceCollection services)
    {
        services.AddSingleton<AanvragenQuery>();
        services.AddSingleton<AanvraagVolgenQuery>();
        services.AddSingleton<AanvraagIntrekken>();
        return services;
    }
}
