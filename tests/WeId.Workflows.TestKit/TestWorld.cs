using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Providers.Sqlite;

namespace WeId.Workflows.TestKit;

/// <summary>A real SQLite database in a file of its own, the services over it, and a clock that the test moves.</summary>
public sealed class TestWorld : IAsyncDisposable
{
    /// <summary>A Tuesday morning in winter, at which every world begins.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);

    private const string DatabaseFile = "weid.db";

    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly ServiceProvider services;
    private readonly string folder;
    private readonly bool keepFolder;

    private TestWorld(ServiceProvider services, string folder, FakeTimeProvider time, bool keepFolder)
    {
        this.services = services;
        this.folder = folder;
        this.keepFolder = keepFolder;
        Time = time;
    }

    /// <summary>The clock.</summary>
    public FakeTimeProvider Time { get; }

    /// <summary>The services of the product, as the host registers them but without its pages.</summary>
    public IServiceProvider Services => services;

    /// <summary>Folder of this world; the database is <c>weid.db</c> in it.</summary>
    public string Folder => folder;

    /// <summary>A world with an empty database; <paramref name="configure"/> adds or replaces services.</summary>
    public static async Task<TestWorld> CreateAsync(Action<IServiceCollection, IConfiguration>? configure = null)
    {
        var folder = await CreateFolderAsync();
        return Open(folder, Begin, configure);
    }

    /// <summary>The world in a folder that <see cref="CreateFolderAsync"/> made, at a given instant: as after a restart.</summary>
    public static TestWorld Open(string folder, DateTimeOffset at, Action<IServiceCollection, IConfiguration>? configure = null, bool keepFolder = false)
    {
        var time = new FakeTimeProvider(at);
        return new TestWorld(BuildServices(Path.Combine(folder, DatabaseFile), time, configure), folder, time, keepFolder);
    }

    /// <summary>A folder with an empty database.</summary>
    public static async Task<string> CreateFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("weid-test-").FullName;
        File.Copy(await Template.Value, Path.Combine(folder, DatabaseFile));
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

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!keepFolder)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ServiceProvider BuildServices(string file, TimeProvider time, Action<IServiceCollection, IConfiguration>? configure)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:WeId"] = $"Data Source={file}",
            ["Geheimen:Hoofdsleutels:0"] = Convert.ToBase64String(new byte[32]),
            ["PubliekeUrl"] = "https://weid.example",
            ["Partners:Kanalen:FolderPath"] = Path.Combine(Path.GetDirectoryName(file)!, "postvak"),
            ["Outbox:Parallelism"] = "1",
            ["Audit:Hoofd"] = Path.Combine(Path.GetDirectoryName(file)!, "audit-hoofd.json"),
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(time);
        services.AddPersistence(configuration);
        services.AddFeatures(configuration);
        configure?.Invoke(services, configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    // Migrated once for the whole run: a copy of a file is a hundred times faster than the migrations.
    private static async Task<string> MakeTemplateAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("weid-template-").FullName, "weid.db");
        await using (var services = BuildServices(file, TimeProvider.System, null))
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<SqliteWeIdDbContext>>().CreateDbContextAsync();
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return file;
    }
}
