using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A beheerder gives, extends and withdraws machtigingen: of one user, and of all at once (R-077… …R-254).</summary>
public sealed class MachtigingenTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string GeenNiveau = "Let op! Deze gebruiker heeft niet het benodigde niveau voor deze machtiging.";

    private const string GeenNiveauPersoon =
        "Let op! Deze persoon heeft niet het benodigde niveau om namens uw bedrijf bij de gekozen dienst(en) in te loggen";

    [Fact]
    public async Task OfOneUser_AreExtendedAddedAndWithdrawn()
    {
        var (organisatie, koppeling) = await ChrisAsync();
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.OpenAsync($"/beheer/{organisatie}/gebruikers?open={koppeling}");

        //
        await Expect(beheerder.Page.GetByText("1 machtiging verloopt binnen twee maanden.")).ToBeVisibleAsync();
        await beheerder.KijkAsync("machtigingen-gebruiker");
        await beheerder.Knop("Verleng machtiging: Verzuimmelder").ClickAsync();
        await Expect(beheerder.Veld("Einddatum")).ToBeFocusedAsync();
        await beheerder.Veld("Einddatum").FillAsync("2020-01-01");
        await beheerder.Knop("Bewaar").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kies een einddatum van");
        await beheerder.KijkAsync("machtigingen-einddatum");
        await Product.Brieven.AfterAsync("machtigingen-gewijzigd", () => beheerder.Knop("3 jaar").ClickAsync());
        await Expect(beheerder.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "De machtiging Verzuimmelder loopt nu tot en met" })).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByText("verloopt binnen twee maanden")).Not.ToBeVisibleAsync();

        // R-203…R-207
        await beheerder.Link("Voeg machtiging toe").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Voeg machtiging toe");
        await Expect(beheerder.Page.GetByText(GeenNiveau).First).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByLabel("Werkgeversportaal")).ToBeDisabledAsync();
        await beheerder.Knop("Voeg machtiging(en) toe").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kies eerst een of meer diensten.");
        await beheerder.KijkAsync("machtigingen-toevoegen");
        await beheerder.Veld("Zoek een dienst of dienstverlener").FillAsync("kamer mijn");
        await Expect(beheerder.Page.GetByText("1 gevonden")).ToBeVisibleAsync();
        await beheerder.VinkAsync("Mijn KVK");
        await Product.Brieven.AfterAsync("machtigingen-gewijzigd", () => beheerder.Knop("Voeg machtiging(en) toe").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("De machtigingen zijn toegevoegd");
        await Expect(beheerder.Kop).ToBeFocusedAsync();
        await beheerder.KijkAsync("machtigingen-toegevoegd");
        await beheerder.Link("Terug naar de gebruiker").ClickAsync();
        await Expect(beheerder.Page.GetByText("Mijn KVK", new() { Exact = true })).ToBeVisibleAsync();

        // undone in time it stays; left alone it goes, also when the page is closed.
        await beheerder.Knop("Intrekken: Mijn KVK").ClickAsync();
        await Expect(beheerder.Knop("Ongedaan maken: Mijn KVK")).ToBeFocusedAsync();
        await beheerder.Page.Keyboard.PressAsync("Enter");
        await Expect(beheerder.Page.GetByText("De machtiging Mijn KVK is niet ingetrokken.")).ToBeVisibleAsync();
        await beheerder.Knop("Intrekken: Mijn RVO").ClickAsync();
        await Expect(beheerder.Page.GetByText("De machtiging Mijn RVO is ingetrokken.")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        await Expect(beheerder.Knop("Intrekken: Mijn RVO")).Not.ToBeVisibleAsync();
        await Product.Brieven.AfterAsync("machtigingen-gewijzigd", async () =>
        {
            await beheerder.Knop("Intrekken: Mijn KVK").ClickAsync();
            await Expect(beheerder.Page.GetByText("Wordt ingetrokken over")).ToBeVisibleAsync();
            await beheerder.Page.GotoAsync("about:blank");
        });

        // what is left, he sees himself.
        var gebruiker = await IngelogdAsync("gebruiker");
        await gebruiker.Page.GotoAsync("/profiel");
        await Expect(gebruiker.Page.GetByRole(AriaRole.Region, new() { Name = "Mijn machtigingen" })).ToContainTextAsync("Verzuimmelder");
        await Expect(gebruiker.Page.GetByText("Mijn KVK")).Not.ToBeVisibleAsync();
        await gebruiker.KijkAsync("machtigingen-profiel");
    }

    [Fact]
    public async Task OfMany_AreGivenAtOnce()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Link("Machtigingen").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Machtigingen");
        await beheerder.Knop("Toon wie Verzuimmelder heeft").ClickAsync();

        //
        await beheerder.Page.Locator("summary").Filter(new() { HasText = "Chris Bakker" }).ClickAsync();
        await Expect(beheerder.Knop("Verleng machtiging: Chris Bakker")).ToBeVisibleAsync();
        await beheerder.KijkAsync("machtigingen-overzicht");
        await beheerder.Knop("Zoeken").ClickAsync();
        await beheerder.Veld("Zoek een dienst of dienstverlener").FillAsync("bestaat niet");
        await beheerder.Page.Keyboard.PressAsync("Enter");
        await Expect(beheerder.Page.GetByText("Niets gevonden")).ToBeVisibleAsync();
        await beheerder.Knop("Wis zoeken en filter").ClickAsync();

        // R-232…R-238
        await beheerder.Link("Voeg toe").ClickAsync();
        await beheerder.Knop("Voeg diensten toe").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kies eerst een of meer diensten.");
        await beheerder.VinkAsync("Werkgeversportaal");
        await beheerder.VinkAsync("Mijn RVO");
        await beheerder.KijkAsync("machtigingen-kies-diensten");
        await beheerder.Knop("Voeg diensten toe").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Kies gebruikers" })).ToBeFocusedAsync();
        await Expect(beheerder.Page.GetByText(GeenNiveauPersoon).First).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByLabel("Chris Bakker")).ToBeDisabledAsync();
        await beheerder.KijkAsync("machtigingen-kies-gebruikers");

        // Back, and nothing is lost.
        await beheerder.Page.GoBackAsync();
        await Expect(beheerder.Page.GetByLabel("Mijn RVO")).ToBeCheckedAsync();
        await beheerder.Page.Locator("label").Filter(new() { HasTextRegex = new Regex("^Werkgeversportaal$") }).ClickAsync();
        await Expect(beheerder.Page.GetByLabel("Werkgeversportaal")).Not.ToBeCheckedAsync();
        await beheerder.Knop("Voeg diensten toe").ClickAsync();
        await beheerder.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Kies alle") }).ClickAsync();
        await Expect(beheerder.Page.GetByLabel("Chris Bakker")).ToBeCheckedAsync();
        await beheerder.Knop("Voeg gebruikers toe").ClickAsync();

        // R-240…R-244
        await beheerder.Knop("Kies einddatum").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kies eerst een einddatum.");
        await beheerder.KijkAsync("machtigingen-kies-einddatum");
        await beheerder.Knop("3 jaar").ClickAsync();
        await beheerder.Knop("Kies einddatum").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Controleer uw keuze" })).ToBeFocusedAsync();
        await Expect(beheerder.Page.GetByText("Mijn RVO (Rijksdienst voor Ondernemend Nederland)")).ToBeVisibleAsync();
        await beheerder.KijkAsync("machtigingen-controleer");
        await beheerder.Knop("Voeg machtiging(en) toe").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("De machtigingen zijn vastgelegd");
        await Expect(beheerder.Page.GetByText("De machtigingen zijn verwerkt.")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await beheerder.KijkAsync("machtigingen-vastgelegd");
        await beheerder.Link("Naar het overzicht").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Mijn RVO" })).ToBeVisibleAsync();
    }

    private Task<(Guid Organisatie, Guid Koppeling)> ChrisAsync() => Product.ReadAsync(async db =>
    {
        var koppeling = await db.Koppelingen.SingleAsync(k => k.EhMiddel.Persoon.Voornamen == "Chris" && k.EhMiddel.Persoon.Achternaam == "Bakker");
        return (koppeling.OrganisatieId, koppeling.Id);
    });
}
