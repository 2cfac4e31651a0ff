using System.Text.Json;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>What the invariants need of the state of an instance, read from its JSON and not by the code that wrote it.</summary>
internal sealed record InstanceState(IReadOnlyList<InstanceState.Token> Tokens, Guid? Continue)
{
    private const int Ready = 0;

    public static InstanceState Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var tokens = root.TryGetProperty("tokens", out var list) ? list.EnumerateArray().Select(ReadToken).ToList() : [];
        return new(tokens, root.TryGetProperty("continue", out var id) && id.ValueKind is JsonValueKind.String ? id.GetGuid() : null);
    }

    // What has its default value is not written.
    private static Token ReadToken(JsonElement token) => new(
        token.GetProperty("activityId").GetString()!,
        !token.TryGetProperty("status", out var status) || status.GetInt32() == Ready,
        token.TryGetProperty("waits", out var waits) ? [.. waits.EnumerateArray().Select(w => w.GetProperty("id").GetGuid())] : []);

    public sealed record Token(string ActivityId, bool IsReady, IReadOnlyList<Guid> Waits);
}
