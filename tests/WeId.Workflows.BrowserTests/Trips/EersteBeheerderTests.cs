using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A company that is no customer yet gets its first beheerder (R-002…R-005).</summary>
public sealed class EersteBeheerderTests(Chromium chromium) : BrowserTest(chromium)
{
    private readonly NieuweGebruiker nina = new("EH2+", MetOtpDevice: false);

    [Fact]
    public async Task EersteBeheerder_FromThePublicPageToHisFirstSignIn()
    {
        var aanvrager = await BezoekerAsync();
        await aanvrager.Page.GotoAsync("/inloggen");
        await aanvrager.KijkAsync("inloggen-nog-geen-klant");
        await aanvrager.Link("Vraag de eerste beheerder aan").ClickAsync();
        await aanvrager.ReadyAsync();
        await SelectBedrijfAsync(aanvrager);
        await FillAsync(aanvrager);
        var mail = await Product.Brieven.AfterAsync("contract-opgemaakt", () => aanvrager.Knop("Verstuur aanvraag").ClickAsync());
        await Expect(aanvrager.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        await aanvrager.KijkAsync("eerste-beheerder-ontvangen");
        var nummer = await aanvrager.Page.Locator("main strong").First.InnerTextAsync();
        var download = await aanvrager.Page.RunAndWaitForDownloadAsync(() => aanvrager.Knop("Download contract").ClickAsync(), new() { Timeout = 60_000 });
        var papier = await File.ReadAllBytesAsync(await download.PathAsync());

        await FollowAsync(Brieven.Link(mail), nummer, "eerste-beheerder-volgen");

        await RegisterAsync(Regex.Match(download.SuggestedFilename, "C-[0-9-]+").Value.TrimEnd('-'), papier);
        var brief = await Product.Brieven.AfterAsync("activatiebrief", () => ReviewAsync(nummer));
        Assert.Contains("Test Stichting Noord", Brieven.TextOf(brief), StringComparison.Ordinal);
        await FollowAsync(Brieven.Link(mail), nummer, "eerste-beheerder-volgen-goedgekeurd");

        var beheerder = await BezoekerAsync();
        await nina.ActiveerAsync(beheerder, Brieven.ActivatieCode(brief));
        await beheerder.Link("Ga naar inloggen").ClickAsync();
        await beheerder.SignInHereAsync(NieuweGebruiker.Gebruikersnaam, NieuweGebruiker.Wachtwoord);
        await Expect(beheerder.Kop).ToContainTextAsync("Gebruikers");
        await Expect(beheerder.Page.GetByText("Test Stichting Noord").First).ToBeVisibleAsync();
        await beheerder.KijkAsync("eerste-beheerder-ingelogd");
    }

    private static async Task SelectBedrijfAsync(Bezoeker aanvrager)
    {
        // who has a beheerder asks him.
        await aanvrager.FillAsync("KvK- of vestigingsnummer", "68750110");
        await aanvrager.Knop("Selecteer bedrijf").ClickAsync();
        await Expect(aanvrager.Page.Locator("#veld-Nummer-fout")).ToContainTextAsync("heeft al een beheerder");
        await aanvrager.KijkAsync("eerste-beheerder-1-fout");
        await aanvrager.FillAsync("KvK- of vestigingsnummer", "9000 0102");
        await aanvrager.Knop("Selecteer bedrijf").ClickAsync();
        await StapAsync(aanvrager, "Niveau en beheerder");
    }

    private async Task FillAsync(Bezoeker aanvrager)
    {
        await aanvrager.KiesAsync("EH2+");
        await aanvrager.KiesAsync("Iemand anders");
        await aanvrager.KijkAsync("eerste-beheerder-2-niveau");
        await aanvrager.Knop("Volgende").ClickAsync();
        await StapAsync(aanvrager, "Gegevens");

        await aanvrager.Knop("Volgende").ClickAsync();
        await Expect(aanvrager.Page.Locator("#veld-AanvragerVoornamen-fout")).ToBeVisibleAsync();
        await aanvrager.KijkAsync("eerste-beheerder-3-fout");
        await aanvrager.FillAsync("Uw voornamen", "Niek");
        await aanvrager.FillAsync("Uw achternaam", "Noorman");
        await aanvrager.FillAsync("Uw geboortedatum", "1970-02-03");
        await aanvrager.FillAsync("Uw e-mailadres", "noorman@voorbeeld.nl");
        await nina.FillPersoonAsync(aanvrager);
        await NieuweGebruiker.UploadAsync(aanvrager, "Voorzijde", Documenten.Png("voorzijde.png"));
        await NieuweGebruiker.UploadAsync(aanvrager, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await aanvrager.KiesAsync("SMS");
        await aanvrager.FillAsync("Mobiel nummer van de beheerder", "06 12345679");
        await aanvrager.KijkAsync("eerste-beheerder-3-gegevens");
        await aanvrager.Knop("Volgende").ClickAsync();

        await StapAsync(aanvrager, "Wettelijk vertegenwoordiger");
        await aanvrager.VinkAsync("N. Noorman, Voorzitter");
        await aanvrager.KijkAsync("eerste-beheerder-4-ondertekenaars");
        await aanvrager.Knop("Kies en volgende").ClickAsync();

        await StapAsync(aanvrager, "Abonnement en akkoord");
        await aanvrager.Page.Locator("label[for='veld-AkkoordTarieven']").ClickAsync();
        await aanvrager.Page.Locator("label[for='veld-AkkoordVerklaring']").ClickAsync();
        await aanvrager.KijkAsync("eerste-beheerder-5-akkoord");
    }

    private static Task StapAsync(Bezoeker aanvrager, string stap) =>
        Expect(aanvrager.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = stap, Exact = true })).ToBeVisibleAsync();

