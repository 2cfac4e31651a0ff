using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>An e-mail address to which mail can be sent.</summary>
/// <remarks>
/// Format: one @, before it 1 to 64 ASCII letters, digits, dots or <c>!#$%&amp;'*+/=?^_`{|}~-</c>, without a dot at an end or two in a row;
/// after it a domain of at least two labels, at most 254 characters together. An international domain is kept in its ASCII form.
/// White space around it is ignored. The domain becomes lower case; the part before the @ keeps its case, yet two addresses
/// that differ only in case are equal, since no mail provider tells them apart.
/// <see langword="default"/> is no address and prints as an empty string.
/// Source: RFC 5321 and 5322 without quoted and commented forms.
/// </remarks>
public readonly record struct Emailadres : IParsable<Emailadres>
{
    private const int MaxLength = 254;
    private const int MaxLocalLength = 64;
    private const string LocalSymbols = "!#$%&'*+/=?^_`{|}~-.";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private readonly string? value;

    private Emailadres(string value) => this.value = value;

    /// <summary>The address, or an empty string for <see langword="default"/>.</summary>
    public string Value => value ?? string.Empty;

    /// <exception cref="FormatException">The text is no e-mail address.</exception>
    public static Emailadres Parse(string text) =>
        TryParse(text, out var adres) ? adres : throw new FormatException("The text is no e-mail address.");

    /// <returns>False when the text is no e-mail address.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Emailadres adres)
    {
        adres = default;
        var parts = (text ?? string.Empty).Trim().Split('@');
        if (parts is not [var local, var domain] || !IsLocal(local) || ToAscii(domain) is not { } ascii)
        {
            return false;
        }

        var address = $"{local}@{ascii}";
        if (address.Length > MaxLength)
        {
            return false;
        }

        adres = new(address);
        return true;
    }

    static Emailadres IParsable<Emailadres>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Emailadres>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Emailadres result) =>
        TryParse(s, out result);

    /// <summary>Equal without regard to case.</summary>
    public bool Equals(Emailadres other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool IsLocal(string local) =>
        local.Length is > 0 and <= MaxLocalLength
        && local.All(c => char.IsAsciiLetterOrDigit(c) || LocalSymbols.Contains(c, StringComparison.Ordinal))
        && !local.StartsWith('.')
        && !local.EndsWith('.')
        && !local.Contains("..", StringComparison.Ordinal);

    private static string? ToAscii(string domain)
    {
        // IdnMapping takes the trailing dot of a fully qualified name; a mail address has none.
        if (!domain.Contains('.', StringComparison.Ordinal) || domain.EndsWith('.'))
        {
            return null;
        }

        try
        {
            var ascii = Idn.GetAscii(domain).ToLowerInvariant();
            return ascii[(ascii.LastIndexOf('.') + 1)..].All(char.IsAsciiDigit) ? null : ascii;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
