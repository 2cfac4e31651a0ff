namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>How far the number of an identity document fits its kind.</summary>
public enum DocumentnummerOordeel
{
    /// <summary>The number is what documents issued today bear.</summary>
    Ok,

    /// <summary>Unusual but possible, such as an older or foreign document: the reviewer looks twice.</summary>
    Warning,

    /// <summary>No document of this kind bears such a number.</summary>
    Error,
}

/// <summary>Why a document number is not simply <see cref="DocumentnummerOordeel.Ok"/>.</summary>
public enum DocumentnummerReden
{
    /// <summary>Nothing to remark.</summary>
    None,

    /// <summary>Nothing was entered.</summary>
    Missing,

    /// <summary>Length or kinds of characters do not fit this document.</summary>
    Format,

    /// <summary>Holds the letter O, which travel documents never use; most likely a zero was meant, or the reverse.</summary>
    LetterO,

    /// <summary>Holds the digit 0, which documents issued after December 2019 no longer use.</summary>
    DigitZero,

    /// <summary>The first letter belongs to another kind of document; older numbers had no such letter.</summary>
    FirstLetter,

    /// <summary>A form that was issued before October 2019.</summary>
    OlderFormat,
}

/// <summary>The outcome of checking the number of an identity document against the form that its kind has.</summary>
/// <remarks>
/// Spaces and the case of the input do not matter. The rules know Dutch documents; what a foreign or older
/// document could bear too is a warning, never an error. <see langword="default"/> is <see cref="DocumentnummerOordeel.Ok"/>.
/// Sources: Rijksdienst voor Identiteitsgegevens (travel and residence documents), RDW (driving licence: 10 digits).
/// </remarks>
/// <param name="Oordeel">What may be done with the number.</param>
/// <param name="Reden">The one reason that weighs most.</param>
public readonly record struct DocumentnummerControle(DocumentnummerOordeel Oordeel, DocumentnummerReden Reden)
{
    private const int TravelLength = 9;
    private const int RijbewijsLength = 10;

    /// <summary>Nationaal, zaken-, diplomatiek, dienst-, vluchtelingen- and vreemdelingenpaspoort.</summary>
    private const string PaspoortLetters = "NBDSRA";

    private const string IdentiteitskaartLetters = "I";

    private static readonly DateOnly WithoutZeroSince = new(2020, 1, 1);

    /// <param name="type">The kind of document.</param>
    /// <param name="nummer">The number as entered.</param>
    /// <param name="issuedOn">Date of issue where it is known; without it a digit 0 is no ground for a warning.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="type"/> is not a <see cref="DocumentType"/>.</exception>
    public static DocumentnummerControle Check(DocumentType type, string? nummer, DateOnly? issuedOn = null)
    {
        var text = Notation.Compact(nummer).ToUpperInvariant();
        if (text.Length == 0)
        {
            return Error(DocumentnummerReden.Missing);
        }

        return type switch
        {
            DocumentType.Paspoort => Travel(text, PaspoortLetters, issuedOn),
            DocumentType.Identiteitskaart => Travel(text, IdentiteitskaartLetters, issuedOn),
            DocumentType.Rijbewijs => Rijbewijs(text),
            DocumentType.NlVreemdelingendocument => Vreemdelingendocument(text),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, message: null),
        };
    }

    private static DocumentnummerControle Travel(string text, string firstLetters, DateOnly? issuedOn)
    {
        if (text.Contains('O', StringComparison.Ordinal))
        {
            return Error(DocumentnummerReden.LetterO);
        }

        if (text.Length != TravelLength
            || !text.All(char.IsAsciiLetterOrDigit)
            || !text[..2].All(char.IsAsciiLetter)
            || !char.IsAsciiDigit(text[^1]))
        {
            return Error(DocumentnummerReden.Format);
        }

        if (issuedOn >= WithoutZeroSince && text.Contains('0', StringComparison.Ordinal))
        {
            return Warning(DocumentnummerReden.DigitZero);
        }

        return firstLetters.Contains(text[0], StringComparison.Ordinal) ? default : Warning(DocumentnummerReden.FirstLetter);
    }

    // Foreign licences are accepted too and have forms of their own, so nothing but emptiness is an error.
    private static DocumentnummerControle Rijbewijs(string text) =>
        Notation.IsDigits(text, RijbewijsLength) ? default : Warning(DocumentnummerReden.Format);

    private static DocumentnummerControle Vreemdelingendocument(string text)
    {
        if (text.Length != TravelLength || !text.All(char.IsAsciiLetterOrDigit))
        {
            return Error(DocumentnummerReden.Format);
        }

        var isCurrent = text[0] == 'V' && !text.Contains('O', StringComparison.Ordinal) && !text.Contains('0', StringComparison.Ordinal);
        return isCurrent ? default : Warning(DocumentnummerReden.OlderFormat);
    }

    private static DocumentnummerControle Warning(DocumentnummerReden reden) => new(DocumentnummerOordeel.Warning, reden);

    private static DocumentnummerControle Error(DocumentnummerReden reden) => new(DocumentnummerOordeel.Error, reden);
}
