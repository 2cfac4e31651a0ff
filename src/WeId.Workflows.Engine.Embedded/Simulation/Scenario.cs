using System.Text.Json;

namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>What happens to a definition in a trial run, and what is expected of it.</summary>
public sealed record Scenario
{
    /// <summary>Inputs of the workflow, by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Input { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Initial values of variables, by name, in place of those of the definition.</summary>
    public IReadOnlyDictionary<string, JsonElement> Variables { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Step types that this build does not know, by type.</summary>
    public IReadOnlyDictionary<string, ScenarioStep> Steps { get; init; } = new Dictionary<string, ScenarioStep>();

    /// <summary>By activity id: outcomes of its runs, in order. A run without one waits if its type waits, else takes the first outcome.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Answers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>By activity id: outputs of its runs, in order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>> Outputs { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>>();

    /// <summary>
    /// By activity id or step type: terms in place of the descriptor's. A term is a duration (<c>"P14D"</c>, the outcome stays
    /// the descriptor's) or <c>{ "after": "P14D", "outcome": "Verlopen" }</c>; an array gives one for each round, the last one lasts.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Terms { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>What comes from outside, in order.</summary>
    public IReadOnlyList<ScenarioEvent> Events { get; init; } = [];

    /// <summary>What must have happened in the end; null: anything may.</summary>
    public ScenarioExpectation? Expect { get; init; }

    /// <summary>Reads a scenario.</summary>
    /// <exception cref="ScenarioException">The text is no scenario.</exception>
    public static Scenario Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Scenario>(json, JsonSerializerOptions.Web) ?? throw new ScenarioException("The scenario is empty.");
        }
        catch (JsonException e)
        {
            throw new ScenarioException($"The scenario cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>A step type that only the scenario knows.</summary>
public sealed record ScenarioStep
{
    /// <summary>Its outcomes; the first is the default.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = ["Done"];

    /// <summary>Whether it waits for a signal where the scenario gives no answer.</summary>
    public bool Waits { get; init; }
}

/// <summary>Time that passes, and then perhaps a signal.</summary>
public sealed record ScenarioEvent
{
    /// <summary>ISO 8601 duration since the event before it, <c>PT2H</c>; null: at once.</summary>
    public string? After { get; init; }

    /// <summary>The waiting activity that gets the signal; null: only time passes.</summary>
    public string? Signal { get; init; }

    /// <summary>The outcome of the signal; null: the first outcome of the step.</summary>
    public string? Outcome { get; init; }
}

/// <summary>What must have happened in the end; what is null is not looked at.</summary>
public sealed record ScenarioExpectation
{
    /// <summary><c>Finished</c>, <c>Waiting</c> or <c>Faulted</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Ids of the completed activities, in order.</summary>
    public IReadOnlyList<string>? Path { get; init; }

    /// <summary>Ids of the activities that wait in the end, in any order.</summary>
    public IReadOnlyList<string>? Waiting { get; init; }

    /// <summary>Groups of ids whose order among each other is free.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Unordered { get; init; } = [];
}

/// <summary>A scenario that cannot be read or does not fit its definition.</summary>
public sealed class ScenarioException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The end of a trial run.</summary>
/// <param name="Lines">One JSON object a line, the status last.</param>
/// <param name="Difference">The first difference from what the scenario expects; null when it holds.</param>
public sealed record ScenarioResult(IReadOnlyList<string> Lines, string? Difference)
{
    /// <summary>Whether everything came as expected.</summary>
    public bool IsSuccess => Difference is null;
}
