using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>Form of a machine readable zone.</summary>
public enum MrzFormat
{
    /// <summary>No zone was read.</summary>
    None,

    /// <summary>Cards: 3 lines of 30 characters.</summary>
    Td1,

    /// <summary>Passports: 2 lines of 44 characters.</summary>
    Td3,
}

/// <summary>The machine readable zone of an identity document, with all its check digits right.</summary>
/// <remarks>
/// Format: TD1 (3 × 30) or TD3 (2 × 44) characters A to Z, 0 to 9 and &lt;; white space between and in the lines is ignored.
/// Every check digit has the weights 7, 3, 1 modulo 10. The optional data are checked and then dropped, since older Dutch
/// documents carry the BSN there; the zone itself is not kept either.
/// <see langword="default"/> is no zone. Printing shows the form only, so that no log holds what the document says.
/// Source: ICAO 9303 part 3 (check digits), 4 (TD3) and 5 (TD1).
/// </remarks>
public readonly record struct Mrz : IParsable<Mrz>
{
    private const int Td1Line = 30;
    private const int Td3Line = 44;

    private readonly string? documentCode;
    private readonly string? issuer;
    private readonly string? documentNumber;
    private readonly string? nationality;
    private readonly string? birth;
    private readonly string? expiry;
    private readonly string? achternaam;
    private readonly string? voornamen;

    private Mrz(MrzFormat format, string code, string issuer, string number, string nationality, string birth, string expiry, string names)
    {
        Format = format;
        documentCode = Unfill(code);
        this.issuer = Unfill(issuer);
        documentNumber = Unfill(number);
        this.nationality = Unfill(nationality);
        this.birth = birth;
        this.expiry = expiry;
        var split = names.Split("<<", 2);
        achternaam = Unfill(split[0]);
        voornamen = split.Length == 2 ? Unfill(split[1]) : string.Empty;
    }

    /// <summary>Which of the two forms was read.</summary>
    public MrzFormat Format { get; }

    /// <summary>Kind of document, such as P for a passport and I for a card.</summary>
    public string DocumentCode => documentCode ?? string.Empty;

    /// <summary>State that issued the document, three letters (Germany: D).</summary>
    public string Issuer => issuer ?? string.Empty;

    /// <summary>Number of the document, also where it is longer than 9 characters.</summary>
    public string DocumentNumber => documentNumber ?? string.Empty;

    /// <summary>Nationality of the holder, three letters (Germany: D).</summary>
    public string Nationality => nationality ?? string.Empty;

    /// <summary>Primary identifier in capitals without diacritics; the zone may cut it off.</summary>
    public string Achternaam => achternaam ?? string.Empty;

    /// <summary>Secondary identifier in capitals without diacritics; the zone may cut it off.</summary>
    public string Voornamen => voornamen ?? string.Empty;

    /// <summary>Last day of validity, in this century; null when the zone does not hold a date there.</summary>
    public DateOnly? ValidUntil => ToDate(expiry, century: 2000);

    /// <summary>Date of birth: the latest that fits the two digits of its year and is not after <paramref name="today"/>.</summary>
    /// <returns>Null when part of the date is unknown to the issuer.</returns>
    public DateOnly? BirthDate(DateOnly today) => ToDate(birth, 2000) is { } date && date <= today ? date : ToDate(birth, 1900);

    /// <exception cref="FormatException">The text is no TD1 or TD3 zone, or a check digit is wrong.</exception>
    public static Mrz Parse(string text) =>
        TryParse(text, out var mrz) ? mrz : throw new FormatException("The text is no TD1 or TD3 zone, or a check digit is wrong.");

    /// <returns>False when the text is no TD1 or TD3 zone, or a check digit is wrong.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out Mrz mrz)
    {
        mrz = default;
        var zone = Notation.Compact(text).ToUpperInvariant();
        if (!zone.All(c => char.IsAsciiLetterOrDigit(c) || c == '<'))
        {
            return false;
        }

        return zone.Length switch
        {
            3 * Td1Line => TryReadTd1(zone[..Td1Line], zone[Td1Line..(2 * Td1Line)], zone[(2 * Td1Line)..], out mrz),
            2 * Td3Line => TryReadTd3(zone[..Td3Line], zone[Td3Line..], out mrz),
            _ => false,
        };
    }

    /// <summary>The check digit of ICAO 9303 over a field: weights 7, 3, 1, letters count from A = 10, &lt; counts 0.</summary>
    /// <exception cref="ArgumentException">The field holds another character than A to Z, 0 to 9 or &lt;.</exception>
    public static char CheckDigit(string field)
    {
        ReadOnlySpan<int> weights = [7, 3, 1];
        var sum = 0;
        for (var i = 0; i < field.Length; i++)
        {
            sum += weights[i % 3] * ValueOf(field[i]);
        }

        return (char)('0' + (sum % 10));
    }

    static Mrz IParsable<Mrz>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<Mrz>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Mrz result) => TryParse(s, out result);

    /// <inheritdoc/>
    public override string ToString() => Format is MrzFormat.None ? string.Empty : Format.ToString();

    private static bool TryReadTd1(string first, string second, string names, out Mrz mrz)
    {
        mrz = default;
        var composite = first[5..] + second[..7] + second[8..15] + second[18..29];
        if (!TryReadTd1Number(first, out var number)
            || !IsRight(second[..6], second[6])
            || !IsRight(second[8..14], second[14])
            || !IsRight(composite, second[29]))
        {
            return false;
        }

        mrz = new(MrzFormat.Td1, first[..2], first[2..5], number, second[15..18], second[..6], second[8..14], names);
        return true;
    }

    /// <summary>A number of more than 9 characters continues in the optional data, its check digit last; then &lt; stands in place of the check digit.</summary>
    private static bool TryReadTd1Number(string first, out string number)
    {
        number = first[5..14];
        if (first[14] != '<')
        {
            return IsRight(number, first[14]);
        }

        var rest = first[15..].Split('<', 2)[0];
        if (rest.Length < 2)
        {
            return false;
        }

        number += rest[..^1];
        return IsRight(number, rest[^1]);
    }

    private static bool TryReadTd3(string first, string second, out Mrz mrz)
    {
        mrz = default;
        var personal = second[28..42];
        var isPersonalRight = IsRight(personal, second[42]) || (second[42] == '<' && personal.All(c => c == '<'));
        var composite = second[..10] + second[13..20] + second[21..43];
        if (!isPersonalRight
            || !IsRight(second[..9], second[9])
            || !IsRight(second[13..19], second[19])
            || !IsRight(second[21..27], second[27])
            || !IsRight(composite, second[43]))
        {
            return false;
        }

        mrz = new(MrzFormat.Td3, first[..2], first[2..5], second[..9], second[10..13], second[13..19], second[21..27], first[5..]);
        return true;
    }

    private static bool IsRight(string field, char digit) => CheckDigit(field) == digit;

    private static int ValueOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'Z' => c - 'A' + 10,
        '<' => 0,
        _ => throw new ArgumentException("A machine readable zone holds A to Z, 0 to 9 and < only.", nameof(c)),
    };

    private static string Unfill(string field) => string.Join(' ', field.Split('<', StringSplitOptions.RemoveEmptyEntries));

    private static DateOnly? ToDate(string? yymmdd, int century)
    {
        if (yymmdd is null || !Notation.IsDigits(yymmdd, 6))
        {
            return null;
        }

        var text = (century / 100).ToString(CultureInfo.InvariantCulture) + yymmdd;
        return DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
