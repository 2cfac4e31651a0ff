using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

internal sealed partial class Interpreter
{
    /// <summary>One decision in the making.</summary>
    private sealed partial class Turn(Interpreter interpreter, InterpreterState state)
    {
        private readonly List<Effect> effects = [];

        private FlowGraph Graph => interpreter.graph;

        public Decision Decision => new(state, effects);

        public void Take(InterpreterEvent e)
        {
            if (state.Status != InstanceStatus.Running)
            {
                return;
            }

            switch (e)
            {
                case InterpreterEvent.Started started:
                    Enter(Graph.Start.Id, started.At);
                    break;
                case InterpreterEvent.StepCompleted done when IsNext(done.Step.Token):
                    Complete(done.Step.Token, done.Outcome, done.Outputs, done.Step.LoggedInputs, done.Step.Token.At);
                    break;
                case InterpreterEvent.StepWaits waits when IsNext(waits.Step.Token):
                    Wait(waits.Step, waits.Waits);
                    break;
                case InterpreterEvent.StepFailed failed when state.Tokens.Find(t => t.Id == failed.TokenId) is { Status: TokenStatus.Ready } token:
                    Fault(token, failed.Cause, failed.Attempts);
                    break;
                case InterpreterEvent.WaitEnded ended when state.Tokens.Find(t => t.Waits.Any(w => w.Id == ended.WaitId)) is { } token:
                    Complete(token, ended.Outcome, ended.Payload, token.Inputs, ended.At);
                    break;
                case InterpreterEvent.CameEarly early:
                    state.Early.Add(new EarlySignal(early.WaitName, early.Outcome, early.Payload, EndedRounds()));
                    break;
                case InterpreterEvent.Retried retried when state.Tokens.Find(t => t.IncidentId == retried.IncidentId) is { } token:
                    state.Tokens.Remove(token);
                    state.Tokens.Add(token with { Status = TokenStatus.Ready, IncidentId = null, At = retried.At });
                    effects.Add(new Effect.CloseIncident(retried.IncidentId, "retry"));
                    break;
                case InterpreterEvent.Skipped skipped when state.Tokens.Find(t => t.IncidentId == skipped.IncidentId) is { } token:
                    effects.Add(new Effect.CloseIncident(skipped.IncidentId, "skip"));
                    Complete(token, skipped.Outcome, skipped.Payload, inputs: null, skipped.At, JournalEvent.Skipped);
                    break;
                case InterpreterEvent.Migrated migrated:
                    effects.Add(migrated.Row);
                    OpenJoins(migrated.At);
                    break;
                case InterpreterEvent.Canceled:
                    DropAll(_ => true, "cancel");
                    state.Status = InstanceStatus.Canceled;
                    break;
            }
        }

        public void RunBuiltIns()
        {
            for (var count = 0; state.NextReady is { } token; count++)
            {
                var activity = Graph.Activity(token.ActivityId);
                if (!ActivityTypes.IsBuiltIn(activity.Type))
                {
                    return;
                }

                if (count >= MaxBuiltInsInARow)
                {
                    Fault(token, $"More than {MaxBuiltInsInARow} built-in activities in a row.", attempts: 1);
                    return;
                }

                try
                {
                    Execute(token, activity);
                }
                catch (ExpressionException e)
                {
                    Fault(token, Causes.Of(e), attempts: 1);
                }
            }
        }

        private bool IsNext(Token token) => state.NextReady is { } next && next.Id == token.Id;

        private void Enter(string activityId, DateTimeOffset at)
        {
            var round = state.Rounds[activityId] = state.Rounds.GetValueOrDefault(activityId) + 1;
            var id = ++state.TokenCount;
            state.Tokens.Add(new Token
            {
                Id = id,
                ActivityId = activityId,
                ExecutionId = DerivedId.From(state.InstanceId, $"execution:{id}"),
                Round = round,
                At = at,
            });
        }

        private void Replace(Token token, Token by) => state.Tokens[state.Tokens.FindIndex(t => t.Id == token.Id)] = by;

