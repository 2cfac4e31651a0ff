namespace WeId.Workflows.Engine;

/// <summary>
/// A step type that definitions may name. Found by scanning; described for the validator, the simulator and the editor.
/// A handler does no network I/O: what must call outside is an outbox message that answers with a <see cref="Signal"/>.
/// </summary>
public interface IStepHandler
{
    /// <summary>Name, inputs, outputs, outcomes and waits of this step type.</summary>
    StepDescriptor Descriptor { get; }

    /// <summary>Runs inside the transaction of the step. Not run again when a wait of it ends: the signal's outcome is the step's.</summary>
    Task<StepResult> RunAsync(StepContext context, CancellationToken ct);

    /// <summary>Withdraws what the step has opened (a task, a reservation), in the transaction that cancels it.</summary>
    Task CancelAsync(StepContext context, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What a step answers: done with an outcome, or waiting. Closed.</summary>
public abstract record StepResult
{
    private StepResult()
    {
    }

    /// <summary>The step is done; the connection of the outcome is followed.</summary>
    public sealed record Completed(string Outcome, IReadOnlyDictionary<string, object?>? Outputs = null) : StepResult;

    /// <summary>The step waits; the first wait that ends decides the outcome and the others are withdrawn.</summary>
    public sealed record WaitFor(IReadOnlyList<Wait> Waits) : StepResult;
}

/// <summary>Something to wait for: a signal, a deadline, or whichever comes first.</summary>
/// <param name="Id">Made by <see cref="StepContext.NewWait"/>; a task stores it to answer this very wait.</param>
/// <param name="Name">Under which an event from outside finds it.</param>
/// <param name="Deadline">The instant from which the wait ends by itself, never earlier.</param>
/// <param name="OnDeadline">Outcome at the deadline; given exactly when <paramref name="Deadline"/> is.</param>
public sealed record Wait(Guid Id, string Name, DateTimeOffset? Deadline = null, string? OnDeadline = null);

/// <summary>What a step knows when it runs.</summary>
public sealed class StepContext
{
    /// <summary>The instance that runs.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The aanvraag for which it runs (the correlation id).</summary>
    public required Guid AanvraagId { get; init; }

    /// <summary>Id of the activity in the definition.</summary>
    public required string ActivityId { get; init; }

    /// <summary>This one run of the activity; the same on every retry, so it serves as operation id for what the step causes.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>1 for the first run of this activity in the instance, 2 after the first loop back, and so on.</summary>
    public required int Round { get; init; }

    /// <summary>The instant of the event that led here.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The evaluated inputs by the name in the descriptor, converted to their declared type.</summary>
    public required IReadOnlyDictionary<string, object?> Inputs { get; init; }

    /// <summary>The input, or <see langword="default"/> when it is absent or null.</summary>
    public T? Input<T>(string name) => Inputs.TryGetValue(name, out var value) && value is T typed ? typed : default;

    /// <summary>The input; an absent or null one faults the step.</summary>
    /// <exception cref="InvalidOperationException">The input is absent, null or of another type.</exception>
    public T Require<T>(string name) => Inputs.TryGetValue(name, out var value) && value is T typed
        ? typed
        : throw new InvalidOperationException($"Input '{name}' of activity '{ActivityId}' is missing or is no {typeof(T).Name}.");

    /// <summary>A new wait of this step; its name is the activity id unless another is given.</summary>
    public Wait NewWait(string? name = null, DateTimeOffset? deadline = null, string? onDeadline = null) =>
        new(Guid.CreateVersion7(Now), name ?? ActivityId, deadline, onDeadline);

    /// <summary>Answer with a single new wait.</summary>
    public StepResult WaitFor(string? name = null, DateTimeOffset? deadline = null, string? onDeadline = null) =>
        new StepResult.WaitFor([NewWait(name, deadline, onDeadline)]);
}
