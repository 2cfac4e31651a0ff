using System.Security.Cryptography;
using System.Text;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>A published version of a definition, as it was published. Never changed.</summary>
/// <param name="ContentHash">SHA-256 of the JSON.</param>
public sealed record PublishedDefinition(string DefinitionId, int Version, string Json, string ContentHash, DateTimeOffset PublishedAt)
{
    /// <summary>The hash by which one content is told from another.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
