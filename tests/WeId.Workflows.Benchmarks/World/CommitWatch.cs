using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>
/// Counts the durable commits of a world, and wakes who waits for one, so that the end of a trip is seen without a poll
/// that would itself cost time. On SQLite it hangs on the hook that is called for each commit that wrote to the WAL; on a
/// server it counts the commits and the writes without a transaction that go out over Entity Framework.
/// </summary>
internal sealed partial class CommitWatch(string? pragmas) : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    private readonly ConditionalWeakTable<sqlite3, Hook> hooks = [];
    private TaskCompletionSource next = NewSource();
    private long commits;
    private long missed;

    /// <summary>Commits so far that wrote something.</summary>
    public long Commits => Interlocked.Read(ref commits);

    /// <summary>How often something was found only after a pause without a commit: more than a handful makes the times doubtful.</summary>
    public long Missed => Interlocked.Read(ref missed);

    /// <summary>Looks after each commit until the look finds something.</summary>
    /// <exception cref="TimeoutException">Nothing was found for half a minute.</exception>
    public async Task<T> UntilAsync<T>(Func<T?> look)
        where T : class
    {
        var patience = 0;
        while (true)
        {
            // Taken before the look, so that a commit right after it wakes us.
            var commit = Volatile.Read(ref next).Task;
            if (look() is { } found)
            {
                Interlocked.Add(ref missed, patience > 0 ? 1 : 0);
                return found;
            }

            await commit.WaitAsync(TimeSpan.FromMilliseconds(200)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (commit.IsCompleted)
            {
                patience = 0;
            }
            else if (++patience > 150)
            {
                throw new TimeoutException("Nothing came for half a minute.");
            }
        }
    }

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Attach(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Attach(connection);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.GetDbConnection() is not SqliteConnection)
        {
            Pulse();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (command is { Transaction: null, Connection: not SqliteConnection } && result > 0)
        {
            Pulse();
        }

        return ValueTask.FromResult(result);
    }

    private void Pulse()
    {
        Interlocked.Increment(ref commits);
        Interlocked.Exchange(ref next, NewSource()).TrySetResult();
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private unsafe void Attach(DbConnection connection)
    {
        if (connection is not SqliteConnection sqlite)
        {
            return;
        }

        if (pragmas is not null)
        {
            sqlite.Execute(pragmas);
        }

        var handle = sqlite.Handle!;
        var hook = hooks.GetValue(handle, _ => new Hook(this, Convert.ToInt32(sqlite.Read("PRAGMA wal_autocheckpoint")[0][0], null)));
        WalHook(handle.DangerousGetHandle(), &OnCommit, GCHandle.ToIntPtr(hook.Self));
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnCommit(nint context, nint connection, nint database, int frames)
    {
        var hook = (Hook)GCHandle.FromIntPtr(context).Target!;
        hook.Watch.Pulse();

        // The hook takes the place of SQLite's own, which does exactly this.
        if (hook.CheckpointAt > 0 && frames >= hook.CheckpointAt)
        {
            _ = WalCheckpoint(connection, database);
        }

        return raw.SQLITE_OK;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_wal_hook")]
    private static unsafe partial nint WalHook(nint connection, delegate* unmanaged[Cdecl]<nint, nint, nint, int, int> callback, nint context);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_wal_checkpoint")]
    private static partial int WalCheckpoint(nint connection, nint database);

    /// <summary>What the hook of one connection needs; lives as long as the process.</summary>
    private sealed class Hook
    {
        public Hook(CommitWatch watch, int checkpointAt)
        {
            Watch = watch;
            CheckpointAt = checkpointAt;
            Self = GCHandle.Alloc(this);
        }

        public CommitWatch Watch { get; }

        public int CheckpointAt { get; }

        public GCHandle Self { get; }
    }
}
