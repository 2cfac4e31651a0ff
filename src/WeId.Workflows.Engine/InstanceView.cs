namespace WeId.Workflows.Engine;

/// <summary>What operations see of one instance.</summary>
public sealed record InstanceView(
    Guid InstanceId,
    Guid AanvraagId,
    string DefinitionId,
    int Version,
    InstanceStatus Status,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<WaitView> Waits,
    IReadOnlyList<JournalRow> Journal,
    IReadOnlyList<IncidentView> Incidents);

/// <summary>State of an instance as a whole.</summary>
public enum InstanceStatus
{
    /// <summary>Steps are ready, waiting, or resting on an incident.</summary>
    Running,

    /// <summary>Came to an <c>Elsa.Finish</c>.</summary>
    Finished,

    /// <summary>Ended from outside.</summary>
    Canceled,
}

/// <summary>An open wait; <paramref name="Deadline"/> is the instant at which it ends by itself.</summary>
public sealed record WaitView(Guid WaitId, string ActivityId, string Name, int Round, DateTimeOffset? Deadline);

/// <summary>One row of the journal: a gap-free sequence 1..n for each instance.</summary>
/// <param name="InputsJson">The evaluated inputs, without those that the descriptor marks as sensitive; null for built-in activities.</param>
public sealed record JournalRow(
    long Seq,
    DateTimeOffset At,
    string ActivityId,
    string ActivityType,
    JournalEvent Event,
    string? Outcome,
    string? InputsJson);

/// <summary>What happened to an activity.</summary>
public enum JournalEvent
{
    /// <summary>Ended with an outcome.</summary>
    Completed,

    /// <summary>Ran and now waits.</summary>
    Waiting,

    /// <summary>Was withdrawn before it ended.</summary>
    Canceled,

    /// <summary>Failed for good; an incident is open.</summary>
    Faulted,

    /// <summary>Operations ended it with an outcome after it had failed.</summary>
    Skipped,

    /// <summary>The instance went to another version; the rows before it name activities of the old one.</summary>
    Migrated,
}

/// <summary>A step that failed for good.</summary>
/// <param name="SkipOutcomes">With which it may be skipped; empty when it may not, or is closed.</param>
public sealed record IncidentView(
    Guid IncidentId,
    string ActivityId,
    string Cause,
    int Attempts,
    DateTimeOffset At,
    bool IsOpen,
    IReadOnlyList<string> SkipOutcomes);
