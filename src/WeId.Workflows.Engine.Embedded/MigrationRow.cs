using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>The journal row of a migration: versions as its outcome, and the given mapping as its inputs.</summary>
internal static class MigrationRow
{
    private const string Mapping = "mapping";

    public static Effect.Journal Of(WorkflowDefinition from, WorkflowDefinition to, IReadOnlyDictionary<string, string> given) => new(
        to.DefinitionId,
        ActivityTypes.Flowchart,
        JournalEvent.Migrated,
        $"{from.Version} → {to.Version}",
        new Dictionary<string, object?> { [Mapping] = given });

    /// <summary>Old activity id → new one, as it was given.</summary>
    public static Dictionary<string, string> MappingOf(JournalEntry row) =>
        JsonDocument.Parse(row.InputsJson!).RootElement.GetProperty(Mapping).Deserialize<Dictionary<string, string>>()!;
}
