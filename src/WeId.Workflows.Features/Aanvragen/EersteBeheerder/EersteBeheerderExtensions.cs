using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>Registers this aanvraag type.</summary>
internal static class EersteBeheerderExtensions
{
    public static IServiceCollection AddEersteBeheerder(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, EersteBeheerderSoort>();
        services.AddSingleton<EersteBeheerderSubmit>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new EersteBeheerderLoket(
            provider.GetRequiredService<Bedrijfzoeker>(),
            provider.GetRequiredService<BijlageService>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
