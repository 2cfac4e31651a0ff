using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>Registers following and withdrawing.</summary>
internal static class VolgenExtensions
{
    public static IServiceCollection AddVolgen(this IServiceCollection services)
    {
        services.AddSingleton<AanvragenQuery>();
        services.AddSingleton<AanvraagVolgenQuery>();
        services.AddSingleton<AanvraagIntrekken>();
        services.AddSingleton<VerstuurdeDocumenten>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new PersoonlijkVolgen(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<Codes>(),
            provider.GetRequiredService<AanvraagVolgenQuery>(),
            provider.GetRequiredService<ContractInzage>(),
            provider.GetRequiredService<Intrekking>(),
            provider.GetRequiredService<AanvullingLoket>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
