using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeId.Workflows.Persistence.Providers.PostgreSql;
using WeId.Workflows.Persistence.Providers.Sqlite;
using WeId.Workflows.Persistence.Providers.SqlServer;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Providers;

/// <summary>Picks the database that the configuration names.</summary>
internal static class DatabaseRegistration
{
    /// <summary><c>Sqlite</c> (when it is missing), <c>PostgreSql</c> or <c>SqlServer</c>.</summary>
    public const string ProviderKey = "Database:Provider";

    private const string ConnectionKey = "ConnectionStrings:WeId";

    private static readonly Dictionary<string, Action<IServiceCollection, string>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Sqlite"] = Add<SqliteWeIdDbContext, SqliteProvider>,
        ["PostgreSql"] = (services, connectionString) =>
        {
            Add<PostgreSqlWeIdDbContext, PostgreSqlProvider>(services, connectionString);
            services.AddHostedService<PostgreSqlListener>();
        },
        ["SqlServer"] = Add<SqlServerWeIdDbContext, SqlServerProvider>,
    };

    public static IServiceCollection AddDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var name = configuration[ProviderKey] is { Length: > 0 } given ? given : "Sqlite";
        if (!Known.TryGetValue(name, out var add))
        {
            throw Refuse($"{ProviderKey} is '{name}'. Set it to one of: {string.Join(", ", Known.Keys)}.");
        }

        if (configuration[ConnectionKey] is not { Length: > 0 } connectionString)
        {
            throw Refuse($"{ConnectionKey} is missing: where the database is.");
        }

        services.AddSingleton(new DatabaseAddress(connectionString));
        add(services, connectionString);
        return services;
    }

    private static void Add<TContext, TProvider>(IServiceCollection services, string connectionString)
        where TContext : WeIdDbContext
        where TProvider : class, IDatabaseProvider
    {
        services.AddSingleton<IDatabaseProvider, TProvider>();
        services.AddDbContextFactory<TContext>((provider, options) =>
        {
            provider.GetRequiredService<IDatabaseProvider>().Configure(options, connectionString);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<IDbContextFactory<WeIdDbContext>>(provider =>
            new ContextFactory<TContext>(provider.GetRequiredService<IDbContextFactory<TContext>>()));
        services.AddScoped<ScopedContext>();
        services.AddScoped(provider => provider.GetRequiredService<ScopedContext>().Lent ?? provider.GetRequiredService<TContext>());
    }

    private static OptionsValidationException Refuse(string why) => new("Database", typeof(DatabaseAddress), [why]);

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> inner) : IDbContextFactory<WeIdDbContext>
        where TContext : WeIdDbContext
    {
        public WeIdDbContext CreateDbContext() => inner.CreateDbContext();
    }
}

/// <summary>Where the database is, for whoever needs a connection past Entity Framework.</summary>
internal sealed record DatabaseAddress(string ConnectionString);
