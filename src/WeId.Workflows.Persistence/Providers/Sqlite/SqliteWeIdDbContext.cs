using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeId.Workflows.Persistence.Providers.Sqlite;

/// <summary>The database on SQLite.</summary>
public sealed class SqliteWeIdDbContext(DbContextOptions<SqliteWeIdDbContext> options, TimeProvider time) : WeIdDbContext(options, time);

/// <summary>For <c>dotnet ef</c>.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteWeIdDbContext>
{
    public SqliteWeIdDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqliteWeIdDbContext>(new SqliteProvider(), "Data Source=design.db"), TimeProvider.System);
}

/// <summary>
/// WAL lets readers go on beside the writer; FULL makes an acknowledged decision survive a power cut; the busy timeout
/// is for a second process, such as the command line.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Wal = "PRAGMA journal_mode=WAL; ";
    private const string Sql = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    /// <summary>The pool gives the same handle again, with what was set on it.</summary>
    private static readonly ConditionalWeakTable<object, object> Set = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var handle = ((SqliteConnection)connection).Handle!;
        if (Set.TryGetValue(handle, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        // Entity Framework looks whether the file exists by a connection that may not write; a restored backup without WAL would refuse it.
        command.CommandText = new SqliteConnectionStringBuilder(connection.ConnectionString).Mode is SqliteOpenMode.ReadOnly ? Sql : Wal + Sql;
        command.ExecuteNonQuery();
        Set.AddOrUpdate(handle, Sql);
    }

    // SQLite has nothing to wait for.
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
