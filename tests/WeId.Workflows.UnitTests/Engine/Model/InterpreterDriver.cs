using System.Globalization;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>Runs the interpreter as the engine does, with a table of open waits and incidents in memory.</summary>
internal sealed class InterpreterDriver
{
    /// <summary>With it end the ids of every second version.</summary>
    private const char Mark = 'x';

    private readonly ModelFlow flow;
    private readonly Script script;
    private readonly List<OpenWait> waits = [];
    private readonly Dictionary<Guid, string> incidents = [];
    private WorkflowDefinition definition;
    private Interpreter interpreter;
    private InterpreterState state;
    private DateTimeOffset now;

    public InterpreterDriver(ModelFlow flow, Script script)
    {
        (this.flow, this.script) = (flow, script);
        definition = flow.Definition;
        interpreter = InterpreterOf(definition);
        state = interpreter.Create(DerivedId.From(Guid.Empty, "instance"), DerivedId.From(Guid.Empty, "aanvraag"), new Dictionary<string, object?>());
    }

    /// <summary>What happened, as <c>event activity outcome</c>.</summary>
    public List<string> Trace { get; } = [];

    /// <summary>Everything that can be compared, from the tables that the effects made.</summary>
    public Standing Standing => new(
        state.Status,
        Sorted(waits.Where(w => w.Name.Length > 0).Select(w => w.Name)),
        Sorted(incidents.Values),
        string.Join(' ', Enumerable.Range(0, ModelFlow.VariableCount).Select(i => state.Variables[$"B{i}"] is true)));

    /// <summary>The same from the state alone.</summary>
    public Standing StateStanding => Standing with
    {
        Waiting = Sorted(state.Tokens.SelectMany(t => t.Waits).Select(w => Plain(w.Name)).Where(IsStep)),
        Resting = Sorted(state.Tokens.Where(t => t.IncidentId is not null).Select(t => Plain(t.ActivityId))),
    };

    public void Start(DateTimeOffset at)
    {
        now = at;
        Decide(new InterpreterEvent.Started(at));
    }

    /// <summary>Writes the state down and reads it again.</summary>
    public void Reload() => state = StateJson.Read(StateJson.Write(state), definition);

    /// <summary>Goes to a version that is the same but for its ids, which are all others.</summary>
    public void Migrate()
    {
        if (state.Status != InstanceStatus.Running)
        {
            return;
        }

        var renamed = definition.Activities.ToDictionary(a => a.Id, a => a.Id.EndsWith(Mark) ? Plain(a.Id) : a.Id + Mark);
        var next = definition with
        {
            Version = definition.Version + 1,
            Activities = [.. definition.Activities.Select(a => a with { Id = renamed[a.Id] })],
            Connections = [.. definition.Connections.Select(c => c with { SourceActivity = renamed[c.SourceActivity], TargetActivity = renamed[c.TargetActivity] })],
        };
        var migration = new StateMigration(definition, next, renamed, ModelFlow.Steps);
        if (migration.Plan(state, [], []).Refusals is { Count: > 0 } refusals)
        {
            throw new InvalidOperationException($"The migration is refused: {string.Join("; ", refusals)}");
        }

        state = migration.Move(state);
        var row = MigrationRow.Of(definition, next, renamed);
        (definition, interpreter) = (next, InterpreterOf(next));
        Decide(new InterpreterEvent.Migrated(row, now));
    }

    public void Signal(string activity, bool second, string outcome, bool output)
    {
        var name = second ? Answer.SecondName(activity) : activity;
        var payload = Output(output);
        if (state.Status != InstanceStatus.Running)
        {
            return;
        }

        Decide(waits.Find(w => w.Name == name) is { } open ? End(open, outcome, payload) : new InterpreterEvent.CameEarly(second ? name : Named(name), outcome, payload));
    }

    /// <summary>A signal for a wait that nobody has.</summary>
    public void SignalUnknown() => Decide(new InterpreterEvent.WaitEnded(DerivedId.From(Guid.Empty, "nobody"), "Ok", Output(true), now));

