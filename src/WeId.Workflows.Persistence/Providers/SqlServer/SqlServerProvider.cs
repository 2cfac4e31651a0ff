using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WeId.Workflows.Persistence.Providers.SqlServer;

/// <summary>A SQL Server, on which several nodes may work; they find each other's work by polling.</summary>
internal sealed class SqlServerProvider : IDatabaseProvider
{
    // Deadlock, lock time-out, snapshot conflict; then time-outs and broken connections (also those of Azure); at last a key that
    // is taken, since another node wrote the same operation or number meanwhile, which the next try reads.
    private static readonly HashSet<int> Transient =
    [
        1205, 1222, 3960, 41302, 41305, 41325,
        -2, -1, 2, 20, 53, 64, 121, 233, 258, 596, 10053, 10054, 10060, 10061, 4060, 40143, 40197, 40501, 40613, 49918, 49919, 49920,
        2601, 2627,
    ];

    // Filegroup full, log full.
    private static readonly HashSet<int> Full = [1101, 1105, 9002];

    public bool HasOneWriter => false;

    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlServer(connectionString).AddInterceptors(new SqlServerSession());

    public bool IsTransient(Exception exception) => Faults.IsConflict(exception)
        || (Faults.Of<SqlException>(exception) is { } fault && fault.Errors.Cast<SqlError>().Any(e => Transient.Contains(e.Number)));

    public bool IsStorageFull(Exception exception) =>
        Faults.Of<SqlException>(exception) is { } fault && fault.Errors.Cast<SqlError>().Any(e => Full.Contains(e.Number));

    public Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct) => Task.CompletedTask;

    public Task<string?> FindDamageAsync(string connectionString, CancellationToken ct) => Task.FromResult<string?>(null);

    public Task PrepareMigrationAsync(WeIdDbContext db, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>A node that waits for one that is paused inside a transaction gives up and tries again, instead of hanging with it.</summary>
internal sealed class SqlServerSession : DbConnectionInterceptor
{
    private const string Sql = "SET LOCK_TIMEOUT 5000;";

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
