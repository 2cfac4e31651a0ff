using Microsoft.Data.Sqlite;

namespace WeId.Workflows.Persistence.Providers.Sqlite;

/// <summary>A file of this machine, with one writer and one node.</summary>
internal sealed class SqliteProvider : IDatabaseProvider
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;
    private const int UniqueKey = 2067;
    private const int PrimaryKey = 1555;

    public bool HasOneWriter => true;

    // A key that is taken: the command line of another process wrote the same operation meanwhile, which the next try reads.
    public bool IsTransient(Exception exception) => Faults.IsConflict(exception)
        || (Faults.Of<SqliteException>(exception) is { } fault
            && (fault.SqliteErrorCode is Busy or Locked || fault.SqliteExtendedErrorCode is UniqueKey or PrimaryKey));

    public bool IsStorageFull(Exception exception) => Faults.Of<SqliteException>(exception) is { SqliteErrorCode: Full };

    public Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct) => Task.CompletedTask;
}
