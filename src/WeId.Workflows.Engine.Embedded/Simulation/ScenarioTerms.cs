using System.Text.Json;

namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>How long a wait lasts in a trial run.</summary>
internal static class ScenarioTerms
{
    /// <summary>The scenario's term for that round, else the descriptor's; null: it waits until a signal comes.</summary>
    public static (IsoDuration Duration, string Outcome)? Of(Scenario scenario, string activityId, string type, StepWait wait, int round)
    {
        var byDescriptor = wait.Terms.Count == 0 ? null : wait.Terms[Math.Min(round, wait.Terms.Count) - 1];
        if (!scenario.Terms.TryGetValue(activityId, out var terms) && !scenario.Terms.TryGetValue(type, out terms))
        {
            return byDescriptor is null ? null : (new IsoDuration(0, byDescriptor.Term), byDescriptor.Outcome);
        }

        var term = terms.ValueKind == JsonValueKind.Array && terms.GetArrayLength() > 0
            ? terms[Math.Min(round, terms.GetArrayLength()) - 1]
            : terms;
        return term.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => (IsoDuration.Parse(term.GetString()!), OutcomeOr(byDescriptor, activityId)),
            JsonValueKind.Object => (
                IsoDuration.Parse(Text(term, "after") ?? Text(term, "term") ?? throw Unreadable(activityId)),
                Text(term, "outcome") ?? OutcomeOr(byDescriptor, activityId)),
            _ => throw Unreadable(activityId),
        };
    }

    private static string OutcomeOr(StepTerm? term, string activityId) =>
        term?.Outcome ?? throw new ScenarioException($"The term of '{activityId}' needs an outcome: its step type has none.");

    private static string? Text(JsonElement term, string name) =>
        term.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static ScenarioException Unreadable(string activityId) => new($"The term of '{activityId}' cannot be read.");
}
