using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>How a thing differs between two definitions.</summary>
public enum ChangeKind
{
    /// <summary>Only in the second.</summary>
    Added,

    /// <summary>Only in the first.</summary>
    Removed,

    /// <summary>In both, with another value.</summary>
    Changed,
}

/// <summary>One difference.</summary>
/// <param name="Subject">definition, variable, input, activity or connection.</param>
/// <param name="Name">Id of the activity, name of the variable or input, <c>activity.outcome</c> of the connection.</param>
/// <param name="Property">What of it differs; null when all of it was added or removed.</param>
/// <param name="Before">Null when it was not there.</param>
/// <param name="After">Null when it is not there any more.</param>
public sealed record DefinitionChange(ChangeKind Kind, string Subject, string Name, string? Property, string? Before, string? After);

/// <summary>What a person wants to know before publishing: how the second definition differs from the first. The layout does not count.</summary>
public sealed class DefinitionDiff
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly List<DefinitionChange> changes = [];

    private DefinitionDiff()
    {
    }

    /// <summary>The differences: of the definition itself, its variables, inputs, activities and connections.</summary>
    public IReadOnlyList<DefinitionChange> Changes => changes;

    /// <summary>Compares two definitions.</summary>
    public static DefinitionDiff Between(WorkflowDefinition first, WorkflowDefinition second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var diff = new DefinitionDiff();
        diff.Properties("definition", second.DefinitionId, Describe(first), Describe(second));
        diff.Items("variable", first.Variables, second.Variables, v => v.Name, v => v.TypeName, Describe);
        diff.Items("input", first.Inputs, second.Inputs, i => i.Name, i => i.TypeName, i => new() { ["type"] = i.TypeName });
        diff.Items("activity", first.Activities, second.Activities, a => a.Id, a => a.Type, Describe);
        diff.Items("connection", Grouped(first), Grouped(second), c => c.Key, c => c.Value, c => new() { ["target"] = c.Value });
        return diff;
    }

    /// <summary>One line for each difference: <c>+</c> added, <c>-</c> removed, <c>~</c> changed. Empty when there is none.</summary>
    public string ToText() => string.Join('\n', changes.Select(c => c.Kind switch
    {
        ChangeKind.Added => $"+ {c.Subject} {c.Name}: {c.After}",
        ChangeKind.Removed => $"- {c.Subject} {c.Name}: {c.Before}",
        _ => $"~ {c.Subject} {c.Name}: {c.Property}: {c.Before ?? "(none)"} → {c.After ?? "(none)"}",
    }));

    /// <summary>A JSON array of the differences.</summary>
    public string ToJson() => JsonSerializer.Serialize(changes, Json);

    private void Items<T>(
        string subject,
        IEnumerable<T> first,
        IEnumerable<T> second,
        Func<T, string> name,
        Func<T, string> summary,
        Func<T, SortedDictionary<string, string?>> properties)
    {
        var before = ByName(first, name);
        var after = ByName(second, name);
        foreach (var (key, item) in before.Where(b => !after.ContainsKey(b.Key)))
        {
            changes.Add(new(ChangeKind.Removed, subject, key, null, summary(item), null));
        }

        foreach (var (key, item) in after)
        {
            if (before.TryGetValue(key, out var old))
            {
                Properties(subject, key, properties(old), properties(item));
            }
            else
            {
                changes.Add(new(ChangeKind.Added, subject, key, null, null, summary(item)));
            }
        }
    }

    private void Properties(string subject, string name, SortedDictionary<string, string?> before, SortedDictionary<string, string?> after)
    {
        foreach (var property in before.Keys.Union(after.Keys))
        {
            var (one, other) = (before.GetValueOrDefault(property), after.GetValueOrDefault(property));
            if (one != other)
            {
                changes.Add(new(ChangeKind.Changed, subject, name, property, one, other));
            }
        }
    }

    // Also definitions that are not valid are compared, so a name may occur twice; the first counts.
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name) =>
        items.GroupBy(name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Grouped(WorkflowDefinition definition) => definition.Connections
        .GroupBy(c => $"{c.SourceActivity}.{c.SourcePort}", StringComparer.Ordinal)
        .Select(g => KeyValuePair.Create(g.Key, string.Join(", ", g.Select(c => c.TargetActivity))));

    private static SortedDictionary<string, string?> Describe(WorkflowDefinition definition) => new(StringComparer.Ordinal)
    {
        ["definitionId"] = definition.DefinitionId,
        ["description"] = definition.Description,
        ["name"] = definition.Name,
        ["version"] = definition.Version.ToString(CultureInfo.InvariantCulture),
    };

    private static SortedDictionary<string, string?> Describe(VariableDefinition variable) => new(StringComparer.Ordinal)
    {
        ["id"] = variable.Id,
        ["type"] = variable.TypeName,
        ["value"] = variable.Value,
    };

    private static SortedDictionary<string, string?> Describe(ActivityDefinition activity)
    {
        var properties = new SortedDictionary<string, string?>(StringComparer.Ordinal)
        {
            ["name"] = activity.Name,
            ["type"] = activity.Type,
            ["variable"] = activity.VariableId,
            ["cases"] = activity.Cases.Count == 0 ? null : string.Join(", ", activity.Cases.Select(c => c.Label)),
        };
        foreach (var (name, input) in activity.Inputs)
        {
            properties[$"input {name}"] = $"{input.TypeName} {Describe(input.Expression)}";
        }

        foreach (var (name, variable) in activity.Outputs)
        {
            properties[$"output {name}"] = variable;
        }

        foreach (var choice in activity.Cases)
        {
            properties[$"case {choice.Label}"] = choice.Condition is null ? null : Describe(choice.Condition);
        }

        return properties;
    }

    private static string Describe(Expression expression) => $"{expression.Type} {expression.Value ?? "null"}";
}
