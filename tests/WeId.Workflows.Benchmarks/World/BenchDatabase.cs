using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>A database of its own, in or beside a folder.</summary>
internal sealed class BenchDatabase(Setup setup, string folder)
{
    private readonly TestDatabases databases = TestDatabases.Of(setup.Kind());

    /// <summary>What it is.</summary>
    public Setup Setup { get; } = setup;

    /// <summary>Whatever a world puts into files.</summary>
    public string Folder { get; } = folder;

    /// <summary>The file of an SQLite database.</summary>
    public string File => new SqliteConnectionStringBuilder(databases.ConnectionString(Folder)).DataSource;

    /// <summary>Settings with which the product finds it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings => databases.Settings(Folder);

    /// <summary>What the product does not set on each connection; null: nothing.</summary>
    public string? Pragmas => Setup is Setup.SqliteNormal ? "PRAGMA synchronous=NORMAL" : null;

    /// <summary>A migrated database without rows.</summary>
    public static async Task<BenchDatabase> CreateAsync(Setup setup, string parentFolder)
    {
        var database = new BenchDatabase(setup, Path.Combine(parentFolder, $"bench-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}"));
        Directory.CreateDirectory(database.Folder);
        await database.databases.CreateAsync(database.Folder);
        return database;
    }

    /// <summary>A connection of one's own beside those of the product, with the same durability.</summary>
    public DbConnection Open()
    {
        if (Setup is Setup.PostgreSql)
        {
            var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(databases.ConnectionString(Folder)) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 }.ConnectionString);
            server.Open();
            return server;
        }

        var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        connection.Execute($"PRAGMA journal_mode=WAL; PRAGMA synchronous={(Setup is Setup.SqliteNormal ? "NORMAL" : "FULL")}; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;");
        return connection;
    }

    /// <summary>Removes it with its folder.</summary>
    public async Task DropAsync()
    {
        await databases.DropAsync(Folder);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Short forms for plain connections.</summary>
internal static class DbConnections
{
    /// <summary>Runs statements, however long they take.</summary>
    public static void Execute(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query.</summary>
    public static IReadOnlyList<object?[]> Read(this DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var values = new object?[reader.FieldCount];
            reader.GetValues(values!);
            rows.Add(values);
        }

        return rows;
    }

    /// <summary>A command with parameters.</summary>
    public static DbCommand Prepare(this DbConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
