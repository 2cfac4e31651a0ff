using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A regular middel becomes a Belastingdienstmiddel, and regular again (R-192…R-200).</summary>
public sealed class WijzigMiddeltypeTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Naam = "Guus van den Berg";
    private const string Akkoord = "ik ben mij bewust van de gevolgen van deze veranderingen en ga hiermee akkoord";

    [Fact]
    public async Task WijzigMiddeltype_ToBelastingdienstAndBack_ShowsTheTypeInTheDetails()
    {
        var organisatie = await Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test Stichting Bolderbast").Select(o => o.Id).SingleAsync());
        var beheerder = await IngelogdAsync("beheerder");
        await OpenWisselAsync(beheerder, organisatie);

        await beheerder.Knop("Ja wijzig middel").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Geef aan dat u zich bewust bent van de gevolgen");
        await beheerder.KiesAsync("Belastingdienstmiddel");
        await beheerder.KiesAsync("3-jarig");
        await Expect(beheerder.Page.Locator(".weid-kosten-som")).ToContainTextAsync("72,60");
        await beheerder.VinkAsync(Akkoord);
        await beheerder.KijkAsync("middeltype");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Ja wijzig middel").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        var nummer = (await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync())!;

        await ApproveAsync("beoordelaar1", nummer, "Goedkeuren (eerste van twee)", "middeltype-beoordelen");
        await Product.Brieven.AfterAsync("middeltype-gewijzigd", () => ApproveAsync("beoordelaar2", nummer, "Goedkeuren", kijk: null));

        // Back again: at once.
        await OpenWisselAsync(beheerder, organisatie, "Belastingdienstmiddel");
        await beheerder.KiesAsync("Regulier middel");
        await beheerder.KiesAsync("1-jarig");
        await beheerder.VinkAsync(Akkoord);
        await beheerder.KijkAsync("middeltype-regulier");
        await Product.Brieven.AfterAsync("middeltype-gewijzigd", () => beheerder.Knop("Ja wijzig middel").ClickAsync());
        await OpenDetailsAsync(beheerder, organisatie);
        await Expect(beheerder.Page.GetByText("Regulier middel")).ToBeVisibleAsync();
        await beheerder.KijkAsync("middeltype-details");
    }

    private async Task ApproveAsync(string gebruikersnaam, string nummer, string knop, string? kijk)
    {
        var beoordelaar = await IngelogdAsync(gebruikersnaam);
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await Expect(beoordelaar.Page.Locator(".bo-checklist fieldset").First).ToBeVisibleAsync();
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        if (kijk is not null)
        {
            await beoordelaar.KijkAsync(kijk);
        }

        await beoordelaar.Knop(knop).ClickAsync();
        await Expect(beoordelaar.Page.GetByText(new Regex("De aanvraag is goedgekeurd|Uw goedkeuring is vastgelegd"))).ToBeVisibleAsync();
    }

    private static async Task OpenWisselAsync(Bezoeker beheerder, Guid organisatie, string type = "Regulier middel")
    {
        await OpenDetailsAsync(beheerder, organisatie);
        await Expect(beheerder.Page.GetByText(type)).ToBeVisibleAsync();
        await beheerder.Link("Wijzig type EH-middel").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Wijzig type EH-middel");
        await Expect(beheerder.Knop("Ja wijzig middel")).ToBeVisibleAsync();
    }

    private static async Task OpenDetailsAsync(Bezoeker beheerder, Guid organisatie)
    {
        await beheerder.OpenAsync($"/beheer/{organisatie}/gebruikers");
        await beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {Naam}" }).ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Persoonsgegevens" })).ToBeVisibleAsync();
    }
}
