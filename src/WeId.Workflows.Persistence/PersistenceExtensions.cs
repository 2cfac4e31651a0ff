using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Providers;
using WeId.Workflows.Persistence.Startup;
using WeId.Workflows.Persistence.Retention;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence;

/// <summary>Registers the database and everything that is stored in it.</summary>
public static class PersistenceExtensions
{
    /// <summary>Reads <c>ConnectionStrings:WeId</c>, <c>Database:Provider</c> and section <c>Geheimen</c>.</summary>
    /// <exception cref="OptionsValidationException">The provider is unknown or the connection string is missing.</exception>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<GeheimenOptions>().Bind(configuration.GetSection("Geheimen")).ValidateDataAnnotations()
            .Validate(geheimen => geheimen.AreKeys(), "Geheimen:Hoofdsleutels: each master key is 32 bytes in base64.")
            .ValidateOnStart();
        services.AddDatabase(configuration);

        services.AddSingleton(provider => new DatabaseStartup(
            provider.GetRequiredService<IDbContextFactory<WeIdDbContext>>(),
            provider.GetRequiredService<IDatabaseProvider>(),
            provider.GetRequiredService<DatabaseAddress>(),
            provider.GetRequiredService<Sleutelbos>()));

        services.AddSingleton<Node>();
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<OwnTransactions>();
        services.AddSingleton<ITransactions>(provider => provider.GetRequiredService<IDatabaseProvider>().HasOneWriter
            ? provider.GetRequiredService<GroupCommit>()
            : provider.GetRequiredService<OwnTransactions>());
        services.AddScoped<EfLeases>();
        services.AddScoped<ILeases>(provider => provider.GetRequiredService<IDatabaseProvider>().HasOneWriter
            ? new OneNode()
            : provider.GetRequiredService<EfLeases>());
        services.AddSingleton<OutboxWake>();
        services.AddSingleton<TimerWake>();
        services.AddSingleton<FrequentQueries>();
        services.AddSingleton<EfUnitOfWork>();
        services.AddSingleton<IUnitOfWork>(provider => provider.GetRequiredService<EfUnitOfWork>());
        services.AddSingleton(provider => new UseCases(provider.GetRequiredService<EfUnitOfWork>(), provider.GetRequiredService<IDatabaseProvider>()));
        services.AddScoped<UseCaseScope>();
        services.AddScoped<WaitCloser>();
        services.AddScoped<IWaitStore, EfWaitStore>();
        services.AddScoped<IInstanceStore, EfInstanceStore>();
        services.AddScoped<IOutbox, EfOutbox>();
        services.AddSingleton<IOutboxStore, EfOutboxStore>();
        services.AddSingleton<IDefinitionCatalog, EfDefinitionCatalog>();

        services.AddSingleton<Sleutelbos>();
        services.AddSingleton<IGeheimen>(provider => provider.GetRequiredService<Sleutelbos>());
        services.AddSingleton<Codes>();
        services.AddSingleton<DocumentKluis>();
        services.AddAudit(configuration);

        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new RetentionService(
            provider.GetRequiredService<ITransactions>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<RetentionOptions>>(),
            provider.GetRequiredService<ILogger<RetentionService>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RetentionService>());
        return services;
    }
}
