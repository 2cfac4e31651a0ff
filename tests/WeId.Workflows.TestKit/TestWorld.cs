using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit.Checks;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.TestKit;

/// <summary>A real database of its own, the services over it, and a clock that the test moves.</summary>
public sealed class TestWorld : IAsyncDisposable
{
    /// <summary>A Tuesday morning in winter, at which every world begins.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private readonly ServiceProvider services;
    private readonly TestDatabases databases;
    private readonly string folder;
    private readonly bool keepFolder;

    private TestWorld(ServiceProvider services, TestDatabases databases, string folder, FakeTimeProvider time, bool keepFolder)
    {
        this.services = services;
        this.databases = databases;
        this.folder = folder;
        this.keepFolder = keepFolder;
        Time = time;
    }

    /// <summary>The clock.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The services of the product, as the host registers them but without its pages.</summary>
    public IServiceProvider Services => services;

    /// <summary>Which kind of database it has.</summary>
    public DatabaseKind Kind => databases.Kind;

    /// <summary>Folder of this world; on SQLite the database is <c>weid.db</c> in it.</summary>
    public string Folder => folder;

    /// <summary>The settings of this world.</summary>
    public IConfiguration Configuration => services.GetRequiredService<IConfiguration>();

    /// <summary>A world with an empty database; <paramref name="configure"/> adds or replaces services.</summary>
    /// <param name="configure">Of the services that the host registers.</param>
    /// <param name="kind">For a test of one kind of database; null: that of this run.</param>
    public static async Task<TestWorld> CreateAsync(Action<IServiceCollection, IConfiguration>? configure = null, DatabaseKind? kind = null)
    {
        var folder = await CreateFolderAsync(kind);
        return Open(folder, Begin, configure, kind: kind);
    }

    /// <summary>The world in a folder that <see cref="CreateFolderAsync"/> made, at a given instant: as after a restart.</summary>
    public static TestWorld Open(
        string folder,
        DateTimeOffset at,
        Action<IServiceCollection, IConfiguration>? configure = null,
        bool keepFolder = false,
        DatabaseKind? kind = null)
    {
        var time = new FakeTimeProvider(at);
        var databases = TestDatabases.Of(kind ?? TestDatabases.Chosen);
        return new TestWorld(BuildServices(databases, folder, time, configure), databases, folder, time, keepFolder);
    }

    /// <summary>A folder with an empty database.</summary>
    public static async Task<string> CreateFolderAsync(DatabaseKind? kind = null)
    {
        var folder = Directory.CreateTempSubdirectory("weid-test-").FullName;
        await TestDatabases.Of(kind ?? TestDatabases.Chosen).CreateAsync(folder);
        return folder;
    }

    /// <summary>A fresh context; the caller disposes it.</summary>
    public WeIdDbContext NewContext() => services.GetRequiredService<IDbContextFactory<WeIdDbContext>>().CreateDbContext();

    /// <summary>Saves rows as they are.</summary>
    public async Task SeedAsync(params object[] rows)
    {
        await using var db = NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    /// <summary>Reads with a fresh context.</summary>
    public async Task<T> ReadAsync<T>(Func<WeIdDbContext, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var db = NewContext();
        return await read(db);
    }

    /// <summary>An act of an account at the present of this world.</summary>
    public Handeling Handeling(Guid? accountId = null, Guid? organisatieId = null) =>
        new(Guid.CreateVersion7(Time.GetUtcNow()), Time.GetUtcNow()) { AccountId = accountId, OrganisatieId = organisatieId };

    /// <summary>What people were told has succeeded: it must be there at the end (I2).</summary>
    public AcknowledgedLog Acknowledged => new(folder);

    /// <summary>The invariants that need not hold at the end, with the reason.</summary>
    internal Dictionary<string, string> Broken { get; } = [];

    /// <summary>Says that a test makes a state on purpose which the product never reaches.</summary>
    /// <param name="because">What it does.</param>
    /// <param name="names">Of the invariants that need not hold then; see <see cref="Invariants.Names"/>.</param>
    public void MayBreak(string because, params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        foreach (var name in names)
        {
            Broken[name] = because;
        }
    }

    /// <summary>Looks whether all invariants hold, and takes the world away.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (Broken.Count < Invariants.Names.Count)
            {
                await Invariants.CheckAsync(this);
            }
        }
        finally
        {
            await TakeAwayAsync();
        }
    }

    /// <summary>Ends the services without a look, and keeps the folder: as a process that ends.</summary>
    public async Task CloseAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task TakeAwayAsync()
    {
        if (keepFolder)
        {
            await CloseAsync();
            return;
        }

        await services.DisposeAsync();
        await databases.DropAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    private static ServiceProvider BuildServices(TestDatabases databases, string folder, TimeProvider time, Action<IServiceCollection, IConfiguration>? configure)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(databases.Settings(folder)).AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PubliekeUrl"] = "https://weid.example",
            ["Partners:Kanalen:FolderPath"] = Path.Combine(folder, "postvak"),
            ["Otp:SimulatieToegestaan"] = "true",
            ["Outbox:Parallelism"] = "1",
            ["Audit:Hoofd"] = Path.Combine(folder, "audit-hoofd.json"),
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(time);
        services.AddPersistence(configuration);
        services.AddFeatures(configuration);
        configure?.Invoke(services, configuration);
        new SentLog(folder).Decorate(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }
}
