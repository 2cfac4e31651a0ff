using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A user reports the loss of his middel, and a reviewer lifts the suspension; a beheerder reports another one, which ends.</summary>
public sealed class SchorsingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Verlies_ReportedByTheUser_SignsHimOutUntilItIsLifted()
    {
        var gebruiker = await IngelogdAsync("gebruiker");
        await gebruiker.OpenAsync("/profiel");
        await gebruiker.KijkAsync("profiel");
        await gebruiker.Link("Meld verlies of misbruik").ClickAsync();
        await Expect(gebruiker.Kop).ToContainTextAsync("Meld verlies of misbruik");
        await gebruiker.ReadyAsync();
        await gebruiker.Knop("Meld en schors").ClickAsync();
        await Expect(gebruiker.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Bevestig dat het middel meteen nergens meer werkt");
        await gebruiker.KiesAsync("Verloren of gestolen");
        await gebruiker.FillAsync("Toelichting (niet verplicht)", "Mijn telefoon is gisteren gestolen.");
        await gebruiker.VinkAsync("Ja, schors mijn middel nu");
        await gebruiker.KijkAsync("schorsing-melden");
        await Product.Brieven.AfterAsync("schorsing-gemeld", () => gebruiker.Knop("Meld en schors").ClickAsync());
        await Expect(gebruiker.Kop).ToContainTextAsync("Het middel is geschorst");
        await gebruiker.KijkAsync("schorsing-gemeld");
        await gebruiker.Page.GotoAsync("/profiel");
        await Expect(gebruiker.Page).ToHaveURLAsync(new Regex("/inloggen"));

        // The beheerder sees it, with its own chip and what it waits for.
        var beheerder = await IngelogdAsync("beheerder2");
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = "Toon details van Chris Bakker" }).ClickAsync();
        await Expect(beheerder.Page.GetByText("Het middel van Chris Bakker is geschorst")).ToBeVisibleAsync();
        await beheerder.KijkAsync("geschorst");

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await OpenTaakAsync(beoordelaar, "Chris Bakker");
        await beoordelaar.Knop("Leg besluit vast").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Kies eerst wat er moet gebeuren.")).ToBeVisibleAsync();
        await beoordelaar.Page.GetByLabel("Opheffen: het middel werkt weer").CheckAsync();
        await beoordelaar.Page.GetByLabel("Toelichting").FillAsync("Wij hebben u gebeld; uw telefoon is terug.");
        await beoordelaar.KijkAsync("schorsing-besluiten");
        await Product.Brieven.AfterAsync("schorsing-opgeheven", () => beoordelaar.Knop("Leg besluit vast").ClickAsync());
        await Expect(beoordelaar.Page.GetByText("De schorsing is opgeheven.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Misbruik_ReportedByABeheerder_EndsWithTheMachtigingen()
    {
        var beheerder = await IngelogdAsync("beheerder2");
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = "Toon details van Chris Bakker" }).ClickAsync();
        await Expect(beheerder.Page.GetByText("Verloopt binnenkort: geldig tot en met")).ToBeVisibleAsync();
        await beheerder.KijkAsync("machtigingen");
        await beheerder.Page.GetByLabel("Acties voor Chris Bakker").ClickAsync();
        await beheerder.Link("Meld verlies of misbruik").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Meld verlies of misbruik");
        await beheerder.ReadyAsync();
        await beheerder.KiesAsync("Misbruik");
        await beheerder.VinkAsync("Ja, schors het middel van Chris Bakker nu");
        await Product.Brieven.AfterAsync("schorsing-gemeld", () => beheerder.Knop("Meld en schors").ClickAsync());

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await OpenTaakAsync(beoordelaar, "Chris Bakker");
        await beoordelaar.Page.GetByLabel("Beëindigen: de eHerkenning eindigt").CheckAsync();
        await beoordelaar.Page.GetByLabel("Toelichting").FillAsync("Het misbruik staat vast.");
        await Product.Brieven.AfterAsync("schorsing-beeindigd", () => beoordelaar.Knop("Leg besluit vast").ClickAsync());
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Button, new() { Name = "Toon details van Bram Jansen" })).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Button, new() { Name = "Toon details van Chris Bakker" })).ToHaveCountAsync(0);

        // A reviewer finds a user by his address.
        await beoordelaar.OpenAsync("/backoffice/schorsen?email=guus.vandenberg%40example.nl");
        await Expect(beoordelaar.Link("Schors het middel van Guus van den Berg")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("schorsen-zoeken");
        await beoordelaar.Link("Schors het middel van Guus van den Berg").ClickAsync();
        await Expect(beoordelaar.Kop).ToContainTextAsync("Meld verlies of misbruik");
        await beoordelaar.KijkAsync("schorsen");
    }

    private static async Task OpenTaakAsync(Bezoeker beoordelaar, string naam)
    {
        var rij = beoordelaar.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = $"Besluit over schorsing: {naam}" });
        await rij.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Pak op") }).ClickAsync();
        await Expect(beoordelaar.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await Expect(beoordelaar.Knop("Leg besluit vast")).ToBeVisibleAsync();
    }
}