        private void Wait(StepToRun step, IReadOnlyList<Wait> waits)
        {
            var token = step.Token with
            {
                Status = TokenStatus.Waiting,
                Waits = [.. waits.Select(w => new TokenWait(w.Id, w.Name))],
                Inputs = step.LoggedInputs,
            };
            Replace(step.Token, token);
            effects.Add(new Effect.Journal(token.ActivityId, step.ActivityType, JournalEvent.Waiting, Inputs: step.LoggedInputs));

            state.Early.RemoveAll(e => waits.Any(w => w.Name == e.Name) && !e.IsFor(token.ActivityId, token.Round));
            var early = state.Early.Find(e => waits.Any(w => w.Name == e.Name));
            var answered = waits.FirstOrDefault(w => w.Name == early?.Name);
            foreach (var wait in waits)
            {
                effects.Add(
                    early is null ? new Effect.OpenWait(token, wait)
                    : wait == answered ? new Effect.AnsweredWait(token, wait, early.Outcome)
                    : new Effect.WithdrawnWait(token, wait));
            }

            if (early is not null)
            {
                state.Early.Remove(early);
                Complete(token, early.Outcome, early.Payload, token.Inputs, token.At);
            }
        }

        /// <summary>Binds the outputs and follows the outcome; one that leads nowhere is an incident instead.</summary>
        private void Complete(
            Token token,
            string outcome,
            IReadOnlyDictionary<string, object?> outputs,
            IReadOnlyDictionary<string, object?>? inputs,
            DateTimeOffset at,
            JournalEvent how = JournalEvent.Completed)
        {
            var activity = Graph.Activity(token.ActivityId);
            var followed = Graph.Follow(activity.Id, [outcome]).ToList();
            if (followed.Count == 0)
            {
                Fault(token, $"No connection leaves from outcome '{Causes.Shorten(outcome)}'.", attempts: 1);
                return;
            }

            try
            {
                Bind(activity, outputs);
            }
            catch (ExpressionException e)
            {
                Fault(token, Causes.Of(e), attempts: 1);
                return;
            }

            effects.Add(new Effect.Journal(activity.Id, activity.Type, how, outcome, inputs));
            Leave(token, followed, at);
        }

        private void Bind(ActivityDefinition activity, IReadOnlyDictionary<string, object?> outputs)
        {
            var values = activity.Outputs
                .Where(bound => outputs.ContainsKey(bound.Key))
                .Select(bound => (Variable: interpreter.variables[bound.Value], Value: outputs[bound.Key]))
                .Select(bound => (bound.Variable.Name, Value: JsonValues.Convert(bound.Value, bound.Variable.TypeName)))
                .ToList();
            foreach (var (name, value) in values)
            {
                state.Variables[name] = value;
            }
        }

        private void Leave(Token token, IReadOnlyList<ConnectionDefinition> followed, DateTimeOffset at)
        {
            state.Tokens.RemoveAll(t => t.Id == token.Id);
            var byJoin = followed.ToLookup(c => Graph.Activity(c.TargetActivity).Type == ActivityTypes.FlowJoin);
            foreach (var connection in byJoin[false])
            {
                Enter(connection.TargetActivity, at);
            }

            // After the other targets: a branch straight into a WaitAny must find those it cancels.
            foreach (var connection in byJoin[true])
            {
                Arrive(connection, at);
            }

            OpenJoins(at);
        }

        private void Fault(Token token, string cause, int attempts)
        {
            var incidentId = DerivedId.From(token.ExecutionId, $"incident:{token.Faults + 1}");
            var resting = token with
            {
                Status = TokenStatus.Resting,
                Waits = [],
                IncidentId = incidentId,
                Faults = token.Faults + 1,
            };
            Replace(token, resting);
            effects.Add(new Effect.Journal(token.ActivityId, Graph.Activity(token.ActivityId).Type, JournalEvent.Faulted));
            effects.Add(new Effect.RaiseIncident(incidentId, resting, cause, attempts));
        }

        private void DropAll(Func<Token, bool> which, string by)
        {
            foreach (var token in state.Tokens.Where(which).ToList())
            {
                state.Tokens.Remove(token);
                var type = Graph.Activity(token.ActivityId).Type;
                if (token.Status == TokenStatus.Waiting)
                {
                    effects.Add(new Effect.Drop(token, type));
                }

                if (token.IncidentId is { } incidentId)
                {
                    effects.Add(new Effect.CloseIncident(incidentId, by));
                }

                if (token.Status != TokenStatus.Ready)
                {
                    effects.Add(new Effect.Journal(token.ActivityId, type, JournalEvent.Canceled));
                }
            }
        }

        private Dictionary<string, int> EndedRounds()
        {
            var ended = new Dictionary<string, int>(state.Rounds);
            foreach (var token in state.Tokens.Where(t => t.Status != TokenStatus.Waiting))
            {
                ended[token.ActivityId]--;
            }

            return ended;
        }
    }
}
