using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>Registers this aanvraag type.</summary>
internal static class NieuweGebruikerExtensions
{
    public static IServiceCollection AddNieuweGebruiker(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, NieuweGebruikerSoort>();
        services.AddSingleton<NieuweGebruikerSubmit>();
        services.AddSingleton<FormQuery>();
        return services;
    }
}
