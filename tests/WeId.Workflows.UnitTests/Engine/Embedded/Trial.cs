using System.Text.Json;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded.Simulation;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.UnitTests.Engine.Embedded;

/// <summary>Runs a scenario on a small definition and reads what was printed.</summary>
internal sealed class Trial
{
    private Trial(ScenarioResult result)
    {
        Result = result;
        Lines = [.. result.Lines.Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public ScenarioResult Result { get; }

    public IReadOnlyList<JsonElement> Lines { get; }

    public string Path => Ids("Completed");

    public string Canceled => Ids("Canceled");

    public string Faulted => Ids("Faulted");

    public string Status => Lines[^1].GetProperty("status").GetString()!;

    public string Waiting => string.Join(' ', Lines[^1].GetProperty("waiting").EnumerateArray().Select(w => w.GetString()));

    public static Trial Run(FlowBuilder flow, string scenario = "{}") =>
        new(new ScenarioRunner(flow.Build(), TestSteps.Catalog.Find, new ExpressionEvaluator()).Run(Scenario.Parse(scenario)));

    public string OutcomeOf(string activityId) => Lines
        .Last(l => l.TryGetProperty("activity", out var id) && id.GetString() == activityId)
        .GetProperty("outcome").GetString()!;

    public string TimeOf(string activityId) => Lines
        .Last(l => l.TryGetProperty("activity", out var id) && id.GetString() == activityId)
        .GetProperty("at").GetString()!;

    private string Ids(string @event) => string.Join(' ', Lines
        .Where(l => l.TryGetProperty("event", out var e) && e.GetString() == @event)
        .Select(l => l.GetProperty("activity").GetString()));
}
