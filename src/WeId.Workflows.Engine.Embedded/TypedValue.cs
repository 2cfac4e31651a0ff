using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Turns what came out of JSON or a handler into the types of the definitions.</summary>
internal static class TypedValue
{
    /// <summary>The value as the named type; null stays null.</summary>
    /// <exception cref="ExpressionException">It does not convert.</exception>
    public static object? Convert(object? value, string typeName)
    {
        var plain = Plain(value);
        if (plain is null)
        {
            return null;
        }

        try
        {
            return typeName switch
            {
                "String" => Text(plain),
                "Boolean" => plain as bool? ?? bool.Parse(Text(plain)),
                "Int32" => System.Convert.ToInt32(plain, CultureInfo.InvariantCulture),
                "Int64" => System.Convert.ToInt64(plain, CultureInfo.InvariantCulture),
                "Double" => System.Convert.ToDouble(plain, CultureInfo.InvariantCulture),
                "Decimal" => System.Convert.ToDecimal(plain, CultureInfo.InvariantCulture),
                "DateTimeOffset" => plain as DateTimeOffset? ?? DateTimeOffset.Parse(Text(plain), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                "TimeSpan" => plain as TimeSpan? ?? TimeSpan.Parse(Text(plain), CultureInfo.InvariantCulture),
                _ => plain,
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new ExpressionException($"A value of type {plain.GetType().Name} does not convert to {typeName}.", e);
        }
    }

    /// <summary>JSON elements as text, Boolean, Int64, Double, list or dictionary; enums and ids as text; anything else as it is.</summary>
    public static object? Plain(object? value) => value switch
    {
        JsonElement element => Plain(element),
        Enum or Guid => value.ToString(),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        int number => (long)number,
        _ => value,
    };

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when element.TryGetDecimal(out var exact) && exact != decimal.Truncate(exact) => exact,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        _ => element.EnumerateObject().ToDictionary(p => p.Name, p => Plain(p.Value)),
    };

    private static string Text(object value) => value switch
    {
        string text => text,
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
