namespace WeId.Workflows.Engine.Waits;

/// <summary>
/// A wait of a running instance, as a row of ours under either engine. Whoever ends it (a use case, a timer, a cancel)
/// closes the row by a conditional update in its own transaction, so that exactly one wins.
/// </summary>
public sealed class WorkflowWait
{
    /// <summary>The id that the step gave it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The instance that waits.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Its aanvraag.</summary>
    public required Guid AanvraagId { get; init; }

    /// <summary>The run of the step; its waits exclude each other.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The activity that waits.</summary>
    public required string ActivityId { get; set; }

    /// <summary>Under which an event from outside finds it.</summary>
    public required string Name { get; init; }

    /// <summary>The round of the activity.</summary>
    public required int Round { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The instant from which a timer closes it with <see cref="OnDeadline"/>; null: only a signal does.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Outcome at the deadline.</summary>
    public string? OnDeadline { get; init; }

    /// <summary>Open, or how it ended.</summary>
    public WaitStatus Status { get; set; }

    /// <summary>The outcome with which it was closed.</summary>
    public string? Outcome { get; set; }

    /// <summary>Who closed it: <c>timer</c>, <c>cancel</c>, <c>event</c> or the id of an account.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>When it was closed or withdrawn.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>State of a wait.</summary>
public enum WaitStatus
{
    /// <summary>Nobody has ended it.</summary>
    Open,

    /// <summary>Ended with an outcome.</summary>
    Closed,

    /// <summary>Dropped: another wait of the step, another branch or a cancel was first.</summary>
    Withdrawn,
}
