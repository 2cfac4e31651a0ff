using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Domain.Aanvragen;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Pages;

/// <summary>What the wizard for a new user refuses, beside the field and without losing an answer (R-091… ).</summary>
public sealed class FormTests(Chromium chromium) : BrowserTest(chromium)
{
    private readonly NieuweGebruiker nina = new("EH2+", MetOtpDevice: false);

    [Fact]
    public async Task Niveau_AboveOwn_IsNotOffered()
    {
        var beheerder = await IngelogdAsync("beheerder2");
        await beheerder.Link("Voeg toe").ClickAsync();

        await Expect(beheerder.Keuze("EH2+")).ToBeVisibleAsync();
        await Expect(beheerder.Keuze("EH3")).ToHaveCountAsync(0);
        await Expect(beheerder.Keuze("EH4")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Niveau_NoneChosen_IsSaidAtTheTopAndBesideTheField()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Link("Voeg toe").ClickAsync();
        await beheerder.Knop("Volgende").ClickAsync();

        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await Expect(beheerder.Page.Locator("#veld-Niveau-fout")).ToContainTextAsync("Vul dit veld in.");
        await beheerder.KijkAsync("wizard-niveau-ontbreekt");
    }

    [Fact]
    public async Task Document_ThatMayNotBe_IsRefusedBesideItsFieldAndNothingIsLost()
    {
        var beheerder = await PersoonAsync();

        await beheerder.FillAsync("Vervaldatum", NieuweGebruiker.Iso(Product.Today.AddMonths(NieuwMiddelMonths).AddDays(-1)));
        await RefuseUploadAsync(beheerder, new() { Name = "scan.png", MimeType = "image/png", Buffer = Documenten.Pdf("scan.pdf").Buffer }, "De inhoud van het bestand past niet bij de naam.");
        await beheerder.KijkAsync("wizard-upload-geweigerd");
        await RefuseUploadAsync(beheerder, new() { Name = "groot.png", MimeType = "image/png", Buffer = new byte[Bijlage.MaxBytes + 1] }, "Het bestand is groter dan 5 MB.");
        await RefuseUploadAsync(beheerder, new() { Name = "brief.docx", MimeType = "application/octet-stream", Buffer = [1, 2, 3] }, "Dit soort bestand kan niet.");
        await NieuweGebruiker.UploadAsync(beheerder, "Voorzijde", Documenten.Png("voorzijde.png"));
        await beheerder.Knop("Volgende").ClickAsync();

        await Expect(beheerder.Page.Locator("#veld-Vervaldatum-fout")).ToContainTextAsync("Upload een document dat minstens tot en met");
        await Expect(beheerder.Page.Locator("#bijlage-Achterzijde-fout")).ToContainTextAsync("Upload ook de achterzijde van het document");
        await Expect(beheerder.Veld("Voornamen")).ToHaveValueAsync("Nina");
        await Expect(beheerder.Veld("Documentnummer")).ToHaveValueAsync("IX1R2K345");
        await beheerder.KijkAsync("wizard-document-geweigerd");

        // What he typed is there again after he comes back, on the step where he was.
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(beheerder.Page.GetByText("U was hier gebleven.")).ToBeVisibleAsync();
        await Expect(beheerder.Veld("E-mailadres")).ToHaveValueAsync(NieuweGebruiker.Email);
        await Expect(beheerder.Page.GetByText("voorzijde.png")).ToBeVisibleAsync();
        await beheerder.KijkAsync("wizard-hervat");

        await beheerder.FillAsync("Vervaldatum", NieuweGebruiker.Iso(Product.Today.AddMonths(NieuwMiddelMonths)));
        await NieuweGebruiker.UploadAsync(beheerder, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await NieuweGebruiker.NextAsync(beheerder, "Tweede factor en abonnement");
    }

    [Fact]
    public async Task Kosten_ChangeOfAnswer_AreShownAtOnce()
    {
        var beheerder = await PersoonAsync();
        await NieuweGebruiker.UploadAsync(beheerder, "Voorzijde", Documenten.Png("voorzijde.png"));
        await NieuweGebruiker.UploadAsync(beheerder, "Achterzijde", Documenten.Png("achterzijde.png"));
        await NieuweGebruiker.NextAsync(beheerder, "Tweede factor en abonnement");
        var kosten = beheerder.Page.GetByRole(AriaRole.Region, new() { Name = "Kostenoverzicht" });
        await Expect(kosten).Not.ToContainTextAsync("OTP device");

        await beheerder.KiesAsync("OTP device");
        await Expect(kosten).ToContainTextAsync("OTP device");
        await Expect(kosten).ToContainTextAsync("€ 40,00");
        await beheerder.VinkAsync("Test Stichting Bolderbast");
        await Expect(kosten).ToContainTextAsync("KvK koppelkosten Test Stichting Bolderbast");
        await beheerder.VinkAsync("Korting 3-jarig abonnement");
        await Expect(kosten).ToContainTextAsync("Kosten per 3 jaar");
        await Expect(kosten).ToContainTextAsync("U bespaart");
        await beheerder.KijkAsync("wizard-kosten");
    }

    [Theory]
    [InlineData("gebruikers")]
    [InlineData("gebruikers/nieuw")]
    public async Task Page_OfAForeignOrganisatie_IsNotFound(string pagina)
    {
        var vreemd = await Product.ReadAsync(db => Task.FromResult(db.Organisaties.AsEnumerable().Single(o => o.Naam == "Test Stichting Bolderbast").Id));
        var beheerder = await IngelogdAsync("beheerder2");
        await beheerder.Page.GotoAsync($"/beheer/{vreemd}/{pagina}");

        await Expect(beheerder.Kop).ToHaveTextAsync("Pagina niet gevonden");
        await Expect(beheerder.Page.GetByText("Guus")).ToHaveCountAsync(0);
        await beheerder.KijkAsync($"vreemde-organisatie-{pagina.Replace('/', '-')}");
    }

    private const int NieuwMiddelMonths = Domain.Gebruikers.Documentopgave.MinimumMonths;

    private static async Task RefuseUploadAsync(Bezoeker beheerder, FilePayload bestand, string melding)
    {
        await beheerder.Veld("Voorzijde").SetInputFilesAsync(bestand);
        await Expect(beheerder.Page.Locator("#bijlage-Voorzijde-fout")).ToContainTextAsync(melding);
        await Expect(beheerder.Veld("Voornamen")).ToHaveValueAsync("Nina");
    }

    /// <summary>A beheerder who has filled in the third step but for the copies of the document.</summary>
    private async Task<Bezoeker> PersoonAsync()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Link("Voeg toe").ClickAsync();
        await beheerder.KiesAsync("EH2+");
        await NieuweGebruiker.NextAsync(beheerder, "Rol");
        await beheerder.KiesAsync("Reguliere gebruiker");
        await NieuweGebruiker.NextAsync(beheerder, "Persoons- en ID-gegevens");
        await nina.FillPersoonAsync(beheerder);
        return beheerder;
    }
}
