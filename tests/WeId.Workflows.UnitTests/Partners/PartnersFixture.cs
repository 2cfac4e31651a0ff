using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.Partners.Documents.Pdf;

namespace WeId.Workflows.UnitTests.Partners;

/// <summary>The real templates and fonts, as they are copied beside the tests.</summary>
internal static class PartnersFixture
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string TemplatesFolder { get; } = Path.Combine(AppContext.BaseDirectory, "templates");

    public static PdfDocumentRenderer Renderer { get; } = new(Path.Combine(TemplatesFolder, "huisstijl", "fonts"));

    public static Composer Composer(string? folder = null) => new(new TemplateStore(folder ?? TemplatesFolder), Options.Create(new HuisstijlOptions()), Renderer);

    public static Bestemming To(string template, VerzendKanaal kanaal, string taal = "nl") =>
        new(new(template, kanaal, taal), "J. Jansen", "Test BV Donald\nHizzaarderlaan 3A\n8823 SJ Lollum", Noon);

    public static AanvraagOntvangenGegevens AanvraagOntvangen() => new()
    {
        Aanvraagnummer = "A-2026-004711",
        Soort = "nieuwe gebruiker",
        Organisatie = "Test BV Donald",
        OntvangenOp = Noon,
        Gebruiker = "Janneke de Vries",
        Niveau = "EH3",
        TweedeFactor = "OtpDevice",
        Kosten =
        [
            new() { Soort = "Middel", Toelichting = "EH3", Bedrag = 69.00m },
            new() { Soort = "Koppeling", Toelichting = "Katrien | Duck BV", Bedrag = 30.00m },
            new() { Soort = "OtpDevice", Bedrag = 40.00m, Eenmalig = true },
        ],
        DrieJaar = true,
        Exclusief = 139.00m,
        BtwPercentage = "21",
        Btw = 29.19m,
        Inclusief = 168.19m,
        Link = "https://www.we-id.example/beheer",
    };

    public static ActivatiebriefGegevens Activatiebrief(string gebruiker = "Janneke Jansen") => new()
    {
        Organisatie = "Test BV Donald",
        KvkNummer = "68750110",
        Gebruiker = gebruiker,
        Niveau = "EH2+",
        Code = "K7M4T-9PXWR",
        Link = "https://www.we-id.example/activeren",
        Uiterlijk = new(2026, 3, 31),
    };
}
