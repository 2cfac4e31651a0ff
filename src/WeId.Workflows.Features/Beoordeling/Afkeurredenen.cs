using System.Globalization;
using System.Resources;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The standard reasons of a rejection, as sentences for the aanvrager .</summary>
/// <remarks>None of them says that a document was reported stolen or looks forged: that would warn the wrong person.</remarks>
public static class Afkeurredenen
{
    /// <summary>The reason that says nothing without an explanation.</summary>
    public const string Anders = nameof(Anders);

    private static readonly ResourceManager Texts = new("WeId.Workflows.Features.Beoordeling.AfkeurredenenTeksten", typeof(Afkeurredenen).Assembly);

    private static readonly string[] OfDocument = ["KopieOnleesbaar", "ZijdeOntbreekt", "GegevensWijkenAf", "NaamWijktAf", "DocumentVerloopt", "DocumentNietGeaccepteerd"];

    private static readonly string[] OfEveryAanvraag = ["BedrijfNietAkkoord", "NietBevoegd", Anders];

    /// <summary>Their codes, most frequent first.</summary>
    public static IReadOnlyList<string> Codes { get; } = [.. OfDocument, .. OfEveryAanvraag];

    /// <summary>Those that fit an aanvraag with or without an identity document.</summary>
    public static IReadOnlyList<string> For(bool metDocument) => metDocument ? Codes : OfEveryAanvraag;

    /// <summary>The sentence in a language: <c>nl</c> or <c>en</c>.</summary>
    public static string Text(string code, string taal) => Texts.GetString(code, CultureInfo.GetCultureInfo(taal)) ?? code;

    /// <summary>What the aanvrager reads: one line for each reason, the explanation last; without <see cref="Anders"/>, which it replaces.</summary>
    public static string Compose(IEnumerable<string> codes, string? toelichting, string taal) => string.Join(
        '\n',
        codes.Where(c => c != Anders).Select(c => Text(c, taal))
            .Concat(string.IsNullOrWhiteSpace(toelichting) ? [] : [OneLine(toelichting)]));

    // A line end separates two reasons.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
