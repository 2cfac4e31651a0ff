using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;

/// <summary>Registers this aanvraag type.</summary>
internal static class KetenmachtigingAfgevenExtensions
{
    public static IServiceCollection AddKetenmachtigingAfgeven(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, KetenmachtigingAfgevenSoort>();
        services.AddSingleton<KetenmachtigingAfgevenSubmit>();
        services.AddSingleton<AfgevenQuery>();
        return services;
    }
}
