using System.Text.Encodings.Web;
using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>Runs a definition on the pure interpreter with virtual time: no handler, no database, no clock.</summary>
/// <param name="definition">A valid definition.</param>
/// <param name="describe">The step types of this build; null for one that it does not know.</param>
/// <param name="expressions">Evaluates what the definition computes.</param>
public sealed class ScenarioRunner(
    WorkflowDefinition definition,
    Func<string, StepDescriptor?> describe,
    IExpressionEvaluator expressions)
{
    /// <summary>Runs the scenario and compares the end with what it expects.</summary>
    /// <exception cref="ScenarioException">The scenario does not fit the definition.</exception>
    public ScenarioResult Run(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return new Trial(definition, type => DescribeIn(scenario, type), expressions, scenario).Run();
    }

    /// <summary>The step types that the scenario declares, as the validator wants to know them.</summary>
    public static IEnumerable<StepDescriptor> DeclaredSteps(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return scenario.Steps.Select(s => Declared(s.Key, s.Value));
    }

    private static StepDescriptor Declared(string type, ScenarioStep step) => new(type)
    {
        Outcomes = step.Outcomes,
        Waits = step.Waits ? [new StepWait(Name: null, Terms: [])] : [],
    };

    private StepDescriptor? DescribeIn(Scenario scenario, string type) =>
        describe(type) ?? (scenario.Steps.TryGetValue(type, out var step) ? Declared(type, step) : null);

    /// <summary>One run.</summary>
    private sealed class Trial
    {
        private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private const int MaxSteps = 10_000;

        private readonly WorkflowDefinition definition;
        private readonly Func<string, StepDescriptor?> describe;
        private readonly Scenario scenario;
        private readonly Interpreter interpreter;
        private readonly List<string> lines = [];
        private readonly List<string> path = [];
        private readonly List<Timer> timers = [];
        private InterpreterState state;
        private DateTimeOffset now = Beginning;
        private int steps;

        public Trial(WorkflowDefinition definition, Func<string, StepDescriptor?> describe, IExpressionEvaluator expressions, Scenario scenario)
        {
            this.definition = definition;
            this.describe = describe;
            this.scenario = scenario;
            interpreter = new Interpreter(definition, describe, expressions);
            state = Initial();
        }

        public ScenarioResult Run()
        {
            Decide(new InterpreterEvent.Started(now));
            foreach (var e in scenario.Events)
            {
                PassTime(e.After is null ? now : IsoDuration.Parse(e.After).After(now));
                if (e.Signal is not null)
                {
                    Signal(e.Signal, e.Outcome);
                }
            }

            var waiting = state.Tokens.Where(t => t.Status == TokenStatus.Waiting).Select(t => t.ActivityId).ToList();
            var status = state.Status == InstanceStatus.Finished ? "Finished" : waiting.Count > 0 ? "Waiting" : "Faulted";
            lines.Add(JsonSerializer.Serialize(new { status, waiting }, Readable));
            return new ScenarioResult(lines, scenario.Expect?.DifferenceFrom(status, path, waiting));
        }

        private InterpreterState Initial()
        {
            try
            {
                var instance = DerivedId.From(Guid.Empty, definition.DefinitionId);
                var input = scenario.Input.ToDictionary(i => i.Key, i => (object?)i.Value);
                var initial = interpreter.Create(instance, DerivedId.From(instance, "aanvraag"), input);
                foreach (var (name, value) in scenario.Variables)
                {
                    var variable = definition.Variables.FirstOrDefault(v => v.Name == name)
                        ?? throw new ScenarioException($"The definition has no variable '{name}'.");
                    initial.Variables[name] = JsonValues.Convert(value, variable.TypeName);
                }

                return initial;
            }
            catch (Exception e) when (e is ArgumentException or ExpressionException)
            {
                throw new ScenarioException(e.Message, e);
            }
        }

        private void PassTime(DateTimeOffset until)
        {
            while (timers.Where(t => t.Deadline <= until).MinBy(t => t.Deadline) is { } due)
            {
                timers.Remove(due);
                now = due.Deadline > now ? due.Deadline : now;
                Decide(new InterpreterEvent.WaitEnded(due.WaitId, due.Outcome, Outputs(due.ActivityId, due.Round), now));
            }

            now = until;
        }

        private void Signal(string activityId, string? outcome)
        {
            if (definition.Activities.FirstOrDefault(a => a.Id == activityId) is not { } activity)
            {
                throw new ScenarioException($"The definition has no activity '{activityId}'.");
            }

            var token = state.Tokens.Find(t => t.ActivityId == activityId && t.Status == TokenStatus.Waiting);
            if (token is null || activity.Type == ActivityTypes.Delay)
            {
                return;
            }

            Decide(new InterpreterEvent.WaitEnded(
                token.Waits[0].Id,
                outcome ?? FirstOutcome(activity.Type),
                Outputs(activityId, token.Round),
                now));
        }

        private void Decide(InterpreterEvent e)
        {
            Take(interpreter.Decide(state, e));
            while (state.NextReady is { } token)
            {
                if (++steps > MaxSteps)
                {
                    throw new ScenarioException($"More than {MaxSteps} steps ran: the definition loops without end.");
                }

                Take(interpreter.Decide(state, Answer(token)));
            }
        }

        private InterpreterEvent Answer(Token token)
        {
            StepToRun step;
            try
            {
                step = interpreter.NextStep(state) ?? throw new InvalidOperationException("No step is ready.");
            }
            catch (ExpressionException e)
            {
                return new InterpreterEvent.StepFailed(token.Id, Causes.Of(e), Attempts: 1);
            }

            if (describe(step.ActivityType) is not { } descriptor)
            {
                throw new ScenarioException($"Step type '{step.ActivityType}' is unknown; the scenario may declare it under 'steps'.");
            }

            if (scenario.Answers.TryGetValue(token.ActivityId, out var answers) && token.Round <= answers.Count)
            {
                return Completed(step, answers[token.Round - 1]);
            }

            return descriptor.Waits.Count > 0
                ? new InterpreterEvent.StepWaits(step, [.. descriptor.Waits.Select((wait, index) => Waiting(token, wait, index))])
                : Completed(step, FirstOutcome(step.ActivityType));
        }

        private InterpreterEvent.StepCompleted Completed(StepToRun step, string outcome) =>
            new(step, outcome, Outputs(step.Token.ActivityId, step.Token.Round));

        private Wait Waiting(Token token, StepWait wait, int index)
        {
            var id = DerivedId.From(token.ExecutionId, $"wait:{index}");
            var name = wait.Name ?? token.ActivityId;
            var type = definition.Activities.First(a => a.Id == token.ActivityId).Type;
            return ScenarioTerms.Of(scenario, token.ActivityId, type, wait, token.Round) is { } term
                ? new Wait(id, name, term.Duration.After(now), term.Outcome)
                : new Wait(id, name);
        }

        private string FirstOutcome(string type) => describe(type) is { Outcomes: [var first, ..] } ? first : ActivityTypes.Done;

        private Dictionary<string, object?> Outputs(string activityId, int round) =>
            scenario.Outputs.TryGetValue(activityId, out var outputs) && round <= outputs.Count
                ? outputs[round - 1].ToDictionary(o => o.Key, o => (object?)o.Value)
                : [];

        private void Take(Decision decision)
        {
            state = decision.State;
            foreach (var effect in decision.Effects)
            {
                switch (effect)
                {
                    case Effect.Journal journal:
                        Write(journal);
                        break;
                    case Effect.OpenWait { Wait: { Deadline: { } deadline, OnDeadline: { } outcome } wait } open:
                        timers.Add(new Timer(wait.Id, open.Token.ActivityId, open.Token.Round, deadline, outcome));
                        break;
                }
            }

            timers.RemoveAll(timer => !state.Tokens.Any(t => t.Waits.Any(w => w.Id == timer.WaitId)));
        }

        private void Write(Effect.Journal journal)
        {
            if (journal.Event == JournalEvent.Completed)
            {
                path.Add(journal.ActivityId);
            }

            lines.Add(JsonSerializer.Serialize(
                new
                {
                    seq = lines.Count + 1,
                    at = now,
                    activity = journal.ActivityId,
                    type = journal.ActivityType,
                    @event = journal.Event.ToString(),
                    outcome = journal.Outcome,
                },
                Readable));
        }

        private sealed record Timer(Guid WaitId, string ActivityId, int Round, DateTimeOffset Deadline, string Outcome);
    }
}
