using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>A bank account number, as used for the automatische incasso.</summary>
/// <remarks>
/// Format: country code, check digits 02 to 98 and 11 to 30 letters or digits, together 1 modulo 97. A Dutch one has
/// 18 characters: NL, 2 digits, 4 letters for the bank, 10 digits. Spaces are ignored and letters become upper case.
/// The length of other countries' numbers is left to the bank.
/// <see langword="default"/> is no account and prints as an empty string.
/// Source: Handleiding beheermodule §2.4.3; ISO 13616.
/// </remarks>
public readonly record struct Iban : IParsable<Iban>
{
    private const int DutchLength = 18;

    private readonly string? value;

    private Iban(string value) => this.value = value;

    /// <summary>The number without spaces, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <summary>The number in groups of four, as people read it: <c>NL91 ABNA 0417 1643 00</c>.</summary>
    public string Grouped => string.Join(' ', Value.Chunk(4).Select(group => new string(group)));

    /// <exception cref="FormatException">The text is no IBAN or its check digits are wrong.</exception>
    public static Iban Parse(string text) =>
        TryParse(text, out var iban) ? iban : throw new FormatException("The text is no IBAN or its check digits are wrong.");

    /// <returns>False when the text is no IBAN or its check digits are wrong.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Iban iban)
    {
        var compact = Notation.Compact(text).ToUpperInvariant();
        iban = HasShape(compact) && Mod97(compact) == 1 ? new(compact) : default;
        return iban.value is not null;
    }

    static Iban IParsable<Iban>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Iban>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Iban result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool HasShape(string text)
    {
        if (text.Length is < 15 or > 34 || !text.All(char.IsAsciiLetterOrDigit))
        {
            return false;
        }

        if (!text[..2].All(char.IsAsciiLetter) || !text[2..4].All(char.IsAsciiDigit))
        {
            return false;
        }

        // ISO 13616 computes check digits as 98 minus a remainder below 97, so 00, 01 and 99 never occur.
        if (text[2..4] is "00" or "01" or "99")
        {
            return false;
        }

        return !text.StartsWith("NL", StringComparison.Ordinal)
            || (text.Length == DutchLength && text[4..8].All(char.IsAsciiLetter) && text[8..].All(char.IsAsciiDigit));
    }

    private static int Mod97(string iban)
    {
        var remainder = 0;
        foreach (var c in iban[4..] + iban[..4])
        {
            remainder = char.IsAsciiDigit(c)
                ? ((remainder * 10) + (c - '0')) % 97
                : ((remainder * 100) + (c - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
