using System.Diagnostics.CodeAnalysis;
using PhoneNumbers;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A telephone number that can receive an sms, for the tweede factor.</summary>
/// <remarks>
/// Format: E.164, such as <c>+31612345678</c>. Input without a country code is read as Dutch; spaces, dashes, brackets and a leading 00 are
/// understood. A number that the numbering plan of its country gives to a fixed line only is refused.
/// A foreign number is accepted, see <see cref="IsForeign"/>.
/// <see langword="default"/> is no number and prints as an empty string.
/// Source: Handleiding beheermodule §3.2 step 4; ITU E.164 through libphonenumber.
/// </remarks>
public readonly record struct MobielNummer : IParsable<MobielNummer>
{
    private const string DefaultRegion = "NL";
    private const string DutchPrefix = "+31";

    /// <summary>Longer input is no number in any notation, and not worth the parser's time.</summary>
    private const int MaxInputLength = 40;

    private readonly string? value;

    private MobielNummer(string value) => this.value = value;

    /// <summary>The number in E.164, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <summary>Whether an sms to it leaves the Netherlands, which costs more: a warning at the form.</summary>
    public bool IsForeign => value is not null && !value.StartsWith(DutchPrefix, StringComparison.Ordinal);

    /// <summary>The number with only its last two digits readable, for screens and confirmations; empty for <see langword="default"/>.</summary>
    public string Masked => value is null ? string.Empty : $"{value[..3]}{new string('*', value.Length - 5)}{value[^2..]}";

    /// <exception cref="FormatException">The text is no number that can receive an sms.</exception>
    public static MobielNummer Parse(string text) =>
        TryParse(text, out var nummer) ? nummer : throw new FormatException("The text is no mobile telephone number.");

    /// <returns>False when the text is no number that can receive an sms.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out MobielNummer nummer)
    {
        nummer = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxInputLength)
        {
            return false;
        }

        var phones = PhoneNumberUtil.GetInstance();
        try
        {
            var number = phones.Parse(text, DefaultRegion);
            if (number.HasExtension || !phones.IsValidNumber(number) || !IsMobileCapable(phones.GetNumberType(number)))
            {
                return false;
            }

            nummer = new(phones.Format(number, PhoneNumberFormat.E164));
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }

    static MobielNummer IParsable<MobielNummer>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<MobielNummer>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MobielNummer result) =>
        TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Value;

    // In the North American plan a number does not tell whether it is fixed or mobile.
    private static bool IsMobileCapable(PhoneNumberType type) =>
        type is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;
}
