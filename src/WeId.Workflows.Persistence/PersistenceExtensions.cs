using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Audit;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Providers;
using WeId.Workflows.Persistence.Providers.Sqlite;
using WeId.Workflows.Persistence.Stores;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence;

/// <summary>Registers the database and everything that is stored in it.</summary>
public static class PersistenceExtensions
{
    /// <summary>Reads <c>ConnectionStrings:WeId</c> and section <c>Geheimen</c>.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<GeheimenOptions>().Bind(configuration.GetSection("Geheimen")).ValidateDataAnnotations().ValidateOnStart();
        services.AddDbContextFactory<SqliteWeIdDbContext>((provider, options) => options
            .UseSqlite(configuration.GetConnectionString("WeId") ?? throw new InvalidOperationException("ConnectionStrings:WeId is missing."))
            .AddInterceptors(provider.GetServices<IInterceptor>().Prepend(new SqlitePragmas())));
        services.AddSingleton<IDbContextFactory<WeIdDbContext>>(provider =>
            new ContextFactory<SqliteWeIdDbContext>(provider.GetRequiredService<IDbContextFactory<SqliteWeIdDbContext>>()));
        services.AddScoped<WeIdDbContext>(provider => provider.GetRequiredService<SqliteWeIdDbContext>());

        services.AddSingleton<IDatabaseProvider, SqliteProvider>();

        services.AddSingleton<WriteGate>();
        services.AddSingleton<OutboxWake>();
        services.AddSingleton<EfUnitOfWork>();
        services.AddSingleton<IUnitOfWork>(provider => provider.GetRequiredService<EfUnitOfWork>());
        services.AddSingleton(provider => new UseCases(provider.GetRequiredService<EfUnitOfWork>()));
        services.AddScoped<UseCaseScope>();
        services.AddScoped<WaitCloser>();
        services.AddScoped<IWaitStore, EfWaitStore>();
        services.AddScoped<IInstanceStore, EfInstanceStore>();
        services.AddScoped<IOutbox, EfOutbox>();
        services.AddSingleton<IOutboxStore, EfOutboxStore>();
        services.AddSingleton<IDefinitionCatalog, EfDefinitionCatalog>();

        services.AddSingleton<IGeheimen, Sleutelbos>();
        services.AddSingleton<Codes>();
        services.AddSingleton<DocumentKluis>();
        services.AddAudit(configuration);
        return services;
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<WeIdDbContext>
        where TContext : WeIdDbContext
    {
        public WeIdDbContext CreateDbContext() => inner.CreateDbContext();
    }
}
