using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The main trip as its people walk it (R-088…R-127, R-160…R-172).</summary>
public sealed class NieuweGebruikerTests(Chromium chromium) : BrowserTest(chromium)
{


    [Fact]
    public async Task NieuweGebruiker_Eh2PlusWithSms_EndsActiefAndSignsIn()
    {
        var nina = new NieuweGebruiker("EH2+", MetOtpDevice: false) { Kijk = "eh2plus" };
        var beheerder = await IngelogdAsync("beheerder");
        await Expect(beheerder.Kop).ToContainTextAsync("Gebruikers");
        await beheerder.KijkAsync("gebruikers");

        var nummer = await nina.VraagAanAsync(beheerder);
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Wachten op goedkeuring");

        var brief = await Product.Brieven.AfterAsync("activatiebrief", async () =>
        {
            var beoordelaar = await IngelogdAsync("beoordelaar1");
            await nina.KeurGoedAsync(beoordelaar, nummer, "Goedkeuren");
        });
        Assert.Contains("Test BV Donald", Brieven.TextOf(brief), StringComparison.Ordinal);
        var code = await PostAsync();
        Assert.NotEqual(Brieven.ActivatieCode(brief), code);

        var gebruiker = await BezoekerAsync();
        await nina.ActiveerAsync(gebruiker, code);

        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Actief");
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {NieuweGebruiker.Naam}" }).ClickAsync();
        await Expect(beheerder.Page.GetByText("Het middel is actief")).ToBeVisibleAsync();
        await beheerder.KijkAsync("gebruiker-details-actief");

        await gebruiker.Link("Ga naar inloggen").ClickAsync();
        await gebruiker.SignInHereAsync(NieuweGebruiker.Gebruikersnaam, NieuweGebruiker.Wachtwoord);
        await Expect(gebruiker.Kop).ToHaveTextAsync("Mijn profiel");
        await gebruiker.KijkAsync("profiel");
        await LookAtOperationsAsync(nummer);
    }

    [Fact]
    public async Task NieuweGebruiker_Eh3WithOtpDevice_NeedsTwoReviewersADeviceAndIdentificatie()
    {
        var nina = new NieuweGebruiker("EH3", MetOtpDevice: true);
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await nina.VraagAanAsync(beheerder);

        var eerste = await IngelogdAsync("beoordelaar1");
        await nina.KeurGoedAsync(eerste, nummer, "Goedkeuren (eerste van twee)");
        var tweede = await IngelogdAsync("beoordelaar2");
        await Expect(tweede.Knop($"Pak op: {nummer}")).ToBeVisibleAsync();

        await CheckFourEyesAsync(eerste, nummer);

        var mail = await Product.Brieven.AfterAsync("activatiebrief", () => nina.KeurGoedAsync(tweede, nummer, "Goedkeuren"));
        await IssueDeviceAsync(nina, nummer);

        var gebruiker = await BezoekerAsync();
        await nina.ActiveerAsync(gebruiker, code: null, Brieven.Link(mail));
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Actief");

        await gebruiker.Link("Ga naar inloggen").ClickAsync();
        await gebruiker.SignInHereAsync(NieuweGebruiker.Gebruikersnaam, NieuweGebruiker.Wachtwoord);
        await Expect(gebruiker.Kop).ToHaveTextAsync("Mijn profiel");
    }

