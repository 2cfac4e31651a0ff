using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The pencils in the details of a user: role, mobile number, e-mail address (R-083… …R-180).</summary>
public sealed class GebruikerWijzigenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Details_RoleMobileAndEmail_AreChangedInAPopUp()
    {
        var beheerder = await IngelogdAsync("beheerder");

        //
        await OpenAsync(beheerder, "Chris Bakker");
        await beheerder.KijkAsync("gebruiker-details");
        await beheerder.Knop("Wijzig rol").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog, new() { Name = "Rol wijzigen van Chris Bakker" })).ToBeVisibleAsync();
        await beheerder.KijkAsync("rol-wijzigen");
        await beheerder.Page.Keyboard.PressAsync("Escape");
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog)).Not.ToBeVisibleAsync();
        await Expect(beheerder.Knop("Wijzig rol")).ToBeFocusedAsync();
        await beheerder.Knop("Wijzig rol").ClickAsync();
        await beheerder.KiesAsync("Beheerder");
        await Product.Brieven.AfterAsync("rol-gewijzigd", () => beheerder.Knop("Rol wijzigen").ClickAsync());
        await Expect(beheerder.Page.GetByText("De rol is gewijzigd.")).ToBeVisibleAsync();
        await Expect(beheerder.Page.Locator("tr.weid-open")).ToContainTextAsync("Beheerder");

        //
        await beheerder.Knop("Wijzig mobiel nummer").ClickAsync();
        await beheerder.FillAsync("Nieuw mobiel nummer", "020 1234567");
        await beheerder.Knop("Mobiel nummer wijzigen").ClickAsync();
        await Expect(beheerder.Page.GetByText("Vul een mobiel nummer in zoals")).ToBeVisibleAsync();
        await Expect(beheerder.Veld("Nieuw mobiel nummer")).ToHaveValueAsync("020 1234567");
        await beheerder.KijkAsync("mobiel-wijzigen");
        await beheerder.FillAsync("Nieuw mobiel nummer", "06 87654321");
        await Product.Brieven.AfterAsync("mobiel-gewijzigd", () => beheerder.Knop("Mobiel nummer wijzigen").ClickAsync());
        await Expect(beheerder.Page.GetByText("+31687654321")).ToBeVisibleAsync();

        // he signs in with a code to the new number, and manages.
        var chris = await IngelogdAsync("gebruiker");
        await Expect(chris.Kop).ToContainTextAsync("Gebruikers");

        // his own have no pencils.
        await OpenAsync(beheerder, "Anna de Vries");
        await Expect(beheerder.Page.GetByText("Alleen een andere beheerder kan uw rol wijzigen.")).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Wijzig (rol|mobiel|e-mail)") })).ToHaveCountAsync(0);
        await beheerder.KijkAsync("gebruiker-details-eigen");
    }

    //
    [Fact]
    public async Task Email_BeforeTheActivation_IsCorrected()
    {
        var nina = new NieuweGebruiker("EH2+", MetOtpDevice: false);
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await nina.VraagAanAsync(beheerder);
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        var brief = await Product.Brieven.AfterAsync("activatiebrief", () => nina.KeurGoedAsync(beoordelaar, nummer, "Goedkeuren"));

        await OpenAsync(beheerder, NieuweGebruiker.Naam);
        await beheerder.Knop("Wijzig e-mailadres").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await beheerder.KijkAsync("email-wijzigen");
        await beheerder.FillAsync("E-mailadres", "nina@juist.voorbeeld.nl");
        var oud = await Product.Brieven.AfterAsync("email-gewijzigd", () => beheerder.Knop("E-mailadres wijzigen").ClickAsync());
        await Expect(beheerder.Page.GetByText("Het e-mailadres is gewijzigd.")).ToBeVisibleAsync();
        Assert.DoesNotContain("nina@juist", oud.Text!, StringComparison.Ordinal);

        // The letter still works, and what he must prove is the new address.
        await nina.ActiveerAsync(await BezoekerAsync(), Brieven.ActivatieCode(brief));
        await beheerder.Page.ReloadAsync();
        await Expect(beheerder.Page.Locator("tr.weid-open")).ToContainTextAsync("Actief");
    }

    private static async Task OpenAsync(Bezoeker beheerder, string naam)
    {
        await beheerder.Knop($"Toon details van {naam}").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Status van de aanvraag" })).ToBeVisibleAsync();
        await Expect(beheerder.Page.Locator("tr.weid-detailrij")).ToContainTextAsync(naam);
    }
}