    private async Task FollowAsync(string link, string nummer, string kijk)
    {
        var volger = await BezoekerAsync();
        await volger.OpenAsync(new Uri(link).PathAndQuery + new Uri(link).Fragment);
        await volger.KijkAsync("eerste-beheerder-link");
        await volger.Knop("Open mijn aanvraag").ClickAsync();
        await Expect(volger.Kop).ToHaveTextAsync($"Aanvraag {nummer}");
        await volger.KijkAsync(kijk);
    }

    private async Task RegisterAsync(string contractnummer, byte[] papier)
    {
        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.OpenAsync("/backoffice/contracten");
        await postkamer.FillAsync("Contractnummer of streepjescode", contractnummer);
        await postkamer.Knop("Zoek contract").ClickAsync();
        await postkamer.Veld("Scan van het ondertekende contract").SetInputFilesAsync(new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = papier });
        await Expect(postkamer.Page.GetByText($"Contract {contractnummer} is geregistreerd.")).ToBeVisibleAsync();
    }

    private async Task ReviewAsync(string nummer)
    {
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await nina.OpenTaakAsync(beoordelaar, nummer);
        await Expect(beoordelaar.Page.GetByText("Aanvrager staat als functionaris in het Handelsregister")).ToBeVisibleAsync();
        await Expect(beoordelaar.Page.GetByText("Contract onvolledig?")).ToBeVisibleAsync();
        await AkkoordAsync(beoordelaar);
        await beoordelaar.KijkAsync("eerste-beheerder-contract-beoordelen");
        await beoordelaar.Knop("Goedkeuren (dit deel)").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Uw goedkeuring van dit deel is vastgelegd.")).ToBeVisibleAsync();

        await AskAsync(beoordelaar, nummer);
        await beoordelaar.OpenAsync("/backoffice/taken");
        await nina.OpenTaakAsync(beoordelaar, nummer);
        await Expect(beoordelaar.Page.GetByText("De foto was te donker. Hier zijn twee scherpe.")).ToBeVisibleAsync();
        await Expect(beoordelaar.Page.GetByText("Contract onvolledig?")).ToHaveCountAsync(0);
        await AkkoordAsync(beoordelaar);
        await beoordelaar.KijkAsync("eerste-beheerder-persoon-beoordelen");
        await beoordelaar.Knop("Goedkeuren").ClickAsync();
    }

    // the reviewer of the person asks for new copies; who made the request answers by his link.
    private async Task AskAsync(Bezoeker beoordelaar, string nummer)
    {
        await beoordelaar.OpenAsync("/backoffice/taken");
        await nina.OpenTaakAsync(beoordelaar, nummer);
        await beoordelaar.Knop("Vraag om aanvulling").ClickAsync();
        await beoordelaar.Page.GetByLabel("Wij kunnen de kopie van het identiteitsdocument niet goed lezen.").CheckAsync();
        var mail = await Product.Brieven.AfterAsync("aanvulling-gevraagd", () => beoordelaar.Knop("Verstuur de vraag").ClickAsync());
        var link = new Uri(Brieven.Link(mail));

        var aanvrager = await BezoekerAsync();
        await aanvrager.OpenAsync(link.PathAndQuery + link.Fragment);
        await aanvrager.Knop("Open mijn aanvraag").ClickAsync();
        await Expect(aanvrager.Kop).ToHaveTextAsync($"Aanvraag {nummer}");
        await aanvrager.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(aanvrager.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await aanvrager.KijkAsync("eerste-beheerder-aanvulling-leeg");
        await aanvrager.FillAsync("Uw antwoord", "De foto was te donker. Hier zijn twee scherpe.");
        await aanvrager.KiesAsync("In twee bestanden");
        await NieuweGebruiker.UploadAsync(aanvrager, "Voorzijde", Documenten.Png("voorzijde.png"));
        await NieuweGebruiker.UploadAsync(aanvrager, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await aanvrager.KijkAsync("eerste-beheerder-aanvulling");
        await aanvrager.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(aanvrager.Page.GetByText("Wij hebben uw aanvulling ontvangen.")).ToBeVisibleAsync();
        await Expect(aanvrager.Kop).ToBeFocusedAsync();
        await aanvrager.KijkAsync("eerste-beheerder-aanvulling-verstuurd");
    }

    private static async Task AkkoordAsync(Bezoeker beoordelaar)
    {
        await beoordelaar.Page.Locator(".bo-checklist fieldset").First.WaitForAsync();
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }
    }
}
