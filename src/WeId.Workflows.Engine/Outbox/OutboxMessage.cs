namespace WeId.Workflows.Engine.Outbox;

/// <summary>
/// An effect that was decided in a transaction and happens after its commit. Delivered at least once; messages with
/// the same <see cref="Key"/> one after the other in the order of <see cref="Sequence"/>.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Identity and idempotency key: the handler uses it as operation id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Given by the database, in the order of the commits.</summary>
    public long Sequence { get; init; }

    /// <summary>Which handler takes it, see <see cref="IOutboxHandler.Type"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The lane of its type.</summary>
    public required OutboxLane Lane { get; init; }

    /// <summary>Messages with the same key are handled in order: <c>aanvraag:{id}</c>, <c>verzend:{channel}:{hash of the address}</c>.</summary>
    public required string Key { get; init; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }

    /// <summary>Higher goes first: 10 for codes that somebody is waiting for, else 0.</summary>
    public int Priority { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not handled before this instant; moved forward after a failure.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Where it stands.</summary>
    public OutboxStatus Status { get; set; }

    /// <summary>What the other side answered, as a code, or the type of the last error; never its data.</summary>
    public string? LastError { get; set; }

    /// <summary>The lease under which it is being handled; a finish under another lease is refused (fencing).</summary>
    public Guid? LeaseId { get; set; }

    /// <summary>Until when the lease holds.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>When it was done or given up.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>Where an outbox message stands.</summary>
public enum OutboxStatus
{
    /// <summary>To be handled, or being handled under a lease.</summary>
    Pending,

    /// <summary>Handled.</summary>
    Done,

    /// <summary>Given up after its last attempt: an incident that operations can retry.</summary>
    Failed,
}
