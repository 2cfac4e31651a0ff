using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Registers this aanvraag type.</summary>
internal static class KetenmachtigingUitnodigingExtensions
{
    public static IServiceCollection AddKetenmachtigingUitnodiging(this IServiceCollection services)
    {
        services.AddSingleton<AanvraagSoort, KetenmachtigingUitnodigingSoort>();
        services.AddSingleton<KetenmachtigingUitnodigingSubmit>();
        services.AddSingleton<UitnodigenQuery>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new KetenuitnodigingService(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<Codes>(),
            provider.GetRequiredService<IHandelsregister>(),
            provider.GetRequiredService<IBijlageInspector>(),
            provider.GetRequiredService<StukService>(),
            provider.GetRequiredService<IPdfMaker>(),
            provider.GetRequiredService<BeoordelingService>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
