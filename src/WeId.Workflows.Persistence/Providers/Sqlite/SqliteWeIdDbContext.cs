using System.Data.Common;
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
    private const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
