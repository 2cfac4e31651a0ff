using System.Globalization;
using System.Numerics;

namespace WeId.Workflows.Engine.Definitions;

/// <summary>Conversion of values to the eight types of definitions, in the invariant culture.</summary>
/// <remarks>
/// Null stays null, whatever the type. <c>Object</c> stands for "as it is". Texts are those that both engines read alike:
/// <c>true</c> and <c>false</c>, whole and decimal numbers with a point, ISO 8601 instants (without an offset: UTC) and
/// <c>d.hh:mm:ss</c> for terms. A boolean becomes the text <c>True</c> or <c>False</c>, as in .NET.
/// </remarks>
public static class TypeConversion
{
    /// <summary>Type name of a value that is taken as it is.</summary>
    public const string AnyType = "Object";

    /// <summary>String, Boolean, Int32, Int64, Double, Decimal, DateTimeOffset and TimeSpan.</summary>
    public static IReadOnlyList<string> TypeNames { get; } =
        ["String", "Boolean", "Int32", "Int64", "Double", "Decimal", "DateTimeOffset", "TimeSpan"];

    /// <summary>Whether variables and inputs of steps may have this type.</summary>
    public static bool IsKnown(string? typeName) => typeName is not null && TypeNames.Contains(typeName);

    /// <summary>The value as <paramref name="typeName"/>.</summary>
    /// <exception cref="ExpressionException">The type is unknown, or the value does not convert to it.</exception>
    public static object? Convert(object? value, string typeName)
    {
        if (typeName != AnyType && !IsKnown(typeName))
        {
            throw new ExpressionException($"Type '{typeName}' is unknown.");
        }

        return TryConvert(value, typeName, out var result)
            ? result
            : throw new ExpressionException($"{Describe(value)} is no {typeName}.");
    }

    /// <summary>Whether the value converts to <paramref name="typeName"/>.</summary>
    public static bool TryConvert(object? value, string typeName, out object? result)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (value is null || typeName == AnyType)
        {
            result = value;
            return true;
        }

        result = typeName switch
        {
            "String" => ToText(value),
            "Boolean" => ToBoolean(value),
            "Int32" => ToInteger(value) is { } i && i >= int.MinValue && i <= int.MaxValue ? (int)i : null,
            "Int64" => ToInteger(value) is { } l && l >= long.MinValue && l <= long.MaxValue ? (long)l : null,
            "Double" => ToDouble(value),
            "Decimal" => ToDecimal(value),
            "DateTimeOffset" => ToInstant(value),
            "TimeSpan" => ToTerm(value),
            _ => null,
        };
        return result is not null;
    }

    /// <summary>The value with which a variable begins: an empty text on a String variable is null.</summary>
    /// <exception cref="ExpressionException">The text does not convert to the variable's type.</exception>
    public static object? InitialValue(VariableDefinition variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable is { TypeName: "String", Value: "" } ? null : Convert(variable.Value, variable.TypeName);
    }

    private static string? ToText(object value) => value switch
    {
        string text => text,
        bool truth => truth ? bool.TrueString : bool.FalseString,
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan term => term.ToString("c", CultureInfo.InvariantCulture),
        int or long or double or decimal or BigInteger => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? ToBoolean(object value) => value switch
    {
        bool truth => truth,
        string text => bool.TryParse(text, out var truth) ? truth : null,
        int or long or double or decimal => System.Convert.ToBoolean(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    // Halves go to the even neighbour, as Elsa's conversion does.
    private static BigInteger? ToInteger(object value) => value switch
    {
        int number => number,
        long number => number,
        BigInteger number => number,
        decimal number => new BigInteger(Math.Round(number, MidpointRounding.ToEven)),
        double number => double.IsFinite(number) ? new BigInteger(Math.Round(number, MidpointRounding.ToEven)) : null,
        bool truth => truth ? 1 : 0,
        string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static object? ToDouble(object value) => value switch
    {
        double number => number,
        int or long or decimal or bool => System.Convert.ToDouble(value, CultureInfo.InvariantCulture),
        BigInteger number => (double)number,
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    private static object? ToDecimal(object value)
    {
        try
        {
            return value switch
            {
                decimal number => number,
                int or long or double or bool => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                BigInteger number => (decimal)number,
                string text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static object? ToInstant(object value) => value switch
    {
        DateTimeOffset instant => instant,
        DateTime { Kind: DateTimeKind.Utc } instant => new DateTimeOffset(instant),
        string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null,
        _ => null,
    };

    private static object? ToTerm(object value) => value switch
    {
        TimeSpan term => term,
        string text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var term) ? term : null,
        _ => null,
    };

    // The value itself may be personal data, so only a short text or a number is repeated.
    private static string Describe(object? value) => value switch
    {
        string { Length: <= 40 } text => $"'{text}'",
        string => "The text",
        int or long or double or decimal or bool => $"'{ToText(value)}'",
        _ => "The value",
    };
}
