using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>The number under which the Kamer van Koophandel registers an organisation.</summary>
/// <remarks>
/// Format: exactly 8 digits, leading zeros kept; spaces in the input are ignored.
/// There is no check digit: only the Handelsregister can say whether the number exists.
/// <see langword="default"/> is no number and prints as an empty string.
/// Source: Handleiding beheermodule §2.4.2 and §3.3.
/// </remarks>
public readonly record struct KvkNummer : IParsable<KvkNummer>
{
    private const int Length = 8;

    private readonly string? value;

    private KvkNummer(string value) => this.value = value;

    /// <summary>The 8 digits, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <exception cref="FormatException">The text does not hold exactly 8 digits.</exception>
    public static KvkNummer Parse(string text) =>
        TryParse(text, out var nummer) ? nummer : throw new FormatException("A KvK-nummer is exactly 8 digits.");

    /// <returns>False when the text does not hold exactly 8 digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out KvkNummer nummer)
    {
        var digits = Notation.Compact(text);
        nummer = Notation.IsDigits(digits, Length) ? new(digits) : default;
        return nummer.value is not null;
    }

    static KvkNummer IParsable<KvkNummer>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<KvkNummer>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out KvkNummer result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
