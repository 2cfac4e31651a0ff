using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Persistence.Providers.Sqlite;

/// <summary>A file of this machine, with one writer and one node.</summary>
internal sealed class SqliteProvider : IDatabaseProvider
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NoDatabase = 26;
    private const int UniqueKey = 2067;
    private const int PrimaryKey = 1555;

    /// <summary>Bytes up to which the whole file is read at the start, about a second's work; above it what is damaged is found when it is read.</summary>
    private const long MaxChecked = 256L * 1024 * 1024;

    public bool HasOneWriter => true;

    public void Configure(DbContextOptionsBuilder options, string connectionString) =>
        options.UseSqlite(connectionString).AddInterceptors(new SqlitePragmas());

    // A key that is taken: the command line of another process wrote the same operation meanwhile, which the next try reads.
    public bool IsTransient(Exception exception) => Faults.IsConflict(exception)
        || (Faults.Of<SqliteException>(exception) is { } fault
            && (fault.SqliteErrorCode is Busy or Locked || fault.SqliteExtendedErrorCode is UniqueKey or PrimaryKey));

    public bool IsStorageFull(Exception exception) => Faults.Of<SqliteException>(exception) is { SqliteErrorCode: Full };

    public Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct) => Task.CompletedTask;

    public async Task<string?> FindDamageAsync(string connectionString, CancellationToken ct)
    {
        // Read-only and past the pragmas: the first write to a damaged file makes what can still be saved less.
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        var file = new FileInfo(settings.DataSource);
        if (!file.Exists || file.Length == 0)
        {
            return null;
        }

        try
        {
            await using var connection = new SqliteConnection(settings.ConnectionString);
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = file.Length <= MaxChecked ? "PRAGMA quick_check(1)" : "SELECT COUNT(*) FROM sqlite_schema";
            var found = await command.ExecuteScalarAsync(ct);
            return found is string said and not "ok" ? Damaged(file, said) : null;
        }
        catch (SqliteException e) when (e.SqliteErrorCode is Corrupt or NoDatabase)
        {
            return Damaged(file, e.Message);
        }
    }

    public Task PrepareMigrationAsync(WeIdDbContext db, CancellationToken ct)
    {
        if (Path.GetDirectoryName(db.Database.GetDbConnection().DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return Task.CompletedTask;
    }

    private static string Damaged(FileInfo file, string said) =>
        $"The database file {file.FullName} (ConnectionStrings:WeId) is damaged: {said}. "
        + "Nothing was changed. Put the last backup in its place, together with its -wal file when it has one; keep the damaged file for an examination.";
}