    [Fact]
    public async Task NieuweGebruiker_Rejected_LeavesTheOverviewAndTheAanvragerReadsWhy()
    {
        var nina = new NieuweGebruiker("EH2+", MetOtpDevice: false);
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await nina.VraagAanAsync(beheerder);
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Wachten op goedkeuring");

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await nina.OpenTaakAsync(beoordelaar, nummer);
        await beoordelaar.Knop("Goedkeuren").ClickAsync();
        await Expect(beoordelaar.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Beantwoord eerst alle punten van de checklist.");
        await beoordelaar.KijkAsync("beoordelen-checklist-onvolledig");
        await beoordelaar.Knop("Afkeuren").ClickAsync();
        await beoordelaar.Knop("Keur aanvraag af").ClickAsync();
        await Expect(beoordelaar.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Vul in waarom u de aanvraag afkeurt.");
        await beoordelaar.Page.GetByLabel("De kopie van het identiteitsdocument is niet goed leesbaar.").CheckAsync();
        await beoordelaar.Page.GetByLabel("Toelichting voor de aanvrager").FillAsync("De foto is te donker.");
        await beoordelaar.KijkAsync("beoordelen-afkeuren");
        var mail = await Product.Brieven.AfterAsync("afwijzing", () => beoordelaar.Knop("Keur aanvraag af").ClickAsync());

        Assert.Contains("De kopie van het identiteitsdocument is niet goed leesbaar.", mail.Text!, StringComparison.Ordinal);
        Assert.Contains("De foto is te donker.", mail.Text!, StringComparison.Ordinal);
        await Expect(beoordelaar.Page.GetByText("De aanvraag is afgekeurd.")).ToBeVisibleAsync();
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "anna.devries@example.nl" })).ToBeVisibleAsync();
        await Expect(NieuweGebruiker.Rij(beheerder)).ToHaveCountAsync(0);
    }

    /// <summary>An operator sees the workflow of the aanvraag, and a developer what it has sent.</summary>
    private async Task LookAtOperationsAsync(string nummer)
    {
        var operations = await IngelogdAsync("operator1");
        await operations.Link(nummer).ClickAsync();
        await Expect(operations.Kop).ToHaveTextAsync($"Aanvraag {nummer}");
        await operations.KijkAsync("operations-aanvraag");
        await operations.Page.GotoAsync("/dev/postvak");
        await operations.KijkAsync("postvak");
    }

    /// <summary>Who did the first stage is refused the second, and sees neither data nor document of it.</summary>
    private static async Task CheckFourEyesAsync(Bezoeker eerste, string nummer)
    {
        await eerste.OpenAsync("/backoffice/taken");
        await eerste.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(eerste.Page.GetByText("U hebt deze aanvraag eerder beoordeeld. Een collega moet deze stap doen.")).ToBeVisibleAsync();
        await eerste.KijkAsync("takenbak-vier-ogen");
        await eerste.Page.GetByRole(AriaRole.Link, new() { Name = $"Beoordeling (tweede): {NieuweGebruiker.Naam}" }).ClickAsync();
        await Expect(eerste.Knop("Pak op")).ToBeVisibleAsync();
        await Expect(eerste.Page.Locator(".bo-checklist")).ToHaveCountAsync(0);
        await Expect(eerste.Page.GetByText("IX1R2K345")).ToHaveCountAsync(0);
        await eerste.KijkAsync("taak-niet-opgepakt");
    }

    private async Task IssueDeviceAsync(NieuweGebruiker nina, string nummer)
    {
        var postkamer = await IngelogdAsync("postkamer");
        await nina.OpenTaakAsync(postkamer, nummer);
        await postkamer.Page.GetByLabel("Serienummer").FillAsync(NieuweGebruiker.Serienummer);
        await postkamer.KijkAsync("otp-uitgeven");
        var brief = await Product.Brieven.AfterAsync("otp-device", () => postkamer.Knop("Geef device uit").ClickAsync());
        Assert.Contains(NieuweGebruiker.Serienummer, Brieven.TextOf(brief), StringComparison.Ordinal);
        await Expect(postkamer.Page.GetByText($"OTP device {NieuweGebruiker.Serienummer} is uitgegeven.")).ToBeVisibleAsync();
    }

    /// <summary>
    /// The postkamer prints and posts the letter with its batch; afterwards only a copy without code is left. It does not arrive, and
    /// another one with another code is made.
    /// </summary>
    private async Task<string> PostAsync()
    {
        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.OpenAsync("/backoffice/post");
        await Expect(postkamer.Knop($"De brief aan {NieuweGebruiker.Naam} is gepost")).ToBeVisibleAsync();
        await postkamer.KijkAsync("postkamer");
        await postkamer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Bundel ") }).ClickAsync();
        var print = postkamer.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Print alle brieven van postbatch P-") });
        await Expect(print).ToBeVisibleAsync();
        await postkamer.Page.GetByText("Welke brieven?").ClickAsync();
        await postkamer.KijkAsync("postkamer-batch");
        var pdf = await postkamer.Page.APIRequest.GetAsync($"{Product.Address}/{await print.GetAttributeAsync("href")}");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);

        await postkamer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Maak ongedaan: postbatch .*$") }).ClickAsync();
        await postkamer.KijkAsync("postkamer-batch-ongedaan");
        await postkamer.Knop("Toch niet").ClickAsync();
        await postkamer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Postbatch .* is gepost$") }).ClickAsync();
        await postkamer.KijkAsync("postkamer-batch-gepost");
        await postkamer.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Ja, P-.* is gepost$") }).ClickAsync();
        await Expect(postkamer.Page.GetByRole(AriaRole.Heading, new() { Name = "Gepost", Exact = true })).ToBeVisibleAsync();
        await Expect(postkamer.Link($"Kopie van de brief aan {NieuweGebruiker.Naam}, zonder code")).ToBeVisibleAsync();
        await postkamer.KijkAsync("postkamer-gepost");

        await postkamer.Page.GetByLabel("Zoek een brief op naam, adres of aanvraagnummer").FillAsync(NieuweGebruiker.Naam);
        await postkamer.Knop("Zoek").ClickAsync();
        await Expect(postkamer.Page.GetByRole(AriaRole.Heading, new() { Name = "Gevonden brieven (1)" })).ToBeVisibleAsync();
        await postkamer.KijkAsync("postkamer-gevonden");
        await postkamer.Link(NieuweGebruiker.Naam).ClickAsync();
        await Expect(postkamer.Kop).ToHaveTextAsync($"Brief aan {NieuweGebruiker.Naam}");
        await postkamer.Knop("Maak een brief met een nieuwe code").ClickAsync();
        await Expect(postkamer.Page.Locator(".weid-fout")).ToBeVisibleAsync();
        await postkamer.KijkAsync("postkamer-brief");
        await postkamer.KiesAsync("Verhuisd");
        await postkamer.Knop("Registreer als teruggekomen").ClickAsync();
        await Expect(postkamer.Page.GetByText("De brief is geregistreerd als teruggekomen.")).ToBeVisibleAsync();
        await postkamer.KiesAsync("De brief is teruggekomen en kan nu wel aankomen");
        var nieuw = await Product.Brieven.AfterAsync("activatiebrief", () => postkamer.Knop("Maak een brief met een nieuwe code").ClickAsync());
        await Expect(postkamer.Page.GetByText("De oude code werkt niet meer.")).ToBeVisibleAsync();
        await postkamer.KijkAsync("postkamer-brief-retour");
        return Brieven.ActivatieCode(nieuw);
    }
}
