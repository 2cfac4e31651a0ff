namespace WeId.Workflows.Engine.Outbox;

/// <summary>Adds messages to the transaction of the current unit of work; they leave after its commit.</summary>
public interface IOutbox
{
    /// <summary>Adds a message; <paramref name="payload"/> is written as JSON.</summary>
    void Add(Guid id, string type, string key, object payload, OutboxOptions? options = null);
}

/// <summary>When a message may leave and how urgent it is.</summary>
/// <param name="DueAt">Not earlier than this; null: at once.</param>
/// <param name="Priority">Higher goes first.</param>
public sealed record OutboxOptions(DateTimeOffset? DueAt = null, int Priority = 0);

/// <summary>Does what a message asks. Runs outside any transaction and may do I/O; it may be called again with the same message.</summary>
public interface IOutboxHandler
{
    /// <summary>The message type that it takes.</summary>
    string Type { get; }

    /// <summary>
    /// Whether it ends its messages itself, by <see cref="IUnitOfWork.ConsumeAsync"/>: for short work on our own database,
    /// which then needs neither a lease before it nor a commit after it.
    /// </summary>
    bool EndsMessage => false;

    /// <summary>Does the effect, idempotently on <see cref="OutboxMessage.Id"/>.</summary>
    /// <exception cref="PermanentFailureException">Trying again is of no use.</exception>
    Task HandleAsync(OutboxMessage message, CancellationToken ct);

    /// <summary>
    /// Records that the message is given up, after its last try or a permanent failure, where something of ours still waits
    /// for it. Called before the message ends as <see cref="OutboxStatus.Failed"/>, and again when that did not succeed.
    /// </summary>
    Task GiveUpAsync(OutboxMessage message, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>Messages of one lane never wait for those of the other.</summary>
public enum OutboxLane
{
    /// <summary>What moves workflows on: short work on our own database.</summary>
    Workflow,

    /// <summary>Everything else, which may call outside and hang there.</summary>
    Outside,
}

/// <summary>A failure that no retry mends, such as a refused address or a template that throws.</summary>
public sealed class PermanentFailureException(string message, Exception? inner = null) : Exception(message, inner), IFailureOfTheOtherSide
{
    /// <inheritdoc />
    public string? Answer { get; init; }
}

/// <summary>The other side says "not now", or we may not ask it yet.</summary>
public sealed class PostponedException(string message) : Exception(message), IFailureOfTheOtherSide
{
    /// <inheritdoc />
    public string? Answer { get; init; }

    /// <summary>Not tried again before this instant, nor before the usual pause; null: after the usual pause.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}

/// <summary>A failure of which operations may read what the other side answered.</summary>
public interface IFailureOfTheOtherSide
{
    /// <summary>Its code, such as <c>SMTP 550</c>, never its words: they may repeat a name or an address. Null: it answered nothing.</summary>
    string? Answer { get; }
}

/// <summary>Finds, leases and finishes messages. Each change is a transaction of its own.</summary>
public interface IOutboxStore
{
    /// <summary>
    /// Due messages of a lane that nobody has leased, at most one for each key (the oldest that is not ended), highest
    /// priority first.
    /// </summary>
    Task<IReadOnlyList<OutboxMessage>> ListDueAsync(OutboxLane lane, DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>
    /// Leases a message that was found, and counts the try in <see cref="OutboxMessage.Attempts"/>, so that one that kills
    /// its process is given up as well. False: another node was first, or it has ended.
    /// </summary>
    Task<bool> TryLeaseAsync(OutboxMessage message, DateTimeOffset now, TimeSpan lease, CancellationToken ct);

    /// <summary>Marks the message done; false when the lease was lost.</summary>
    Task<bool> CompleteAsync(OutboxMessage message, DateTimeOffset now, CancellationToken ct);

    /// <summary>
    /// Records a failure and the tries so far: due again at <paramref name="retryAt"/>, or given up when that is null. False
    /// when the lease was lost.
    /// </summary>
    Task<bool> FailAsync(OutboxMessage message, string error, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken ct);

    /// <summary>The instant at which the next message is due; null when none is pending.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);
}
