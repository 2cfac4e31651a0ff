using System.Globalization;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Why a definition is refused.</summary>
/// <param name="Rule">Number of the rule in the documentation of definitions, 1 to 8; 0: the file is not in the format.</param>
/// <param name="ActivityId">The activity at fault; null when it is the definition as a whole.</param>
/// <param name="Message">An English sentence that names the activity.</param>
public sealed record DefinitionProblem(int Rule, string? ActivityId, string Message)
{
    /// <summary>The rule for people: <c>rule 3</c>, or <c>format</c>.</summary>
    public string RuleName => Rule == 0 ? "format" : string.Create(CultureInfo.InvariantCulture, $"rule {Rule}");

    /// <inheritdoc />
    public override string ToString() => $"[{RuleName}] {Message}";
}
