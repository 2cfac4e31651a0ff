using System.Diagnostics.CodeAnalysis;

namespace WeId.Workflows.Domain.Organisaties;

/// <summary>The number of one vestiging of an organisation in the Handelsregister.</summary>
/// <remarks>
/// Format: exactly 12 digits, leading zeros kept; spaces in the input are ignored.
/// There is no check digit: a look-up in the Handelsregister tells to which KvK-nummer it belongs.
/// <see langword="default"/> is no number and prints as an empty string.
/// Source: Handleiding beheermodule §2.4.2; pattern of the KvK Zoeken API.
/// </remarks>
public readonly record struct Vestigingsnummer : IParsable<Vestigingsnummer>
{
    private const int Length = 12;

    private readonly string? value;

    private Vestigingsnummer(string value) => this.value = value;

    /// <summary>The 12 digits, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <exception cref="FormatException">The text does not hold exactly 12 digits.</exception>
    public static Vestigingsnummer Parse(string text) =>
        TryParse(text, out var nummer) ? nummer : throw new FormatException("A vestigingsnummer is exactly 12 digits.");

    /// <returns>False when the text does not hold exactly 12 digits.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Vestigingsnummer nummer)
    {
        var digits = Notation.Compact(text);
        nummer = Notation.IsDigits(digits, Length) ? new(digits) : default;
        return nummer.value is not null;
    }

    static Vestigingsnummer IParsable<Vestigingsnummer>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Vestigingsnummer>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Vestigingsnummer result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