    public void Pass(TimeSpan time)
    {
        now += time;
        while (waits.Where(w => w.Deadline <= now).OrderBy(w => w.Deadline).FirstOrDefault() is { } due)
        {
            Decide(End(due, due.OnDeadline!, new Dictionary<string, object?>()));
        }
    }

    public void Retry(string activity) => Decide(new InterpreterEvent.Retried(IncidentOn(activity), now));

    public void Skip(string activity, string outcome, bool output) =>
        Decide(new InterpreterEvent.Skipped(IncidentOn(activity), outcome, Output(output), now));

    public void Cancel() => Decide(new InterpreterEvent.Canceled());

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static Interpreter InterpreterOf(WorkflowDefinition definition) =>
        new(definition, ModelFlow.Steps.GetValueOrDefault, new ExpressionEvaluator());

    private static string Plain(string id) => id.TrimEnd(Mark);

    private string Named(string id) => definition.Activities.Any(a => a.Id == id) ? id : id + Mark;

    private static Dictionary<string, object?> Output(bool value) => new() { ["Waarde"] = value };

    private bool IsStep(string waitName) => !flow.Nodes.TryGetValue(waitName, out var node) || node.Kind != NodeKind.Delay;

    private Guid IncidentOn(string activity) => incidents.Single(i => i.Value == activity).Key;

    private InterpreterEvent.WaitEnded End(OpenWait wait, string outcome, Dictionary<string, object?> payload)
    {
        waits.RemoveAll(w => w.ExecutionId == wait.ExecutionId);
        return new InterpreterEvent.WaitEnded(wait.Id, outcome, payload, now);
    }

    private void Decide(InterpreterEvent e)
    {
        Take(interpreter.Decide(state, e));
        while (interpreter.NextStep(state) is { } step)
        {
            Take(interpreter.Decide(state, Run(step)));
        }
    }

    private InterpreterEvent Run(StepToRun step)
    {
        var token = step.Token;
        var answer = script.Of(Plain(token.ActivityId), step.ActivityType is ModelFlow.Wait or ModelFlow.SureWait, token.Round, token.Faults);
        return answer.Kind switch
        {
            AnswerKind.Fail => new InterpreterEvent.StepFailed(token.Id, "stuk", 1),
            AnswerKind.Complete => new InterpreterEvent.StepCompleted(step, answer.Outcome, Output(answer.Output)),
            _ => new InterpreterEvent.StepWaits(step, [.. WaitsOf(token, answer)]),
        };
    }

    private IEnumerable<Wait> WaitsOf(Token token, Answer answer)
    {
        DateTimeOffset? deadline = answer.Hours is { } hours ? token.At.AddHours(hours) : null;
        var id = DerivedId.From(token.ExecutionId, $"wait:{token.Faults.ToString(CultureInfo.InvariantCulture)}");
        yield return new Wait(id, token.ActivityId, deadline, deadline is null ? null : answer.Outcome);
        if (answer.HasSecond)
        {
            yield return new Wait(DerivedId.From(id, "b"), Answer.SecondName(Plain(token.ActivityId)));
        }
    }

    private void Take(Decision decision)
    {
        state = decision.State;
        foreach (var effect in decision.Effects)
        {
            switch (effect)
            {
                case Effect.Journal { Event: not JournalEvent.Migrated } row:
                    Trace.Add($"{row.Event} {Plain(row.ActivityId)} {row.Outcome}");
                    break;
                case Effect.OpenWait open:
                    var name = Plain(open.Wait.Name);
                    waits.Add(new OpenWait(open.Wait.Id, open.Token.ExecutionId, IsStep(name) ? name : "", open.Wait.Deadline, open.Wait.OnDeadline));
                    break;
                case Effect.Drop drop:
                    waits.RemoveAll(w => w.ExecutionId == drop.Token.ExecutionId);
                    break;
                case Effect.RaiseIncident raise:
                    incidents.Add(raise.IncidentId, Plain(raise.Token.ActivityId));
                    break;
                case Effect.CloseIncident close:
                    incidents.Remove(close.IncidentId);
                    break;
            }
        }
    }

    /// <summary>A row of the table of waits; a delay has no name.</summary>
    private sealed record OpenWait(Guid Id, Guid ExecutionId, string Name, DateTimeOffset? Deadline, string? OnDeadline);
}
