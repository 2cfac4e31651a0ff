using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A reviewer asks for a supplement, the beheerder answers with new copies, and the reviewer goes on.</summary>
public sealed class AanvullingTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Antwoord = "De eerste foto was te donker. Hier zijn twee scherpe.";

    [Fact]
    public async Task Aanvulling_IsAskedAnsweredAndReviewed()
    {
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await new NieuweGebruiker("EH2+", MetOtpDevice: false).VraagAanAsync(beheerder);
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await AskAsync(beoordelaar, nummer);

        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await FindAsync(beheerder, nummer);
        await RefuseEmptyAsync(beheerder);
        await WriteAsync(beheerder);
        await beheerder.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(beheerder.Page.GetByText("Wij hebben uw aanvulling ontvangen.")).ToBeVisibleAsync();
        await Expect(beheerder.Kop).ToBeFocusedAsync();
        await Expect(beheerder.Knop("Verstuur aanvulling")).ToHaveCountAsync(0);
        await beheerder.KijkAsync("aanvulling-verstuurd");

        await beoordelaar.OpenAsync("/backoffice/taken");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page.GetByText(Antwoord)).ToBeVisibleAsync();
        await Expect(beoordelaar.Page.GetByText("Met nieuwe documenten.")).ToBeVisibleAsync();
        await Expect(beoordelaar.Page.GetByAltText("Kopie van het document: Voorzijde")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("aanvulling-beoordelen");
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        await beoordelaar.Knop("Goedkeuren").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("De aanvraag is goedgekeurd.")).ToBeVisibleAsync();
        Assert.False(await Product.ReadAsync(db => db.Bijlagen.AnyAsync(b => b.Versleuteld != null)));
    }

    private async Task AskAsync(Bezoeker beoordelaar, string nummer)
    {
        await beoordelaar.OpenAsync("/backoffice/taken");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await beoordelaar.Knop("Vraag om aanvulling").ClickAsync();
        await Expect(beoordelaar.Page.GetByRole(AriaRole.Heading, new() { Name = "Om een aanvulling vragen" })).ToBeFocusedAsync();
        await beoordelaar.Knop("Verstuur de vraag").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Vul in wat de aanvrager moet aanvullen").First).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("aanvulling-vragen-fout");
        await beoordelaar.Page.GetByLabel("Wij kunnen de kopie van het identiteitsdocument niet goed lezen.").CheckAsync();
        await beoordelaar.Page.GetByLabel("Toelichting bij de vraag").FillAsync("De achterzijde is niet te lezen.");
        await beoordelaar.KijkAsync("aanvulling-vragen");
        await Product.Brieven.AfterAsync("aanvulling-gevraagd", () => beoordelaar.Knop("Verstuur de vraag").ClickAsync());
        await Expect(beoordelaar.Page.GetByText("Uw vraag wordt gemaild.")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("aanvulling-gevraagd");
    }

    // What is asked shows in the overview of users, at the user, in the list of aanvragen, and on the page that the mail leads to.
    private async Task FindAsync(Bezoeker beheerder, string nummer)
    {
        await Expect(beheerder.Page.GetByText("Beantwoord de vraag van de beoordelaar, uiterlijk")).ToBeVisibleAsync();
        await beheerder.KijkAsync("aanvulling-gebruikers");
        await beheerder.Link("Aanvragen").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = nummer })).ToContainTextAsync("Aanvulling nodig");
        await beheerder.KijkAsync("aanvulling-aanvragen");
        await beheerder.OpenAsync(Brieven.Link(await Product.Brieven.NewestAsync("aanvulling-gevraagd")));
        await Expect(beheerder.Kop).ToHaveTextAsync($"Aanvraag {nummer}");
        await Expect(beheerder.Page.GetByText("De achterzijde is niet te lezen.")).ToBeVisibleAsync();
    }

    private static async Task RefuseEmptyAsync(Bezoeker beheerder)
    {
        await beheerder.Knop("Verstuur aanvulling").ClickAsync();
        await Expect(beheerder.Page.GetByText("Uw antwoord is nog niet verstuurd")).ToBeVisibleAsync();
        await beheerder.KijkAsync("aanvulling-leeg");
    }

    // Kept on a wrong file and on a reload; what is kept is not sent.
    private static async Task WriteAsync(Bezoeker beheerder)
    {
        await beheerder.FillAsync("Uw antwoord", Antwoord);
        await Expect(beheerder.Page.GetByText("Uw antwoord is bewaard, nog niet verstuurd.")).ToBeVisibleAsync();
        await beheerder.KiesAsync("In twee bestanden");
        await beheerder.Veld("Voorzijde").SetInputFilesAsync(new FilePayload { Name = "voorzijde.txt", MimeType = "text/plain", Buffer = [1, 2, 3] });
        await Expect(beheerder.Page.GetByText("Dit soort bestand kan niet.")).ToBeVisibleAsync();
        await NieuweGebruiker.UploadAsync(beheerder, "Voorzijde", Documenten.Png("voorzijde.png"));
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(beheerder.Veld("Uw antwoord")).ToHaveValueAsync(Antwoord);
        await Expect(beheerder.Page.Locator(".weid-bestand").Filter(new() { HasText = "voorzijde.png" })).ToBeVisibleAsync();
        await NieuweGebruiker.UploadAsync(beheerder, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await beheerder.KijkAsync("aanvulling-antwoorden");
    }
}
