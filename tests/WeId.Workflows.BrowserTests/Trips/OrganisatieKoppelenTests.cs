using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>More organisaties for a user who has a middel (R-128…R-138).</summary>
public sealed class OrganisatieKoppelenTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Naam = "Chris Bakker";
    private const string Andere = "Test Stichting Bolderbast";

    [Fact]
    public async Task Koppelen_AfterTheReview_IsShownInTheOtherOrganisatieAtOnce()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await OpenDetailsAsync(beheerder);
        //
        await beheerder.Page.GetByLabel($"Acties voor {Naam}").ClickAsync();
        await beheerder.Link("Koppel aan een andere organisatie").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Koppel aan een andere organisatie");

        // Nothing filled in: every message stands at its field, and the first page stays.
        await beheerder.Knop("Bevestig").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await beheerder.KijkAsync("koppelen-fouten");

        //
        await beheerder.KiesAsync("Reguliere gebruiker");
        await beheerder.VinkAsync(Andere);
        await Expect(beheerder.Page.Locator(".weid-kosten-som")).ToContainTextAsync("15,13");
        await beheerder.VinkAsync("Ik ga akkoord met deze aanvraag en met de kosten");
        await Expect(beheerder.Page.GetByText("Vul dit veld in.")).ToHaveCountAsync(0);
        await beheerder.KijkAsync("koppelen");

        //
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Bevestig").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        var nummer = await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync();
        await beheerder.KijkAsync("koppelen-ontvangen");

        // shown as a mutatie, and no second one is offered.
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(Rij(beheerder)).ToContainTextAsync("Mutatie in behandeling");
        await beheerder.Page.GetByLabel($"Acties voor {Naam}").ClickAsync();
        await Expect(beheerder.Link("eHerkenning voor deze gebruiker opzeggen")).ToBeVisibleAsync();
        await Expect(beheerder.Link("Koppel aan een andere organisatie")).ToHaveCountAsync(0);
        await beheerder.Page.Keyboard.PressAsync("Escape");
        await Expect(beheerder.Link("eHerkenning voor deze gebruiker opzeggen")).ToBeHiddenAsync();
        await beheerder.KijkAsync("koppelen-in-behandeling");

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await beoordelaar.KijkAsync("koppelen-beoordelen");
        await Expect(beoordelaar.Page.Locator(".bo-checklist fieldset").First).ToBeVisibleAsync();
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        await Product.Brieven.AfterAsync("koppeling-actief", () => beoordelaar.Knop("Goedkeuren").ClickAsync());

        //
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
        await Expect(Rij(beheerder)).ToContainTextAsync("Actief");
        await Expect(Rij(beheerder)).Not.ToContainTextAsync("Mutatie in behandeling");
    }

    private static ILocator Rij(Bezoeker beheerder) =>
        beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "chris.bakker@example.nl", Has = beheerder.Page.GetByRole(AriaRole.Rowheader) });

    private static async Task OpenDetailsAsync(Bezoeker beheerder)
    {
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {Naam}" }).ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Persoonsgegevens" })).ToBeVisibleAsync();
    }
}
