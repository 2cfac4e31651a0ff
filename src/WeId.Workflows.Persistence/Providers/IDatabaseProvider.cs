namespace WeId.Workflows.Persistence.Providers;

/// <summary>What one kind of database does differently from the others.</summary>
internal interface IDatabaseProvider
{
    /// <summary>Whether it knows one writer at a time, so that writers of this process are better queued here than by it.</summary>
    bool HasOneWriter { get; }

    /// <summary>
    /// Whether the whole unit of work may succeed when it runs again: somebody else was first, a lock was not given in time,
    /// the connection broke (also during a commit, of which the operation id then tells whether it happened).
    /// </summary>
    bool IsTransient(Exception exception);

    /// <summary>Whether there is no room left to write.</summary>
    bool IsStorageFull(Exception exception);

    /// <summary>Inside the transaction of <paramref name="db"/>: tells the other nodes, once it commits, what they need not poll for.</summary>
    Task NotifyAsync(WeIdDbContext db, Written written, CancellationToken ct);
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
