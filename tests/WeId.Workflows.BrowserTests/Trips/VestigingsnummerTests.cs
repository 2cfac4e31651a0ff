using Microsoft.EntityFrameworkCore;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The vestigingsnummer in the settings, and how a beheerder removes it (R-057…R-062).</summary>
public sealed class VestigingsnummerTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Verwijderen_WithOneVestiging_LeavesTheKvkNummerAlone()
    {
        var organisatie = await Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test Stichting Bolderbast").Select(o => o.Id).SingleAsync());
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.OpenAsync($"/beheer/{organisatie}/gebruikers");
        await beheerder.Link("Instellingen").ClickAsync();
        await Expect(beheerder.Page.GetByText("Daardoor kunt u niet inloggen bij UWV en Belastingdienst.")).ToBeVisibleAsync();
        await beheerder.KijkAsync("instellingen-algemeen");

        await beheerder.Link("Verwijder vestigingsnummer").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Vestigingsnummer verwijderen");
        await beheerder.VinkAsync("Ja, ik wil het vestigingsnummer verwijderen");
        await beheerder.KijkAsync("vestigingsnummer");
        await Product.Brieven.AfterAsync("vestigingsnummer-verwijderd", () => beheerder.Knop("Verwijder vestigingsnummer").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");

        await beheerder.OpenAsync($"/beheer/{organisatie}/instellingen/algemeen");
        await Expect(beheerder.Page.GetByText("69599068", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByText("000038509491")).ToHaveCountAsync(0);
    }
}
