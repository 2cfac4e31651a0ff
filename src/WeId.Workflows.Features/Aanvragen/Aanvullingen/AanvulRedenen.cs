using System.Globalization;
using System.Resources;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>The standard reasons of a supplement, as sentences for the beheerder that say what to do.</summary>
public static class AanvulRedenen
{
    /// <summary>The reason that says nothing without an explanation.</summary>
    public const string Anders = nameof(Anders);

    private static readonly ResourceManager Texts = new("WeId.Workflows.Features.Aanvragen.Aanvullingen.AanvulRedenenTeksten", typeof(AanvulRedenen).Assembly);

    private static readonly string[] OfDocument = ["KopieOnleesbaar", "ZijdeOntbreekt", "GegevensWijkenAf"];

    private static readonly string[] OfFormulier = ["FormulierOnleesbaar", "HandtekeningOntbreekt", "BevoegdheidOnduidelijk", Anders];

    private static readonly string[] OfEveryAanvraag = ["MagAanvragen", "BedrijfWijktAf", Anders];

    /// <summary>Their codes, most frequent first.</summary>
    public static IReadOnlyList<string> Codes(AanvraagSoort soort, Aanvraag aanvraag)
    {
        ArgumentNullException.ThrowIfNull(soort);
        return soort.Aanvulstuk is not null ? OfFormulier : soort.Identiteitsbewijs(aanvraag) is not null ? [.. OfDocument, .. OfEveryAanvraag] : OfEveryAanvraag;
    }

    /// <summary>The sentence in a language.</summary>
    public static string Text(string code, CultureInfo taal) => Texts.GetString(code, taal) ?? code;

    /// <summary>What the beheerder reads, one line each: the reasons, the explanation last; without <see cref="Anders"/>, which it replaces.</summary>
    public static IReadOnlyList<string> Lines(IEnumerable<string> codes, string? toelichting, CultureInfo taal) =>
        [.. codes.Where(c => c != Anders).Select(c => Text(c, taal)), .. string.IsNullOrWhiteSpace(toelichting) ? (string[])[] : [toelichting]];

    /// <summary>The same of what was asked.</summary>
    public static IReadOnlyList<string> Lines(Aanvulling aanvulling, CultureInfo taal)
    {
        ArgumentNullException.ThrowIfNull(aanvulling);
        return Lines(aanvulling.Redenen, aanvulling.Toelichting, taal);
    }
}
