using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>From the request for the ketenmodule to a relation that gives a ketenmachtiging (R-257…R-262).</summary>
public sealed class KetenmachtigingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Module_OfferteAndInvitation_LeadToAKetenmachtiging()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await AskAsync(beheerder);
        await DrawUpAsync();

        //
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await beheerder.KijkAsync("keten-offerte-wacht");
        await beheerder.Link("Bekijk en beantwoord de offerte").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Offerte A-");
        await beheerder.Knop("Neem de offerte aan").ClickAsync();
        await Expect(beheerder.Page.GetByText("akkoord gaat").Or(beheerder.Page.Locator(".weid-fout")).First).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-offerte");
        await beheerder.VinkAsync("Ik ga namens mijn organisatie akkoord met deze offerte en de kosten");
        await Product.Brieven.AfterAsync("ketenmodule-beschikbaar", () => beheerder.Knop("Neem de offerte aan").ClickAsync());
        await Expect(beheerder.Page.GetByText("U hebt de offerte aangenomen.")).ToBeVisibleAsync();

        //
        var mail = await InviteAsync(beheerder);

        // opening the link does nothing; the relation is not signed in.
        var relatie = await BezoekerAsync();
        await relatie.OpenAsync(Brieven.Link(mail));
        await relatie.KijkAsync("keten-openen");
        await relatie.Knop("Verder").ClickAsync();
        await Expect(relatie.Kop).ToContainTextAsync("Wilt u deze ketenmachtiging geven?");
        await relatie.Knop("Verder naar het formulier").ClickAsync();
        await Expect(relatie.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(relatie.Link("Ondertekenaar: Vul dit veld in.")).ToBeVisibleAsync();
        await relatie.KijkAsync("keten-kiezen");
        await relatie.KiesAsync("K. Duck");
        await relatie.KiesAsync("3 jaar");
        await relatie.Knop("Verder naar het formulier").ClickAsync();
        await Expect(relatie.Kop).ToContainTextAsync("Onderteken het formulier");
        var download = await relatie.Page.RunAndWaitForDownloadAsync(() => relatie.Knop("Download het formulier (PDF)").ClickAsync());
        Assert.StartsWith("ketenmachtiging-A-", download.SuggestedFilename, StringComparison.Ordinal);
        await relatie.Knop("Verstuur het ondertekende formulier").ClickAsync();
        await Expect(relatie.Page.GetByRole(AriaRole.Alert).First).ToBeFocusedAsync();
        await relatie.KijkAsync("keten-tekenen-zonder-formulier");
        await relatie.Veld("Het ondertekende formulier").SetInputFilesAsync(Documenten.Pdf("getekend.pdf"));
        await Expect(relatie.Page.GetByText("getekend.pdf")).ToBeVisibleAsync();
        await relatie.KijkAsync("keten-tekenen");
        await relatie.Knop("Verstuur het ondertekende formulier").ClickAsync();
        await Expect(relatie.Kop).ToContainTextAsync("Wij hebben uw formulier ontvangen");
        await relatie.KijkAsync("keten-ontvangen");

        await AnswerAsync(await AskAgainAsync());
        await ReviewAsync("beoordelaar1", last: false);
        await ReviewAsync("beoordelaar2", last: true);
        await beheerder.OpenAsync(new Uri(beheerder.Page.Url).AbsolutePath);
        await Expect(beheerder.Page.GetByText("Ketenmachtiging gegeven")).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByText("Belastingdienst: Inloggen zakelijk")).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-relaties");
    }

    private static async Task AskAsync(Bezoeker beheerder)
    {
        await beheerder.Link("Ketenmachtigingen").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Ketenmachtigingen van relaties");
        await beheerder.KijkAsync("keten-geen-module");
        await beheerder.Link("Vraag de module aan").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Vraag de module Ketenmachtigingen aan");
        await beheerder.Knop("Vraag de module aan").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await beheerder.FillAsync("Hoeveel relaties wilt u ongeveer uitnodigen?", "25");
        await beheerder.KijkAsync("keten-module-aanvragen");
        await beheerder.Knop("Vraag de module aan").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Page.GetByText("is in behandeling. Wij maken een offerte voor u.")).ToBeVisibleAsync();
    }

    private async Task DrawUpAsync()
    {
        var medewerker = await IngelogdAsync("beoordelaar1");
        await medewerker.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Offerte opmaken" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(medewerker.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await medewerker.Knop("Verstuur de offerte").ClickAsync();
        await Expect(medewerker.Page.GetByText("Vul dit veld in.").First).ToBeVisibleAsync();
        await medewerker.KijkAsync("keten-offerte-opmaken-fouten");
        await medewerker.FillAsync("Omschrijving", "Module Ketenmachtigingen");
        await medewerker.FillAsync("Bedrag exclusief btw", "120,50");
        await Expect(medewerker.Page.Locator(".bo-voorbeeld")).ToContainTextAsync("145,81");
        await medewerker.KijkAsync("keten-offerte-opmaken");
        await Product.Brieven.AfterAsync("offerte", () => medewerker.Knop("Verstuur de offerte").ClickAsync());
        await Expect(medewerker.Page.GetByText("De offerte is opgemaakt en wordt gemaild.")).ToBeVisibleAsync();
    }

    private async Task<Partners.Channels.PostvakBericht> InviteAsync(Bezoeker beheerder)
    {
        await beheerder.Link("Ketenmachtigingen").First.ClickAsync();
        await beheerder.Link("Nodig een relatie uit").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Nodig een relatie uit");
        await beheerder.Knop("Verstuur de uitnodiging").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await beheerder.FillAsync("KvK-nummer van de relatie", "68727720");
        await beheerder.FillAsync("E-mailadres van de wettelijk vertegenwoordiger", "k.duck@katrien.example");
        await beheerder.VinkAsync("Belastingdienst: Inloggen zakelijk");
        await beheerder.KijkAsync("keten-uitnodigen");
        var mail = await Product.Brieven.AfterAsync("ketenuitnodiging", () => beheerder.Knop("Verstuur de uitnodiging").ClickAsync());
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Page.GetByText("Uitgenodigd, antwoord uiterlijk")).ToBeVisibleAsync();
        return mail;
    }

    // the reviewer has a question about the form.
    private async Task<Partners.Channels.PostvakBericht> AskAgainAsync()
    {
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await beoordelaar.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Beoordeling (eerste)" }).Filter(new() { HasText = "Test BV Donald" }).Last.GetByRole(AriaRole.Button).ClickAsync();
        await beoordelaar.Knop("Vraag om aanvulling").ClickAsync();
        await beoordelaar.Page.GetByLabel("Op het formulier ontbreekt een handtekening. Onderteken het en stuur het opnieuw.").CheckAsync();
        await beoordelaar.Page.GetByLabel("Toelichting bij de vraag").FillAsync("Onder het formulier staat alleen een paraaf.");
        await beoordelaar.KijkAsync("keten-aanvulling-vragen");
        var mail = await Product.Brieven.AfterAsync("ketenaanvulling-gevraagd", () => beoordelaar.Knop("Verstuur de vraag").ClickAsync());
        await Expect(beoordelaar.Page.GetByText("Uw vraag wordt gemaild.")).ToBeVisibleAsync();
        return mail;
    }

    private async Task AnswerAsync(Partners.Channels.PostvakBericht mail)
    {
        var relatie = await BezoekerAsync();
        await relatie.OpenAsync(Brieven.Link(mail));
        await relatie.KijkAsync("keten-aanvulling-openen");
        await relatie.Knop("Lees de vraag").ClickAsync();
        await Expect(relatie.Page.GetByText("Onder het formulier staat alleen een paraaf.")).ToBeVisibleAsync();
        await relatie.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(relatie.Page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await relatie.KijkAsync("keten-aanvulling-leeg");
        await relatie.FillAsync("Uw antwoord", "Hier is het met mijn handtekening.");
        var download = await relatie.Page.RunAndWaitForDownloadAsync(() => relatie.Knop("Download het formulier (PDF)").ClickAsync());
        Assert.StartsWith("ketenmachtiging-A-", download.SuggestedFilename, StringComparison.Ordinal);
        await relatie.Veld("Het formulier, opnieuw ondertekend").SetInputFilesAsync(new FilePayload { Name = "getekend.txt", MimeType = "text/plain", Buffer = [1, 2, 3] });
        await Expect(relatie.Page.GetByText("Dit soort bestand kan niet.")).ToBeVisibleAsync();
        await relatie.Veld("Het formulier, opnieuw ondertekend").SetInputFilesAsync(Documenten.Pdf("opnieuw-getekend.pdf"));
        await Expect(relatie.Page.Locator(".weid-bestand").Filter(new() { HasText = "opnieuw-getekend.pdf" })).ToBeVisibleAsync();
        await relatie.KijkAsync("keten-aanvulling-antwoorden");
        await relatie.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(relatie.Kop).ToContainTextAsync("Wij hebben uw antwoord ontvangen");
        await relatie.KijkAsync("keten-aanvulling-verstuurd");

        // Used: the same link gives nothing away.
        var later = await BezoekerAsync();
        await later.OpenAsync(Brieven.Link(mail));
        await later.Knop("Lees de vraag").ClickAsync();
        await Expect(later.Page.GetByText("Deze link werkt niet (meer).")).ToBeVisibleAsync();
        await later.KijkAsync("keten-aanvulling-gebruikt");
    }

    private async Task ReviewAsync(string wie, bool last)
    {
        var beoordelaar = await IngelogdAsync(wie);
        await beoordelaar.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = last ? "Beoordeling (tweede)" : "Beoordeling (eerste)" }).Filter(new() { HasText = "Test BV Donald" }).Last.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(beoordelaar.Page.GetByText("De ondertekenaar is volledig bevoegd")).ToBeVisibleAsync();
        if (!last)
        {
            await beoordelaar.KijkAsync("keten-beoordelen");
        }

        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        if (last)
        {
            await Product.Brieven.AfterAsync("ketenmachtiging-vastgelegd", () => beoordelaar.Knop("Goedkeuren").ClickAsync());
        }
        else
        {
            await beoordelaar.Knop("Goedkeuren (eerste van twee)").ClickAsync();
            await Expect(beoordelaar.Page.GetByText("Uw goedkeuring is vastgelegd")).ToBeVisibleAsync();
        }
    }
}
