using Microsoft.Data.Sqlite;
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

/// <summary>The product without its pages, on a database of its own and the real clock, with the defaults that it is shipped with.</summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    /// <summary>Name of the database in its folder.</summary>
    public const string DatabaseFile = "weid.db";

    private readonly IHost host;
    private readonly bool keepFolder;

    private BenchWorld(IHost host, Setup setup, string folder, bool keepFolder, CommitWatch commits, CommandCounter commands, PageCounter pages, StatementProfile profile)
    {
        this.host = host;
        this.keepFolder = keepFolder;
        Setup = setup;
        Folder = folder;
        Commits = commits;
        Commands = commands;
        Pages = pages;
        Profile = profile;
    }

    /// <summary>The database under it.</summary>
    public Setup Setup { get; }

    /// <summary>Where its database is.</summary>
    public string Folder { get; }

    /// <summary>The database file.</summary>
    public string File => Path.Combine(Folder, DatabaseFile);

    /// <summary>Counts commits and waits for them.</summary>
    public CommitWatch Commits { get; }

    /// <summary>Counts statements while it is switched on.</summary>
    public CommandCounter Commands { get; }

    /// <summary>Counts pages.</summary>
    public PageCounter Pages { get; }

    /// <summary>Times statements while it is switched on.</summary>
    public StatementProfile Profile { get; }

    /// <summary>The services of the product.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>Commands of people.</summary>
    public UseCases UseCases => Services.GetRequiredService<UseCases>();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The company in whose name everything is asked.</summary>
    public Guid OrganisatieId { get; } = Guid.Parse("01900000-0000-7000-8000-000000000001");

    /// <summary>The person who asks.</summary>
    public Guid PersoonId { get; } = Guid.Parse("01900000-0000-7000-8000-000000000002");

    /// <summary>A world with an empty database, whose outbox and timers run when <paramref name="start"/> says so.</summary>
    public static async Task<BenchWorld> CreateAsync(Setup setup, string parentFolder, bool start = true)
    {
        var world = await PrepareAsync(setup, parentFolder, keepFolder: false);
        if (start)
        {
            await world.StartAsync();
        }

        return world;
    }

    /// <summary>A folder with an empty database.</summary>
    public static async Task<string> CreateFolderAsync(Setup setup, string parentFolder)
    {
        await using var world = await PrepareAsync(setup, parentFolder, keepFolder: true);
        return world.Folder;
    }

    /// <summary>A second process on the database of a folder, as after a restart; the folder stays when it ends.</summary>
    public static async Task<BenchWorld> OpenAsync(Setup setup, string folder)
    {
        var world = Build(setup, folder, keepFolder: true);
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
        await using var connection = OpenRaw();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT NOT EXISTS (SELECT 1 FROM \"Outbox\" WHERE \"Status\" = 'Pending')";
        await Commits.UntilAsync(() => (long)command.ExecuteScalar()! == 1 ? this : null);
    }

    /// <summary>A connection of one's own beside those of the product, with the same durability.</summary>
    public SqliteConnection OpenRaw() => OpenRaw(File, Setup);

    /// <summary>A plain connection to a database file.</summary>
    public static SqliteConnection OpenRaw(string file, Setup setup)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={setup.Synchronous()}; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        if (!keepFolder)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<BenchWorld> PrepareAsync(Setup setup, string parentFolder, bool keepFolder)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parentFolder, $"{setup}-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}")).FullName;
        var world = Build(setup, folder, keepFolder);
        await using (var db = world.NewContext())
        {
            await db.Database.MigrateAsync();
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

    private static BenchWorld Build(Setup setup, string folder, bool keepFolder)
    {
        var commits = new CommitWatch(setup is Setup.SqliteFull ? null : $"PRAGMA synchronous={setup.Synchronous()}");
        var commands = new CommandCounter();
        var pages = new PageCounter();
        var profile = new StatementProfile();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:WeId"] = $"Data Source={Path.Combine(folder, DatabaseFile)}",
            ["Geheimen:Hoofdsleutels:0"] = Convert.ToBase64String(new byte[32]),
            ["PubliekeUrl"] = "https://weid.example",
            ["Partners:Kanalen:FolderPath"] = Path.Combine(folder, "postvak"),
        });
        var services = builder.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddConsole());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<StepObserver>();
        services.AddSingleton<IInterceptor>(commits);
        services.AddSingleton<IInterceptor>(commands);
        services.AddSingleton<IInterceptor>(pages);
        services.AddSingleton<IInterceptor>(profile);
        services.AddPersistence(builder.Configuration);
        services.AddPartners(builder.Configuration);
        services.AddWorkflowEngineCore(typeof(FeaturesExtensions).Assembly, typeof(PartnersExtensions).Assembly, typeof(BenchWorld).Assembly);
        services.AddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.AddFeatures(builder.Configuration);
        services.AddEmbeddedEngine();
        return new BenchWorld(builder.Build(), setup, folder, keepFolder, commits, commands, pages, profile);
    }
}
