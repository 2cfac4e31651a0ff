using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Startup;

namespace WeId.Workflows.TestKit.Databases;

/// <summary>Makes empty databases of one kind, each with a name of its own.</summary>
public abstract class TestDatabases
{
    private static readonly Lazy<TestDatabases> Sqlite = new(() => new SqliteDatabases());
    private static readonly Lazy<TestDatabases> PostgreSql = new(() => new PostgreSqlDatabases());
    private static readonly Lazy<TestDatabases> SqlServer = new(() => new SqlServerDatabases());

    /// <summary>What <c>WEID_TEST_PROVIDER</c> names; SQLite when it is not set.</summary>
    public static DatabaseKind Chosen { get; } = Environment.GetEnvironmentVariable("WEID_TEST_PROVIDER") is { Length: > 0 } name
        ? Enum.Parse<DatabaseKind>(name, ignoreCase: true)
        : DatabaseKind.Sqlite;

    /// <summary>Which kind it makes.</summary>
    public abstract DatabaseKind Kind { get; }

    /// <summary>Those of a kind; a server that it needs is started at the first use and lives as long as this process.</summary>
    public static TestDatabases Of(DatabaseKind kind) => kind switch
    {
        DatabaseKind.PostgreSql => PostgreSql.Value,
        DatabaseKind.SqlServer => SqlServer.Value,
        _ => Sqlite.Value,
    };

    /// <summary>Makes the database of a world, migrated and without rows.</summary>
    /// <param name="folder">Folder of the world, whose name is that of the database.</param>
    public abstract Task CreateAsync(string folder);

    /// <summary>Removes it with all that is open on it; the folder is the caller's.</summary>
    public abstract Task DropAsync(string folder);

    /// <summary>Where the database of a world is.</summary>
    public abstract string ConnectionString(string folder);

    /// <summary>Settings of the database for the product.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings(string folder) => Settings(Kind, ConnectionString(folder));

    /// <summary>The name of the database of a world on a server.</summary>
    protected static string NameOf(string folder) => Path.GetFileName(folder).Replace('-', '_').ToLowerInvariant();

    /// <summary>Runs the migrations of the product.</summary>
    protected static async Task MigrateAsync(DatabaseKind kind, string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(kind, connectionString)).Build();
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddPersistence(configuration)
            .BuildServiceProvider();
        await services.GetRequiredService<DatabaseStartup>().MigrateAsync(CancellationToken.None);
    }

    private static Dictionary<string, string?> Settings(DatabaseKind kind, string connectionString) => new()
    {
        ["Database:Provider"] = kind.ToString(),
        ["ConnectionStrings:WeId"] = connectionString,
        ["Geheimen:Hoofdsleutels:0"] = Convert.ToBase64String(new byte[32]),
    };
}
