using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
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
        services.AddSingleton<KetenformulierMaker>();

        // Made by hand: their constructors stay inside with the types that they take.
        services.AddSingleton(provider => new KetenuitnodigingService(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<Codes>(),
            provider.GetRequiredService<IHandelsregister>(),
            provider.GetRequiredService<IBijlageInspector>(),
            provider.GetRequiredService<StukService>(),
            provider.GetRequiredService<KetenformulierMaker>(),
            provider.GetRequiredService<BeoordelingService>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new KetenaanvullingService(
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<Codes>(),
            provider.GetRequiredService<AanvullingLoket>(),
            provider.GetRequiredService<KetenformulierMaker>()));
        return services;
    }
}
