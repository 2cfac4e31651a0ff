namespace WeId.Workflows.Engine;

/// <summary>Runs workflow definitions durably. Every call is idempotent on its operation id.</summary>
public interface IWorkflowEngine
{
    /// <summary>Starts one instance for an aanvraag. A second start for the same aanvraag changes nothing.</summary>
    /// <exception cref="UnknownDefinitionException">The definition or that version is not in the catalog.</exception>
    Task StartAsync(StartWorkflow command, CancellationToken ct);

    /// <summary>Ends a wait with an outcome. An event without an open wait is kept for the next wait of that name.</summary>
    Task SignalAsync(Signal signal, CancellationToken ct);

    /// <summary>Ends the instance: open waits, tasks and timers are withdrawn. Nothing happens when it has ended already.</summary>
    Task CancelAsync(CancelWorkflow command, CancellationToken ct);

    /// <summary>Runs the step of an open incident again, at the same place and with freshly evaluated inputs.</summary>
    Task RetryAsync(RetryStep command, CancellationToken ct);

    /// <summary>Ends the step of an open incident with an outcome, without running it. Reviews and steps that grant are never skipped.</summary>
    Task<SkipAnswer> SkipAsync(SkipStep command, CancellationToken ct);

    /// <summary>What <see cref="MigrateAsync"/> would do to the instance now; changes nothing.</summary>
    /// <exception cref="UnknownDefinitionException">That version is not in the catalog.</exception>
    Task<MigrationPlan> PreviewMigrationAsync(MigrateWorkflow command, CancellationToken ct);

    /// <summary>
    /// Moves the running instance to another version of its definition, where it stands. Open waits stay as they are, and
    /// what is done is not done again. Nothing changes when the answer has refusals.
    /// </summary>
    /// <exception cref="UnknownDefinitionException">That version is not in the catalog.</exception>
    Task<MigrationPlan> MigrateAsync(MigrateWorkflow command, CancellationToken ct);

    /// <summary>Position, waits, journal and incidents of the instance of one aanvraag; null when there is none.</summary>
    Task<InstanceView?> InspectAsync(Guid aanvraagId, CancellationToken ct);
}

/// <summary>Start the given version of a definition for an aanvraag; <paramref name="AanvraagId"/> is the correlation id.</summary>
public sealed record StartWorkflow(
    Guid OperationId,
    Guid AanvraagId,
    string DefinitionId,
    int Version,
    IReadOnlyDictionary<string, object?> Input);

/// <summary>The end of a wait: either by its own id, or by aanvraag and wait name for events from outside.</summary>
public sealed record Signal(Guid OperationId, Guid AanvraagId, string Outcome)
{
    /// <summary>The wait that this answers; null for an event from outside, which reaches the current round.</summary>
    public Guid? WaitId { get; init; }

    /// <summary>Name of the wait (default of a step: its activity id). Required when <see cref="WaitId"/> is null.</summary>
    public string? WaitName { get; init; }

    /// <summary>The declared outputs of the step; other names are ignored.</summary>
    public IReadOnlyDictionary<string, object?> Payload { get; init; } = new Dictionary<string, object?>();
}

/// <summary>End the instance of an aanvraag, whatever it is doing.</summary>
public sealed record CancelWorkflow(Guid OperationId, Guid AanvraagId, string Reason);

/// <summary>Run the step of an incident again.</summary>
public sealed record RetryStep(Guid OperationId, Guid IncidentId);

/// <summary>The definition, or the asked version of it, is not in the catalog.</summary>
public sealed class UnknownDefinitionException(string definitionId, int version)
    : Exception($"Workflow definition '{definitionId}' version {version} is not in the catalog.");
