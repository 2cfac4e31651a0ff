using System.Text.Json;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>The built-in activities and what the file says of their outcomes.</summary>
public static class ActivityTypes
{
    /// <summary>The root.</summary>
    public const string Flowchart = "Elsa.Flowchart";

    /// <summary>The one entry.</summary>
    public const string Start = "Elsa.Start";

    /// <summary>Ends the instance at once.</summary>
    public const string Finish = "Elsa.Finish";

    /// <summary>Gives a variable a value.</summary>
    public const string SetVariable = "Elsa.SetVariable";

    /// <summary>Goes by <c>True</c> or <c>False</c>.</summary>
    public const string FlowDecision = "Elsa.FlowDecision";

    /// <summary>Goes by the first case that is true.</summary>
    public const string FlowSwitch = "Elsa.FlowSwitch";

    /// <summary>Starts parallel branches.</summary>
    public const string FlowFork = "Elsa.FlowFork";

    /// <summary>Brings parallel branches together.</summary>
    public const string FlowJoin = "Elsa.FlowJoin";

    /// <summary>Waits for a time.</summary>
    public const string Delay = "Elsa.Delay";

    /// <summary>Mode of a join: goes on when every living inbound branch has come.</summary>
    public const string WaitAllActive = "WaitAllActive";

    /// <summary>Mode of a join: every inbound connection must be followed.</summary>
    public const string WaitAll = "WaitAll";

    /// <summary>Mode of a join: the first goes on, the others are cancelled.</summary>
    public const string WaitAny = "WaitAny";

    /// <summary>The only mode of a switch.</summary>
    public const string MatchFirst = "MatchFirst";

    /// <summary>Outcome of most built-in activities.</summary>
    public const string Done = "Done";

    /// <summary>Outcome of a switch of which no case is true.</summary>
    public const string Default = "Default";

    /// <summary>The longest <c>Elsa.Delay</c>: Elsa's own scheduler throws beyond 24.8 days.</summary>
    public static TimeSpan LongestDelay { get; } = TimeSpan.FromDays(24);

    /// <summary>Whether the type is one of the built-in nodes (the root is none).</summary>
    public static bool IsBuiltIn(string type) =>
        type is Start or Finish or SetVariable or FlowDecision or FlowSwitch or FlowFork or FlowJoin or Delay;

    /// <summary>The outcomes of an activity in the order of the file; null when its type is unknown.</summary>
    public static IReadOnlyList<string>? OutcomesOf(ActivityDefinition activity, IReadOnlyDictionary<string, StepDescriptor> steps)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(steps);
        return activity.Type switch
        {
            Finish => [],
            Start or SetVariable or FlowJoin or Delay => [Done],
            FlowDecision => ["True", "False"],
            FlowSwitch => [.. activity.Cases.Select(c => c.Label), Default],
            FlowFork => BranchesOf(activity) ?? [],
            _ => steps.TryGetValue(activity.Type, out var step) ? step.Outcomes : null,
        };
    }

    /// <summary>The names of a fork's branches; null when <c>branches</c> is no Object expression with a JSON list of texts.</summary>
    public static IReadOnlyList<string>? BranchesOf(ActivityDefinition activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        if (!activity.Inputs.TryGetValue("branches", out var input) || input.Expression is not { Type: "Object", Value: { } json })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<List<string>>(json) is { } names && names.TrueForAll(n => n is not null) ? names : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The literal <c>mode</c> of a join or a switch; null when there is none.</summary>
    public static string? ModeOf(ActivityDefinition activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.Inputs.TryGetValue("mode", out var input) && input.Expression.Type == "Literal" ? input.Expression.Value : null;
    }

    /// <summary>Whether the activity may wait: an <c>Elsa.Delay</c>, or a step whose descriptor has waits.</summary>
    public static bool Waits(ActivityDefinition activity, IReadOnlyDictionary<string, StepDescriptor> steps)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(steps);
        return activity.Type == Delay || (steps.TryGetValue(activity.Type, out var step) && step.Waits.Count > 0);
    }
}
