using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WeId.Workflows.Web.Cli;

/// <summary>Something that a command refuses.</summary>
internal sealed record CliFault(string File, int? Rule, string? Activity, string Message)
{
    public override string ToString() => Rule switch
    {
        null => $"{File}: {Message}",
        0 => $"{File}: [format] {Message}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{File}: [rule {Rule}] {Message}"),
    };
}

/// <summary>The JSON of <c>--json</c>.</summary>
internal static class CliJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
