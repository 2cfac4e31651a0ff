using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Turns what came out of JSON or a handler into the values that expressions and variables know.</summary>
internal static class JsonValues
{
    /// <summary>The value as the named type; null stays null.</summary>
    /// <exception cref="ExpressionException">It does not convert.</exception>
    public static object? Convert(object? value, string typeName) => TypeConversion.Convert(Plain(value), typeName);

    /// <summary>JSON elements as text, Boolean, number, list or dictionary; enums, ids and dates as text; anything else as it is.</summary>
    public static object? Plain(object? value) => value switch
    {
        JsonElement element => Plain(element),
        Enum or Guid => value.ToString(),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when element.TryGetDecimal(out var exact) => exact,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        _ => element.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value), StringComparer.Ordinal),
    };
}
