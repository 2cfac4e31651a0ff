namespace WeId.Workflows.Persistence.Stores;

/// <summary>A published version of a definition, as it was published. Never changed.</summary>
/// <param name="ContentHash">SHA-256 of the JSON.</param>
public sealed record PublishedDefinition(string DefinitionId, int Version, string Json, string ContentHash, DateTimeOffset PublishedAt);
