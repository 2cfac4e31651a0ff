using System.Globalization;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>
/// Decides what an event means for an instance: (definition, state, event) → new state and effects. Pure: no clock, no
/// I/O, and the given state is left as it is.
/// </summary>
/// <remarks>
/// Ready tokens run first in, first out. A built-in activity whose turn has come is executed at once, so every decision
/// ends with a step of ours at the head of the queue, or with all branches waiting or resting.
/// </remarks>
internal sealed partial class Interpreter(
    WorkflowDefinition definition,
    Func<string, StepDescriptor?> describe,
    IExpressionEvaluator expressions)
{
    /// <summary>No definition needs more built-in activities in a row; a loop of them would never end.</summary>
    private const int MaxBuiltInsInARow = 1000;

    private readonly IExpressionEvaluator expressions = expressions;
    private readonly FlowGraph graph = FlowGraph.Of(definition);
    private readonly Dictionary<string, VariableDefinition> variables = definition.Variables.ToDictionary(v => v.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, string> variableNames = definition.Variables.ToDictionary(v => v.Id, v => v.Name, StringComparer.Ordinal);

    /// <summary>The state of an instance that has not begun.</summary>
    /// <exception cref="ArgumentException">An input is not declared by the definition.</exception>
    public InterpreterState Create(Guid instanceId, Guid aanvraagId, IReadOnlyDictionary<string, object?> input)
    {
        if (input.Keys.FirstOrDefault(name => definition.Inputs.All(i => i.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"Definition '{definition.DefinitionId}' declares no input '{unknown}'.", nameof(input));
        }

        return new InterpreterState
        {
            InstanceId = instanceId,
            AanvraagId = aanvraagId,
            Input = input.ToDictionary(i => i.Key, i => JsonValues.Plain(i.Value)),
            Variables = definition.Variables.ToDictionary(v => v.Name, TypeConversion.InitialValue),
        };
    }

    /// <summary>What the event means.</summary>
    public Decision Decide(InterpreterState state, InterpreterEvent e)
    {
        var turn = new Turn(this, state.Copy());
        turn.Take(e);
        turn.RunBuiltIns();
        return turn.Decision;
    }

    /// <summary>The step whose turn it is; null when there is none.</summary>
    /// <exception cref="ExpressionException">One of its inputs cannot be evaluated; the step fails.</exception>
    public StepToRun? NextStep(InterpreterState state)
    {
        if (state.NextReady is not { } token)
        {
            return null;
        }

        var activity = graph.Activity(token.ActivityId);
        var descriptor = describe(activity.Type);
        var context = ContextOf(state, token.At);
        var inputs = new Dictionary<string, object?>();
        var logged = new Dictionary<string, object?>();
        foreach (var (name, value) in activity.Inputs)
        {
            var declared = descriptor?.Inputs.FirstOrDefault(i => i.Name == name);
            inputs[name] = expressions.Evaluate(value.Expression, declared?.TypeName ?? value.TypeName ?? "String", context);
            if (declared is not { Sensitive: true })
            {
                logged[name] = inputs[name];
            }
        }

        return new StepToRun(token, activity.Type, inputs, logged);
    }

    /// <summary>Whether a signal may end that activity with that outcome.</summary>
    public bool Accepts(string activityId, string outcome) =>
        !ActivityTypes.IsBuiltIn(graph.Activity(activityId).Type) && graph.Follow(activityId, [outcome]).Any();

    /// <summary>The outcomes with which that activity may be skipped; null when none may be, since it guards or grants something or makes branches.</summary>
    public IReadOnlyList<string>? SkipOutcomes(string activityId)
    {
        var activity = graph.Activity(activityId);
        var descriptor = describe(activity.Type);
        if (activity.Type is ActivityTypes.FlowFork or ActivityTypes.FlowJoin or ActivityTypes.Finish
            || descriptor is { Grants: not null } or { ApprovalOutcome: not null })
        {
            return null;
        }

        var declared = ActivityTypes.OutcomesOf(
            activity,
            descriptor is null ? new Dictionary<string, StepDescriptor>() : new() { [descriptor.Type] = descriptor });
        return [.. (declared ?? []).Where(outcome => graph.Follow(activityId, [outcome]).Any())];
    }

    private ExpressionContext ContextOf(InterpreterState state, DateTimeOffset at) => new(
        state.Input,
        state.Variables,
        variableNames,
        state.AanvraagId.ToString("D", CultureInfo.InvariantCulture),
        state.InstanceId.ToString("D", CultureInfo.InvariantCulture),
        at);
}
