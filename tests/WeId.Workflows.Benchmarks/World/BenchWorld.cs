using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Features;
using WeId.Workflows.Partners;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>The product without its pages, on a database of its own and by the real clock unless another is given, with the defaults that it is shipped with.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private readonly IHost host;
    private readonly bool keepsDatabase;

    private BenchWorld(IHost host, BenchDatabase database, bool keepsDatabase, TimeProvider time, CommitWatch commits, CommandCounter commands, PageCounter pages)
    {
        this.host = host;
        Time = time;
        this.keepsDatabase = keepsDatabase;
        Database = database;
        Commits = commits;
        Commands = commands;
        Pages = pages;
    }

    /// <summary>The database under it.</summary>
    public BenchDatabase Database { get; }

    /// <summary>Counts commits and waits for them.</summary>
    public CommitWatch Commits { get; }

    /// <summary>Counts statements while it is switched on.</summary>
    public CommandCounter Commands { get; }

    /// <summary>Counts pages.</summary>
    public PageCounter Pages { get; }

    /// <summary>The services of the product.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Commands of people.</summary>
    public UseCases UseCases => Services.GetRequiredService<UseCases>();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The company in whose name everything is asked.</summary>
    public Guid OrganisatieId { get; } = Guid.Parse("01900000-0000-7000-8000-000000000001");

    /// <summary>The person who asks.</summary>
    public Guid PersoonId { get; } = Guid.Parse("01900000-0000-7000-8000-000000000002");

    /// <summary>A world with an empty database, whose outbox and timers run when <paramref name="start"/> says so.</summary>
    /// <param name="settings">Where it differs from what the product is shipped with.</param>
    /// <param name="time">The clock; null: the real one.</param>
    public static async Task<BenchWorld> CreateAsync(
        Setup setup, string parentFolder, bool start = true, IEnumerable<KeyValuePair<string, string?>>? settings = null, TimeProvider? time = null)
    {
        var world = await PrepareAsync(setup, parentFolder, keepsDatabase: false, settings, time);
        if (start)
        {
            await world.StartAsync();
        }

        return world;
    }

    /// <summary>A database in which trips can begin, without a world over it.</summary>
    public static async Task<BenchDatabase> CreateDatabaseAsync(Setup setup, string parentFolder)
    {
        await using var world = await PrepareAsync(setup, parentFolder, keepsDatabase: true);
        return world.Database;
    }

    /// <summary>A process on a database that is there, as after a restart; the database stays when it ends.</summary>
    /// <param name="settings">Where it differs from what the product is shipped with.</param>
    public static async Task<BenchWorld> OpenAsync(BenchDatabase database, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var world = Build(database, keepsDatabase: true, settings);
        await world.StartAsync();
        return world;
    }

    /// <summary>Starts what the product hosts.</summary>
    public Task StartAsync() => host.StartAsync();

    /// <summary>A fresh context; the caller disposes it.</summary>
    public WeIdDbContext NewContext() => Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContext();

    /// <summary>Returns when no message waits in the outbox.</summary>
    public async Task UntilIdleAsync()
    {
        await using var connection = Database.Open();
        await Commits.UntilAsync(() => connection.Read("SELECT 1 FROM \"Outbox\" WHERE \"Status\" = 'Pending' LIMIT 1").Count == 0 ? this : null);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        if (!keepsDatabase)
        {
            await Database.DropAsync();
        }
    }

    private static async Task<BenchWorld> PrepareAsync(
        Setup setup, string parentFolder, bool keepsDatabase, IEnumerable<KeyValuePair<string, string?>>? settings = null, TimeProvider? time = null)
    {
        var world = Build(await BenchDatabase.CreateAsync(setup, parentFolder), keepsDatabase, settings, time);
        await using (var db = world.NewContext())
        {
            db.Add(new Organisatie(
                world.OrganisatieId, KvkNummer.Parse("68750110"), null, "Test BV Donald", new Postadres("Hizzaarderlaan 3A", "8823 SJ", "Lollum"), world.Time.GetUtcNow()));
            db.Add(new Persoon(
                world.PersoonId, "Anna", null, "Jansen", new DateOnly(1985, 6, 15), Emailadres.Parse("anna@example.nl"), MobielNummer.Parse("+31612345678")));
            await db.SaveChangesAsync();
        }

        foreach (var definition in BenchFlows.All)
        {
            await world.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(definition, CancellationToken.None);
        }

        return world;
    }

    private static BenchWorld Build(
        BenchDatabase database, bool keepsDatabase, IEnumerable<KeyValuePair<string, string?>>? settings = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        var commits = new CommitWatch(database.Pragmas);
        var commands = new CommandCounter();
        var pages = new PageCounter();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(database.Settings.Concat(new Dictionary<string, string?>
        {
            ["PubliekeUrl"] = "https://weid.example",
            ["Partners:Kanalen:FolderPath"] = Path.Combine(database.Folder, "postvak"),
            ["Audit:Hoofd"] = Path.Combine(database.Folder, "audit-hoofd.json"),
        }));
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).AddFilter("WeId.Workflows.Engine.Outbox", LogLevel.Error).AddConsole());
        services.AddSingleton(time);
        services.AddSingleton<StepObserver>();
        services.AddSingleton<IInterceptor>(commits);
        services.AddSingleton<IInterceptor>(commands);
        services.AddSingleton<IInterceptor>(pages);
        services.AddPersistence(builder.Configuration);
        services.AddPartners(builder.Configuration);
        services.AddWorkflowEngineCore(typeof(FeaturesExtensions).Assembly, typeof(PartnersExtensions).Assembly, typeof(BenchWorld).Assembly);
        services.AddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.AddFeatures(builder.Configuration);
        services.AddEmbeddedEngine();
        return new BenchWorld(builder.Build(), database, keepsDatabase, time, commits, commands, pages);
    }
}
