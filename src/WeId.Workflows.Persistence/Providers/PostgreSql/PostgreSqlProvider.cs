using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace WeId.Workflows.Persistence.Providers.PostgreSql;

/// <summary>A PostgreSQL server, on which several nodes may work.</summary>
internal sealed class PostgreSqlProvider : IDatabaseProvider
{
    /// <summary>The channel on which nodes tell each other what they wrote.</summary>
    public const string Channel = "weid_written";

    // A node that is paused inside a transaction, or waits for one that is, gives up its locks instead of holding up all others.
    // A serializable transaction that reads a whole table, as the planner prefers with small ones, collides with whoever writes it.
    // A plan that has to read a whole table all the same counts as dear beyond measure then, and would be compiled to machine code at
    // each execution: hence no JIT, of which short statements have nothing anyway.
    private const string Session =
        "-c idle_in_transaction_session_timeout=15s -c lock_timeout=5s -c statement_timeout=60s -c enable_seqscan=off -c jit=off";

    private const string IdleInTransactionTimeout = "25P03";

    private readonly string node = RandomNumberGenerator.GetHexString(16);

    public bool HasOneWriter => false;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options.UseNpgsql(Complete(connectionString));

    public bool IsTransient(Exception exception) => Faults.IsConflict(exception)
        || (Faults.Of<NpgsqlException>(exception) is { } fault && (fault is PostgresException { SqlState: var state } ? IsTransient(state) : IsBroken(fault)));

    public bool IsStorageFull(Exception exception) => Faults.Of<PostgresException>(exception) is { SqlState: PostgresErrorCodes.DiskFull };

    // Equal notifications of one transaction arrive as one.
    public Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct) => written is Written.Nothing
        ? Task.CompletedTask
        : db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {$"{written:D} {node}"})", ct);

    /// <summary>What another node wrote; nothing when this one did, which knows it already.</summary>
    public Written Heard(string notification) => notification.Split(' ') is [var written, var writer]
        ? writer == node ? Written.Nothing : Enum.Parse<Written>(written)
        : Written.Messages | Written.Deadlines;

    public Task<string?> FindDamageAsync(string connectionString, CancellationToken ct) => Task.FromResult<string?>(null);

    public async Task PrepareMigrationAsync(WeIdDbContext db, CancellationToken ct)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(ct))
        {
            await creator.CreateAsync(ct);
        }

        // The connection stays open until the context is disposed, and with it these settings.
        await db.Database.OpenConnectionAsync(ct);
        await db.Database.ExecuteSqlRawAsync("SET lock_timeout = 0; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0", ct);
    }

    /// <summary>The connection string with the time-outs of a session; what it says itself about them goes first.</summary>
    public static string Complete(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.Options = string.IsNullOrWhiteSpace(settings.Options) ? Session : $"{Session} {settings.Options}";
        return settings.ConnectionString;
    }

    // A key that is taken: another node wrote the same operation or number meanwhile, which the next try reads.
    private static bool IsTransient(string state) => state
        is PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.LockNotAvailable
        or PostgresErrorCodes.QueryCanceled
        or IdleInTransactionTimeout
        or PostgresErrorCodes.UniqueViolation
        or PostgresErrorCodes.TooManyConnections
        or PostgresErrorCodes.AdminShutdown
        or PostgresErrorCodes.CrashShutdown
        or PostgresErrorCodes.CannotConnectNow
        || state.StartsWith("08", StringComparison.Ordinal);

    private static bool IsBroken(NpgsqlException fault) => fault.IsTransient || fault.InnerException is IOException or SocketException or TimeoutException;
}
