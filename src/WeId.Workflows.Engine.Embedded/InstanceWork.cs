using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>
/// One act on one instance, inside its unit of work: load, let the interpreter decide, do what it decided, store. Each
/// method answers whether it has stored a new deadline.
/// </summary>
internal sealed class InstanceWork(
    IInstanceStore instances,
    IWaitStore waits,
    IDefinitionCatalog definitions,
    IExpressionEvaluator expressions,
    StepCatalog steps,
    StepRunner runner,
    DecisionWriter writer,
    TimeProvider clock)
{
    private DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<bool> StartAsync(StartWorkflow command, CancellationToken ct)
    {
        if (await instances.FindByAanvraagAsync(command.AanvraagId, ct) is not null)
        {
            return false;
        }

        var definition = await DefinitionAsync(command.DefinitionId, command.Version, ct);
        var interpreter = InterpreterOf(definition);
        var initial = interpreter.Create(Guid.CreateVersion7(Now), command.AanvraagId, command.Input);
        var instance = new WorkflowInstance
        {
            Id = initial.InstanceId,
            AanvraagId = command.AanvraagId,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            StartedAt = Now,
            StateJson = StateJson.Write(initial),
            Version = Guid.CreateVersion7(Now),
        };
        instances.Add(instance);
        var decision = interpreter.Decide(initial, new InterpreterEvent.Started(Now));
        return await writer.WriteAsync(instance, decision, command.OperationId, Now, ct);
    }

    public async Task<bool> SignalAsync(Signal signal, CancellationToken ct)
    {
        if (await instances.FindByAanvraagAsync(signal.AanvraagId, ct) is null)
        {
            throw new InstanceNotStartedException(signal.AanvraagId);
        }

        return await LoadRunningAsync(signal.AanvraagId, ct) is { } loaded
            && await EventOfAsync(signal, loaded, ct) is { } e
            && await ApplyAsync(loaded, e, signal.OperationId, ct);
    }

    public async Task<bool> CancelAsync(CancelWorkflow command, CancellationToken ct)
    {
        if (await instances.FindByAanvraagAsync(command.AanvraagId, ct) is null)
        {
            instances.Add(CanceledBeforeStart(command.AanvraagId));
            return false;
        }

        return await LoadRunningAsync(command.AanvraagId, ct) is { } loaded
            && await ApplyAsync(loaded, new InterpreterEvent.Canceled(), command.OperationId, ct);
    }

    public async Task<bool> RetryAsync(RetryStep command, CancellationToken ct)
    {
        if (await instances.FindIncidentAsync(command.IncidentId, ct) is not { ClosedAt: null } incident)
        {
            return false;
        }

        return await LoadRunningAsync(incident.AanvraagId, ct) is { } loaded
            && await ApplyAsync(loaded, new InterpreterEvent.Retried(incident.Id, Now), command.OperationId, ct);
    }

    public async Task<bool> ContinueAsync(Guid messageId, ContinueWorkflow command, CancellationToken ct)
    {
        if (await LoadToContinueAsync(messageId, command.AanvraagId, ct) is not { } loaded)
        {
            return false;
        }

        return await ApplyAsync(loaded, await RunNextAsync(loaded, ct), command.OperationId, ct);
    }

    public async Task<bool> FaultAsync(Guid messageId, ContinueWorkflow command, string cause, int attempts, CancellationToken ct)
    {
        if (await LoadToContinueAsync(messageId, command.AanvraagId, ct) is not { State.NextReady: { } token } loaded)
        {
            return false;
        }

        return await ApplyAsync(loaded, new InterpreterEvent.StepFailed(token.Id, cause, attempts), command.OperationId, ct);
    }

    private async Task<InterpreterEvent> RunNextAsync(Loaded loaded, CancellationToken ct)
    {
        StepToRun step;
        try
        {
            step = loaded.Interpreter.NextStep(loaded.State) ?? throw new InvalidOperationException("No step is ready.");
        }
        catch (ExpressionException e)
        {
            return new InterpreterEvent.StepFailed(loaded.State.NextReady!.Id, Causes.Of(e), Attempts: 1);
        }

        var context = StepContexts.Of(loaded.State, step.Token, step.Inputs);
        return await runner.RunAsync(step.ActivityType, context, ct) switch
        {
            StepResult.Completed done => new InterpreterEvent.StepCompleted(step, done.Outcome, done.Outputs ?? new Dictionary<string, object?>()),
            StepResult.WaitFor waiting => new InterpreterEvent.StepWaits(step, waiting.Waits),
            var other => throw new StepContractException($"Step '{step.ActivityType}' answered {other?.GetType().Name ?? "nothing"}."),
        };
    }

    /// <summary>What a signal means now; null: nothing, since somebody else ended that wait or it is another instance's.</summary>
    private async Task<InterpreterEvent?> EventOfAsync(Signal signal, Loaded loaded, CancellationToken ct)
    {
        if (signal.WaitId is { } waitId)
        {
            var wait = await waits.FindAsync(waitId, ct);
            var isOurs = wait is not null && wait.InstanceId == loaded.Instance.Id && wait.Status switch
            {
                WaitStatus.Closed => wait.Outcome == signal.Outcome,
                WaitStatus.Open => await CloseAsync(wait, signal, loaded, ct),
                _ => false,
            };
            return isOurs ? new InterpreterEvent.WaitEnded(waitId, signal.Outcome, signal.Payload, Now) : null;
        }

        var open = await waits.FindOpenAsync(signal.AanvraagId, signal.WaitName!, ct);
        return open is not null && await CloseAsync(open, signal, loaded, ct)
            ? new InterpreterEvent.WaitEnded(open.Id, signal.Outcome, signal.Payload, Now)
            : new InterpreterEvent.CameEarly(signal.WaitName!, signal.Outcome, signal.Payload);
    }

    private async Task<bool> CloseAsync(WorkflowWait wait, Signal signal, Loaded loaded, CancellationToken ct)
    {
        if (!loaded.Interpreter.Accepts(wait.ActivityId, signal.Outcome))
        {
            throw new PermanentFailureException($"Activity '{wait.ActivityId}' has no outcome '{Causes.Shorten(signal.Outcome)}' that a signal may give.");
        }

        return await waits.TryCloseAsync(wait.Id, signal.Outcome, "event", Now, ct);
    }

    private async Task<bool> ApplyAsync(Loaded loaded, InterpreterEvent e, Guid operationId, CancellationToken ct)
    {
        var decision = loaded.Interpreter.Decide(loaded.State, e);
        var hasNewDeadline = await writer.WriteAsync(loaded.Instance, decision, operationId, Now, ct);
        instances.Update(loaded.Instance);
        return hasNewDeadline;
    }

    private async Task<Loaded?> LoadToContinueAsync(Guid messageId, Guid aanvraagId, CancellationToken ct)
    {
        var loaded = await LoadRunningAsync(aanvraagId, ct);
        if (loaded?.State.NextReady is null || loaded.State.Continue != messageId)
        {
            return null;
        }

        loaded.State.Continue = null;
        return loaded;
    }

    private async Task<Loaded?> LoadRunningAsync(Guid aanvraagId, CancellationToken ct)
    {
        if (await instances.FindByAanvraagAsync(aanvraagId, ct) is not { Status: InstanceStatus.Running } instance)
        {
            return null;
        }

        var definition = await DefinitionAsync(instance.DefinitionId, instance.DefinitionVersion, ct);
        return new Loaded(instance, StateJson.Read(instance.StateJson, definition), InterpreterOf(definition));
    }

    private WorkflowInstance CanceledBeforeStart(Guid aanvraagId) => new()
    {
        Id = Guid.CreateVersion7(Now),
        AanvraagId = aanvraagId,
        DefinitionId = "",
        DefinitionVersion = 0,
        Status = InstanceStatus.Canceled,
        StartedAt = Now,
        EndedAt = Now,
        StateJson = "{}",
        Version = Guid.CreateVersion7(Now),
    };

    private async Task<WorkflowDefinition> DefinitionAsync(string definitionId, int version, CancellationToken ct) =>
        await definitions.FindAsync(definitionId, version, ct) ?? throw new UnknownDefinitionException(definitionId, version);

    private Interpreter InterpreterOf(WorkflowDefinition definition) => new(definition, steps.Find, expressions);

    private sealed record Loaded(WorkflowInstance Instance, InterpreterState State, Interpreter Interpreter);
}
