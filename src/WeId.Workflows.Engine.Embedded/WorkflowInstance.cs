namespace WeId.Workflows.Engine.Embedded;

/// <summary>One run of a definition for one aanvraag: a row.</summary>
/// <remarks>A cancel that comes before the start leaves a row with an empty definition, so that the start finds it ended.</remarks>
public sealed class WorkflowInstance
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The aanvraag for which it runs; unique.</summary>
    public required Guid AanvraagId { get; init; }

    /// <summary>Definition on which it began; empty when it was canceled before its start.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Version on which it began, until it is migrated; 0 when it was canceled before its start.</summary>
    public required int DefinitionVersion { get; set; }

    /// <summary>Running, or how it ended.</summary>
    public InstanceStatus Status { get; set; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it finished or was canceled; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The interpreter's state: tokens, rounds, variables, inputs, early signals and joins.</summary>
    public required string StateJson { get; set; }

    /// <summary>Sequence of the last journal row; 0 before the first.</summary>
    public long JournalSeq { get; set; }

    /// <summary>Concurrency token: two transactions that change the same instance cannot both commit.</summary>
    public Guid Version { get; set; }
}

/// <summary>A row of the journal of an instance; (instance, <see cref="Seq"/>) is unique.</summary>
public sealed class JournalEntry
{
    /// <summary>The instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>1, 2, 3, … without gaps in each instance.</summary>
    public required long Seq { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id in the definition.</summary>
    public required string ActivityId { get; init; }

    /// <summary>Type with prefix.</summary>
    public required string ActivityType { get; init; }

    /// <summary>What happened.</summary>
    public required JournalEvent Event { get; init; }

    /// <summary>With which outcome; null unless completed.</summary>
    public string? Outcome { get; init; }

    /// <summary>The evaluated inputs without the sensitive ones; null for built-in activities.</summary>
    public string? InputsJson { get; init; }

    /// <summary>The act that caused it.</summary>
    public required Guid OperationId { get; init; }
}

/// <summary>A step that failed for good, as a row; operations retry or skip it.</summary>
public sealed class Incident
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>The instance of which a branch rests.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Its aanvraag.</summary>
    public required Guid AanvraagId { get; init; }

    /// <summary>The activity that failed, by its id in the version on which the instance is.</summary>
    public required string ActivityId { get; set; }

    /// <summary>The run that failed; a retry has the same.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>Type and shortened message of the exception, at most 500 characters.</summary>
    public required string Cause { get; init; }

    /// <summary>How often the step was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was retried, skipped or dropped; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary><c>retry</c>, <c>skip</c>, <c>cancel</c> or <c>branch</c> (dropped with its branch); null while it is open.</summary>
    public string? ClosedBy { get; set; }
}
