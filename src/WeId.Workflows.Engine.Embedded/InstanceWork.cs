using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>
/// One act on one instance, inside its unit of work: load, let the interpreter decide, do what it decided, store. An event
/// may take the step that it makes ready along, so that both are one commit.
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

    public async Task StartAsync(StartWorkflow command, bool andStep, CancellationToken ct)
    {
        if (await instances.FindByAanvraagAsync(command.AanvraagId, ct) is not null)
        {
            return;
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
            StateJson = "",
            Version = Guid.CreateVersion7(Now),
        };
        instances.Add(instance);
        await ApplyAsync(new(instance, initial, interpreter), new InterpreterEvent.Started(Now), command.OperationId, andStep, ct);
    }

    public async Task SignalAsync(Signal signal, bool andStep, CancellationToken ct)
    {
        var instance = await instances.FindByAanvraagAsync(signal.AanvraagId, ct) ?? throw new InstanceNotStartedException(signal.AanvraagId);
        if (await LoadRunningAsync(instance, ct) is { } loaded && await EventOfAsync(signal, loaded, ct) is { } e)
        {
            await ApplyAsync(loaded, e, signal.OperationId, andStep, ct);
        }
    }

    public async Task CancelAsync(CancelWorkflow command, CancellationToken ct)
    {
        var instance = await instances.FindByAanvraagAsync(command.AanvraagId, ct);
        if (instance is null)
        {
            instances.Add(CanceledBeforeStart(command.AanvraagId));
        }
        else if (await LoadRunningAsync(instance, ct) is { } loaded)
        {
            await ApplyAsync(loaded, new InterpreterEvent.Canceled(), command.OperationId, andStep: false, ct);
        }
    }

    public async Task RetryAsync(RetryStep command, CancellationToken ct)
    {
        if (await instances.FindIncidentAsync(command.IncidentId, ct) is { ClosedAt: null } incident
            && await LoadRunningAsync(await instances.FindByAanvraagAsync(incident.AanvraagId, ct), ct) is { } loaded)
        {
            await ApplyAsync(loaded, new InterpreterEvent.Retried(incident.Id, Now), command.OperationId, andStep: false, ct);
        }
    }

    public async Task ContinueAsync(Guid messageId, ContinueWorkflow command, CancellationToken ct)
    {
        if (await LoadToContinueAsync(messageId, command.AanvraagId, ct) is { } loaded)
        {
            await ApplyAsync(loaded, await RunNextAsync(loaded, ct), command.OperationId, andStep: false, ct);
        }
    }

    public async Task FaultAsync(Guid messageId, ContinueWorkflow command, string cause, int attempts, CancellationToken ct)
    {
        if (await LoadToContinueAsync(messageId, command.AanvraagId, ct) is { State.NextReady: { } token } loaded)
        {
            await ApplyAsync(loaded, new InterpreterEvent.StepFailed(token.Id, cause, attempts), command.OperationId, andStep: false, ct);
        }
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

        return await waits.TryCloseAsync(wait, signal.Outcome, "event", Now, ct);
    }

    private async Task ApplyAsync(Loaded loaded, InterpreterEvent e, Guid operationId, bool andStep, CancellationToken ct)
    {
        var after = await DecideAsync(loaded, e, operationId, ct);
        if (andStep && after.State is { NextReady: not null, Continue: null })
        {
            after = await DecideAsync(after, await RunNextAsync(after, ct), operationId, ct);
        }

        writer.WriteState(after.Instance, after.State, operationId, Now);
        instances.Update(after.Instance);
    }

    private async Task<Loaded> DecideAsync(Loaded loaded, InterpreterEvent e, Guid operationId, CancellationToken ct)
    {
        var decision = loaded.Interpreter.Decide(loaded.State, e);
        await writer.WriteAsync(loaded.Instance, decision, operationId, Now, ct);
        return loaded with { State = decision.State };
    }

    private async Task<Loaded?> LoadToContinueAsync(Guid messageId, Guid aanvraagId, CancellationToken ct)
    {
        var loaded = await LoadRunningAsync(await instances.FindByAanvraagAsync(aanvraagId, ct), ct);
        if (loaded?.State.NextReady is null || loaded.State.Continue != messageId)
        {
            return null;
        }

        loaded.State.Continue = null;
        return loaded;
    }

    private async Task<Loaded?> LoadRunningAsync(WorkflowInstance? instance, CancellationToken ct)
    {
        if (instance is not { Status: InstanceStatus.Running })
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
