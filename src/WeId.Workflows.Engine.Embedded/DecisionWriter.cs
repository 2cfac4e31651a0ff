using System.Text.Json;
using Microsoft.Extensions.Logging;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Does what a decision asks, in the unit of work that stores it.</summary>
internal sealed class DecisionWriter(
    IInstanceStore instances,
    IWaitStore waits,
    IOutbox outbox,
    StepRunner runner,
    ILogger<EmbeddedEngine> logger)
{
    /// <summary>Writes journal, waits and incidents.</summary>
    public async Task WriteAsync(WorkflowInstance instance, Decision decision, Guid operationId, DateTimeOffset now, CancellationToken ct)
    {
        var made = new Made();
        foreach (var effect in decision.Effects)
        {
            await DoAsync(effect, instance, decision.State, made, operationId, now, ct);
        }

        waits.Add(made.Waits);
        foreach (var incident in made.Incidents)
        {
            instances.AddIncident(incident);
        }

    }

    /// <summary>Writes where the instance stands now, and the message that continues when a step is ready.</summary>
    public void WriteState(WorkflowInstance instance, InterpreterState state, Guid operationId, DateTimeOffset now)
    {
        Continue(state, operationId);
        instance.Status = state.Status;
        instance.EndedAt = state.Status == InstanceStatus.Running ? null : now;
        instance.StateJson = StateJson.Write(state);
    }

    private static WorkflowWait WaitOf(WorkflowInstance instance, Token token, Wait wait, DateTimeOffset now) => new()
    {
        Id = wait.Id,
        InstanceId = instance.Id,
        AanvraagId = instance.AanvraagId,
        ExecutionId = token.ExecutionId,
        ActivityId = token.ActivityId,
        Name = wait.Name,
        Round = token.Round,
        OpenedAt = now,
        Deadline = wait.Deadline,
        OnDeadline = wait.OnDeadline,
    };

    private static WorkflowWait Ended(WorkflowWait wait, WaitStatus status, string? outcome, DateTimeOffset now)
    {
        wait.Status = status;
        wait.Outcome = outcome;
        wait.ClosedBy = outcome is null ? null : "event";
        wait.ClosedAt = now;
        return wait;
    }

    private async Task DoAsync(
        Effect effect,
        WorkflowInstance instance,
        InterpreterState state,
        Made made,
        Guid operationId,
        DateTimeOffset now,
        CancellationToken ct)
    {
        switch (effect)
        {
            case Effect.Journal journal:
                Append(journal, instance, operationId, now);
                break;
            case Effect.OpenWait open:
                made.Waits.Add(WaitOf(instance, open.Token, open.Wait, now));
                break;
            case Effect.AnsweredWait answered:
                made.Waits.Add(Ended(WaitOf(instance, answered.Token, answered.Wait, now), WaitStatus.Closed, answered.Outcome, now));
                break;
            case Effect.WithdrawnWait withdrawn:
                made.Waits.Add(Ended(WaitOf(instance, withdrawn.Token, withdrawn.Wait, now), WaitStatus.Withdrawn, outcome: null, now));
                break;
            case Effect.Drop drop:
                await DropAsync(drop, state, made, now, ct);
                break;
            case Effect.RaiseIncident raise:
                made.Incidents.Add(IncidentOf(raise, instance, now));
                logger.StepFaulted(raise.Token.ActivityId, instance.AanvraagId, raise.Attempts);
                break;
            case Effect.CloseIncident close:
                await CloseIncidentAsync(close, made, now, ct);
                break;
        }
    }

    private void Append(Effect.Journal journal, WorkflowInstance instance, Guid operationId, DateTimeOffset now)
    {
        instances.AppendJournal(new JournalEntry
        {
            InstanceId = instance.Id,
            Seq = ++instance.JournalSeq,
            At = now,
            ActivityId = journal.ActivityId,
            ActivityType = journal.ActivityType,
            Event = journal.Event,
            Outcome = journal.Outcome,
            InputsJson = journal.Inputs is null ? null : JsonSerializer.Serialize(journal.Inputs, JsonSerializerOptions.Web),
            OperationId = operationId,
        });
        logger.ActivityJournaled(journal.ActivityId, instance.AanvraagId, journal.Event, journal.Outcome);
    }

    private async Task DropAsync(Effect.Drop drop, InterpreterState state, Made made, DateTimeOffset now, CancellationToken ct)
    {
        // What this very decision opened is not in the database yet.
        foreach (var wait in made.Waits.Where(w => w.ExecutionId == drop.Token.ExecutionId && w.Status == WaitStatus.Open))
        {
            Ended(wait, WaitStatus.Withdrawn, outcome: null, now);
        }

        await waits.WithdrawAsync(drop.Token.ExecutionId, now, ct);
        if (!ActivityTypes.IsBuiltIn(drop.ActivityType))
        {
            await runner.CancelAsync(drop.ActivityType, StepContexts.Of(state, drop.Token, drop.Token.Inputs), ct);
        }
    }

    private static Incident IncidentOf(Effect.RaiseIncident raise, WorkflowInstance instance, DateTimeOffset now) => new()
    {
        Id = raise.IncidentId,
        InstanceId = instance.Id,
        AanvraagId = instance.AanvraagId,
        ActivityId = raise.Token.ActivityId,
        ExecutionId = raise.Token.ExecutionId,
        Cause = raise.Cause,
        Attempts = raise.Attempts,
        At = now,
    };

    private async Task CloseIncidentAsync(Effect.CloseIncident close, Made made, DateTimeOffset now, CancellationToken ct)
    {
        var isNew = made.Incidents.Find(i => i.Id == close.IncidentId);
        var incident = isNew ?? await instances.FindIncidentAsync(close.IncidentId, ct)
            ?? throw new InvalidOperationException($"Incident {close.IncidentId} is not stored.");
        incident.ClosedAt = now;
        incident.ClosedBy = close.ClosedBy;
        if (isNew is null)
        {
            instances.UpdateIncident(incident);
        }
    }

    /// <summary>One message stands in the outbox as long as a step is ready; it is replaced only when it has been used.</summary>
    private void Continue(InterpreterState state, Guid operationId)
    {
        if (state.NextReady is null || state.Continue is not null)
        {
            return;
        }

        var id = DerivedId.From(state.InstanceId, $"continue:{++state.ContinueCount}");
        state.Continue = id;
        outbox.Add(
            id,
            ContinueWorkflow.MessageType,
            WorkflowMessages.KeyOf(state.AanvraagId),
            new ContinueWorkflow(state.AanvraagId, operationId));
    }

    /// <summary>What a decision has made so far.</summary>
    private sealed class Made
    {
        public List<WorkflowWait> Waits { get; } = [];

        public List<Incident> Incidents { get; } = [];
    }
}
