using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The forms on paper, to be filled in by hand: the same questions as online, and the signature .</summary>
public sealed class FormulierPdf(IDocumentRenderer renderer, IBriefpapier papier)
{
    /// <summary>The form in Dutch or English, as the culture says.</summary>
    public byte[] Render(Wijzigingsformulier formulier, CultureInfo taal)
    {
        ArgumentNullException.ThrowIfNull(formulier);
        ArgumentNullException.ThrowIfNull(taal);
        string T(string sleutel, params object[] args) => WijzigingsformulierTeksten.Papier(sleutel, taal, args);
        var titel = WijzigingsformulierTeksten.Titel(formulier.Soort, taal);
        return renderer.Render(new Document
        {
            Title = T("Titel", titel, formulier.Nummer),
            Language = taal.TwoLetterISOLanguageName is "en" ? "en" : "nl",
            Letterhead = papier.Letterhead,
            Blocks =
            [
                Heading(1, titel),
                Paragraph(T("Nummer", formulier.Nummer)),
                Paragraph(WijzigingsformulierTeksten.Uitleg(formulier.Soort, taal)),
                Paragraph(T(formulier.AlleenPapier ? "InvullenBsn" : "Invullen")),
                Heading(2, T("Organisatie")),
                Line(T("Bedrijfsnaam")),
                Line(T("KvkNummer")),
                Line(T("Vestigingsnummer")),
                Heading(2, T("Wijziging")),
                .. formulier.Velden.Select(v => Answer(v, taal)),
                Heading(2, T("Ondertekening")),
                Paragraph(T("WieTekent")),
                Line(T("Naam")),
                Line(T("Geboortedatum")),
                Line(T("Functie")),
                Line(T("Email")),
                Line(T("PlaatsDatum")),
                new Block.Answer(T("Handtekening"), 2, []),
                Heading(2, T("Versturen")),
                new Block.Paragraph([new Inline.Text(T("VersturenNaar")), .. papier.Postadres.SelectMany(regel => new Inline[] { new Inline.LineBreak(), new Inline.Text(regel) })]),
            ],
        });
    }

    private static Block.Answer Answer(FormulierVeld veld, CultureInfo taal)
    {
        var vraag = WijzigingsformulierTeksten.Vraag(veld.Naam, taal);
        return veld.Soort switch
        {
            FormulierVeldSoort.Keuze => new(vraag, 0, [.. veld.Opties.Select(o => WijzigingsformulierTeksten.Optie(veld.Naam, o, taal))]),
            FormulierVeldSoort.Tekst => new(vraag, 4, []),
            _ => new(vraag, 1, []),
        };
    }

    private static Block.Heading Heading(int level, string text) => new(level, [new Inline.Text(text)]);

    private static Block.Paragraph Paragraph(string text) => new([new Inline.Text(text)]);

    private static Block.Answer Line(string vraag) => new(vraag, 1, []);
}
