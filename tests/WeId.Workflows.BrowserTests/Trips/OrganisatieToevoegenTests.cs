using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>An organisatie that is added with a contract on paper (R-139…R-148).</summary>
public sealed class OrganisatieToevoegenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Toevoegen_AfterTheContractCameByPost_IsOneOfHisOrganisaties()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Page.GetByRole(AriaRole.Link, new() { Name = "Instellingen" }).ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Instellingen" })).ToBeVisibleAsync();
        await beheerder.KijkAsync("instellingen-algemeen");
        await beheerder.Link("Organisaties").ClickAsync();
        await beheerder.Link("Voeg toe").ClickAsync();
        await Expect(beheerder.Veld("KvK- of vestigingsnummer")).ToBeVisibleAsync();

        // what cannot be added is told beside the field.
        await beheerder.FillAsync("KvK- of vestigingsnummer", "96354429");
        await beheerder.Knop("Selecteer organisatie").ClickAsync();
        await Expect(beheerder.Page.Locator("#veld-Nummer-fout")).ToContainTextAsync("uitgeschreven");
        await beheerder.KijkAsync("toevoegen-1-fout");
        await beheerder.FillAsync("KvK- of vestigingsnummer", "9000 4760");
        await beheerder.Knop("Selecteer organisatie").ClickAsync();

        await beheerder.KiesAsync("EH2+");
        await beheerder.KijkAsync("toevoegen-2-niveau");
        await beheerder.Knop("Kies en volgende").ClickAsync();

        //
        await Expect(beheerder.Page.GetByText("Anna de Vries").Last).ToBeVisibleAsync();
        await beheerder.KijkAsync("toevoegen-3-gegevens");
        await beheerder.Knop("Volgende").ClickAsync();

        // these two only sign together.
        await beheerder.VinkAsync("H. Houder, Bestuurder");
        await Expect(beheerder.Page.GetByText("Er zijn 2 handtekeningen nodig.")).ToBeVisibleAsync();
        await beheerder.Knop("Kies en volgende").ClickAsync();
        await Expect(beheerder.Page.Locator("#veld-Ondertekenaars")).ToContainTextAsync("Kies er 2");
        await beheerder.KijkAsync("toevoegen-4-te-weinig");
        await beheerder.VinkAsync("B. Belang, Bestuurder");
        await beheerder.Knop("Kies en volgende").ClickAsync();

        // What he typed is still there when he comes back.
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(beheerder.Page.GetByText("U was hier gebleven.")).ToBeVisibleAsync();

        //
        await Expect(beheerder.Page.Locator(".weid-kosten")).ToContainTextAsync("Kosten per jaar");
        await beheerder.VinkAsync("Ja, ik kies voor een 3-jarig abonnement en maak gebruik van de bijbehorende korting");
        await Expect(beheerder.Page.Locator(".weid-kosten-som")).ToContainTextAsync("36,30");
        await beheerder.Page.Locator("label[for='veld-AkkoordTarieven']").ClickAsync();
        await beheerder.Page.Locator("label[for='veld-AkkoordVerklaring']").ClickAsync();
        await beheerder.KijkAsync("toevoegen-5-akkoord");

        var download = await beheerder.Page.RunAndWaitForDownloadAsync(() => beheerder.Knop("Download contract en voeg organisatie toe").ClickAsync(), new() { Timeout = 60_000 });
        var papier = await File.ReadAllBytesAsync(await download.PathAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        await beheerder.KijkAsync("toevoegen-ontvangen");
        var contractnummer = Regex.Match(download.SuggestedFilename, "C-[0-9-]+").Value.TrimEnd('-');

        await beheerder.Link("Naar de organisaties").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Test NV Holding" })).ToContainTextAsync("Wachten op goedkeuring");
        await beheerder.KijkAsync("organisaties");
        await beheerder.Link("Test NV Holding").ClickAsync();
        await Expect(beheerder.Link("Download contract")).ToBeVisibleAsync();
        await beheerder.KijkAsync("toevoegen-volgen");

        await RegisterAsync(contractnummer, papier);
        await ReviewAsync();

        await beheerder.OpenAsync(new Uri(beheerder.Page.Url).AbsolutePath);
        await Expect(beheerder.Page.GetByText("Geaccepteerd")).ToBeVisibleAsync();
        await Expect(beheerder.Page.Locator(".keuze-bedrijf a").Filter(new() { HasText = "Test NV Holding" })).ToHaveCountAsync(1);
    }

    private async Task RegisterAsync(string contractnummer, byte[] papier)
    {
        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.OpenAsync("/backoffice/contracten");
        await postkamer.FillAsync("Contractnummer of streepjescode", "C-2026-999999-9");
        await postkamer.Knop("Zoek contract").ClickAsync();
        await Expect(postkamer.Page.Locator("#veld-nummer-fout")).ToContainTextAsync("geen contract met dit nummer");
        await postkamer.FillAsync("Contractnummer of streepjescode", contractnummer.ToLowerInvariant());
        await postkamer.Knop("Zoek contract").ClickAsync();
        await Expect(postkamer.Page.GetByText("Test NV Holding")).ToBeVisibleAsync();
        await postkamer.KijkAsync("contract-ontvangen");
        await postkamer.Veld("Scan van het ondertekende contract").SetInputFilesAsync(new FilePayload { Name = "scan.pdf", MimeType = "application/pdf", Buffer = papier });
        await Expect(postkamer.Page.GetByText($"Contract {contractnummer} is geregistreerd.")).ToBeVisibleAsync();
        await postkamer.KijkAsync("contract-geregistreerd");
    }

    private async Task ReviewAsync()
    {
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await beoordelaar.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Anna de Vries" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(beoordelaar.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await Expect(beoordelaar.Page.GetByText("Genoeg handtekeningen volgens het Handelsregister: 2")).ToBeVisibleAsync();
        await beoordelaar.Page.GetByText("Contract onvolledig?").ClickAsync();
        await beoordelaar.KijkAsync("contract-beoordelen");
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        await Product.Brieven.AfterAsync("organisatie-toegevoegd", () => beoordelaar.Knop("Goedkeuren").ClickAsync());
    }
}
