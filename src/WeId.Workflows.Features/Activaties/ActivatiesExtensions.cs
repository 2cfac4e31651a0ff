using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Activaties.Berichten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

internal static class ActivatiesExtensions
{
    /// <summary>From uitnodiging to a middel that works, and the mails around it.</summary>
    public static IServiceCollection AddActivaties(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new PubliekeLinks(configuration));
        services.AddScoped<VerzendingMaker>();
        services.AddSingleton<ActivatieCodes>();
        services.AddSingleton<Uitnodiger>();
        services.AddSingleton<ICodebrief, Activatiebrief>();
        services.AddSingleton<ActivatieSessies>();
        services.AddSingleton<Pogingenrem>();
        services.AddSingleton<NieuweUitnodiging>();
        services.AddSingleton<AanvraagSoort, ActiveringsbriefSoort>();
        services.AddSingleton<IdentificatieService>();
        services.AddSingleton(provider => new IdentificatieSimulatie(provider.GetService<IHostEnvironment>()));
        services.AddScoped<IOutboxHandler, IdentificatieOpdrachtHandler>();
        services.AddScoped<IBericht, HerinneringActivatieBericht>();
        services.AddScoped<IBericht, BeheerderHerinneringBericht>();
        services.AddScoped<IBericht, ActivatieVerlopenBericht>();
        services.AddScoped<IBericht, MiddelActiefBericht>();

        // Made by hand: its constructor stays inside with the types that it takes.
        services.AddSingleton(provider => new ActivatieService(
            provider.GetRequiredService<UseCases>(),
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<ActivatieCodes>(),
            provider.GetRequiredService<ActivatieSessies>(),
            provider.GetRequiredService<Pogingenrem>(),
            provider.GetRequiredService<Codes>(),
            provider.GetRequiredService<IGeheimen>(),
            provider.GetRequiredService<TweedeFactoren>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
