using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>The number by which government bodies know a legal person (rechtspersonen en samenwerkingsverbanden).</summary>
/// <remarks>
/// Format: 9 digits that pass the elfproef with the weights 9 to 2 and −1, not all zero; spaces in the input are ignored.
/// An eenmanszaak has none. A BSN passes the same check, so a valid RSIN proves nothing about whose number it is.
/// <see langword="default"/> is no number and prints as an empty string.
/// Source: Handleiding beheermodule §2.4.1; the elfproef is that of the Belastingdienst.
/// </remarks>
public readonly record struct Rsin : IParsable<Rsin>
{
    private const int Length = 9;

    private readonly string? value;

    private Rsin(string value) => this.value = value;

    /// <summary>The 9 digits, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <exception cref="FormatException">The text does not hold 9 digits that pass the elfproef.</exception>
    public static Rsin Parse(string text) =>
        TryParse(text, out var rsin) ? rsin : throw new FormatException("An RSIN is 9 digits that pass the elfproef.");

    /// <returns>False when the text does not hold 9 digits that pass the elfproef.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Rsin rsin)
    {
        var digits = Notation.Compact(text);
        rsin = Notation.IsDigits(digits, Length) && PassesElfproef(digits) ? new(digits) : default;
        return rsin.value is not null;
    }

    static Rsin IParsable<Rsin>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Rsin>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Rsin result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool PassesElfproef(string digits)
    {
        var sum = -(digits[^1] - '0');
        for (var i = 0; i < Length - 1; i++)
        {
            sum += (digits[i] - '0') * (Length - i);
        }

        return sum % 11 == 0 && digits.Any(d => d != '0');
    }
}
