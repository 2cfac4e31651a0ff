namespace WeId.Workflows.Engine.Definitions;

/// <summary>Every published version of every definition.</summary>
public interface IDefinitionCatalog
{
    /// <summary>The version; null when it was never published.</summary>
    Task<WorkflowDefinition?> FindAsync(string definitionId, int version, CancellationToken ct);

    /// <summary>The newest published version; null when there is none. An aanvraag pins it at submission.</summary>
    Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct);

    /// <summary>Adds a version. The same version with the same content changes nothing.</summary>
    /// <exception cref="DefinitionConflictException">That version exists with other content, or a newer one exists.</exception>
    Task PublishAsync(WorkflowDefinition definition, CancellationToken ct);
}

/// <summary>A version that exists with other content, or is older than the newest one.</summary>
public sealed class DefinitionConflictException(string message) : Exception(message);
