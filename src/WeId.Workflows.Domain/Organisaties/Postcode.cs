using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>A Dutch postcode.</summary>
/// <remarks>
/// Format: 4 digits of which the first is not 0, and 2 letters other than SA, SD and SS, which are never issued.
/// The space and the case of the input do not matter; it is kept as <c>1234 AB</c>.
/// <see langword="default"/> is no postcode and prints as an empty string.
/// Source: the numbering of PostNL.
/// </remarks>
public readonly record struct Postcode : IParsable<Postcode>
{
    private readonly string? value;

    private Postcode(string value) => this.value = value;

    /// <summary>The postcode as <c>1234 AB</c>, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <exception cref="FormatException">The text is no Dutch postcode.</exception>
    public static Postcode Parse(string text) =>
        TryParse(text, out var postcode) ? postcode : throw new FormatException("A postcode is 4 digits and 2 letters, such as 1234 AB.");

    /// <returns>False when the text is no Dutch postcode.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Postcode postcode)
    {
        var compact = Notation.Compact(text).ToUpperInvariant();
        postcode = IsPostcode(compact) ? new($"{compact[..4]} {compact[4..]}") : default;
        return postcode.value is not null;
    }

    static Postcode IParsable<Postcode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Postcode>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Postcode result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsPostcode(string text) =>
        text.Length == 6
        && text[0] != '0'
        && text[..4].All(char.IsAsciiDigit)
        && text[4..].All(char.IsAsciiLetter)
        && text[4..] is not ("SA" or "SD" or "SS");
}
