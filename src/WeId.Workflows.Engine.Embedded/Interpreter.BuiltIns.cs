using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

internal sealed partial class Interpreter
{
    private static readonly Dictionary<string, object?> NoOutputs = [];

    private sealed partial class Turn
    {
        private void Execute(Token token, ActivityDefinition activity)
        {
            switch (activity.Type)
            {
                case ActivityTypes.Finish:
                    Finish(token, activity);
                    break;
                case ActivityTypes.SetVariable:
                    SetVariable(token, activity);
                    break;
                case ActivityTypes.FlowDecision:
                    var isTrue = Evaluate(token, Required(activity, "condition"), "Boolean") is true;
                    CompleteBuiltIn(token, isTrue ? "True" : "False");
                    break;
                case ActivityTypes.FlowSwitch:
                    CompleteBuiltIn(token, MatchFirst(token, activity));
                    break;
                case ActivityTypes.FlowFork:
                    Fork(token, activity);
                    break;
                case ActivityTypes.Delay:
                    Delay(token, activity);
                    break;
                default:
                    CompleteBuiltIn(token, ActivityTypes.Done);
                    break;
            }
        }

        private static Expression Required(ActivityDefinition activity, string input) =>
            activity.Inputs.TryGetValue(input, out var value)
                ? value.Expression
                : throw new ExpressionException($"Activity '{activity.Id}' has no '{input}'.");

        private object? Evaluate(Token token, Expression expression, string typeName) =>
            interpreter.expressions.Evaluate(expression, typeName, interpreter.ContextOf(state, token.At));

        private void CompleteBuiltIn(Token token, string outcome) => Complete(token, outcome, NoOutputs, inputs: null, token.At);

        private void Finish(Token token, ActivityDefinition activity)
        {
            state.Tokens.Remove(token);
            DropAll(_ => true, "branch");
            state.Arrivals.Clear();
            state.Early.Clear();
            state.Status = InstanceStatus.Finished;
            effects.Add(new Effect.Journal(activity.Id, activity.Type, JournalEvent.Completed));
        }

        private void SetVariable(Token token, ActivityDefinition activity)
        {
            if (activity.VariableId is null || !interpreter.variables.TryGetValue(activity.VariableId, out var variable))
            {
                throw new ExpressionException($"Activity '{activity.Id}' names no variable.");
            }

            state.Variables[variable.Name] = Evaluate(token, Required(activity, "value"), variable.TypeName);
            CompleteBuiltIn(token, ActivityTypes.Done);
        }

        private string MatchFirst(Token token, ActivityDefinition activity)
        {
            // Every condition is evaluated, as Elsa does: one that fails must fault the step wherever it stands in the list.
            var matches = activity.Cases
                .Select(c => (c.Label, IsTrue: Evaluate(
                    token,
                    c.Condition ?? throw new ExpressionException($"Case '{c.Label}' of '{activity.Id}' has no condition."),
                    "Boolean") is true))
                .ToList();
            var first = matches.FindIndex(m => m.IsTrue);
            return first < 0 ? ActivityTypes.Default : matches[first].Label;
        }

        private void Fork(Token token, ActivityDefinition activity)
        {
            var branches = ActivityTypes.BranchesOf(activity)
                ?? throw new ExpressionException($"The branches of '{activity.Id}' are no list of names.");
            var followed = Graph.Follow(activity.Id, branches).ToList();
            effects.Add(new Effect.Journal(
                activity.Id,
                activity.Type,
                JournalEvent.Completed,
                string.Join(',', followed.Select(c => c.SourcePort))));
            Leave(token, followed, token.At);
        }

        private void Delay(Token token, ActivityDefinition activity)
        {
            if (Evaluate(token, Required(activity, "timeSpan"), "TimeSpan") is not TimeSpan span || span > ActivityTypes.LongestDelay)
            {
                throw new ExpressionException($"The delay of '{activity.Id}' is missing or longer than {ActivityTypes.LongestDelay.Days} days.");
            }

            var deadline = token.At + (span > TimeSpan.Zero ? span : TimeSpan.Zero);
            var wait = new Wait(DerivedId.From(token.ExecutionId, $"delay:{token.Faults}"), activity.Id, deadline, ActivityTypes.Done);
            var waiting = token with { Status = TokenStatus.Waiting, Waits = [new TokenWait(wait.Id, wait.Name)] };
            Replace(token, waiting);
            effects.Add(new Effect.Journal(activity.Id, activity.Type, JournalEvent.Waiting));
            effects.Add(new Effect.OpenWait(waiting, wait));
        }

        private void Arrive(ConnectionDefinition connection, DateTimeOffset at)
        {
            var join = Graph.Activity(connection.TargetActivity);
            if (ActivityTypes.ModeOf(join) == ActivityTypes.WaitAny)
            {
                if (state.Tokens.Any(t => t.ActivityId == join.Id))
                {
                    return;
                }

                DropAll(t => Graph.CanReach(t.ActivityId, join.Id), "branch");
                foreach (var inner in state.Arrivals.Keys.Where(id => Graph.CanReach(id, join.Id)).ToList())
                {
                    state.Arrivals.Remove(inner);
                }

                Enter(join.Id, at);
                return;
            }

            if (!state.Arrivals.TryGetValue(join.Id, out var arrived))
            {
                state.Arrivals[join.Id] = arrived = [];
            }

            arrived.Add(NameOf(connection));
        }

        /// <summary>Lets every join go on that no living branch, and no inner join with branches in it, can hold up any more.</summary>
        private void OpenJoins(DateTimeOffset at)
        {
            foreach (var (joinId, arrived) in state.Arrivals.ToList())
            {
                var isComplete = ActivityTypes.ModeOf(Graph.Activity(joinId)) == ActivityTypes.WaitAll
                    ? Graph.Into(joinId).All(c => arrived.Contains(NameOf(c)))
                    : !state.Tokens.Select(t => t.ActivityId).Concat(state.Arrivals.Keys).Any(id => Graph.CanReach(id, joinId));
                if (isComplete)
                {
                    state.Arrivals.Remove(joinId);
                    Enter(joinId, at);
                }
            }
        }

        private static string NameOf(ConnectionDefinition connection) => $"{connection.SourceActivity}:{connection.SourcePort}";
    }
}
