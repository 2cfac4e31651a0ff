using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Persistence.Providers;

/// <summary>What one kind of database does differently from the others.</summary>
internal interface IDatabaseProvider
{
    /// <summary>Whether it knows one writer at a time, so that writers of this process are better queued here than by it.</summary>
    bool HasOneWriter { get; }

    /// <summary>Makes a context speak to this database.</summary>
    void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>
    /// Whether the whole unit of work may succeed when it runs again: somebody else was first, a lock was not given in time,
    /// the connection broke (also during a commit, of which the operation id then tells whether it happened).
    /// </summary>
    bool IsTransient(Exception exception);

    /// <summary>Whether there is no room left to write.</summary>
    bool IsStorageFull(Exception exception);

    /// <summary>Inside the transaction of <paramref name="db"/>: tells the other nodes, once it commits, what they need not poll for.</summary>
    Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct);

    /// <summary>Looks, without a write, whether the database can be used; null when it can or does not exist yet, else what is wrong and how to mend it.</summary>
    Task<string?> FindDamageAsync(string connectionString, CancellationToken ct);

    /// <summary>Gets a connection ready that will migrate: what must be there first, and time to wait for another node that migrates.</summary>
    Task PrepareMigrationAsync(WeIdDbContext db, CancellationToken ct);
}

/// <summary>What a transaction wrote that somebody waits for.</summary>
[Flags]
internal enum Written
{
    /// <summary>Nothing of the kind.</summary>
    Nothing = 0,

    /// <summary>Messages in the outbox.</summary>
    Messages = 1,

    /// <summary>Deadlines of waits.</summary>
    Deadlines = 2,
}
