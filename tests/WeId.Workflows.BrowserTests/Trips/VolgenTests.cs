using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A beheerder sees why an aanvraag lies still, and withdraws it.</summary>
public sealed class VolgenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Aanvraag_InReview_IsFollowedAndWithdrawn()
    {
        var organisatie = await Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test BV Donald").Select(o => o.Id).SingleAsync());
        var koppeling = await Product.ReadAsync(db => db.Koppelingen
            .Where(k => k.OrganisatieId == organisatie && k.EhMiddel.Persoon.Achternaam == "Bakker").Select(k => k.Id).SingleAsync());
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.OpenAsync($"/beheer/{organisatie}/gebruikers/{koppeling}/koppelen");
        await beheerder.KiesAsync("Reguliere gebruiker");
        await beheerder.VinkAsync("Test Stichting Bolderbast");
        await beheerder.VinkAsync("Ik ga akkoord met deze aanvraag en met de kosten");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Bevestig").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        var nummer = (await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync())!;

        await beheerder.Link("Aanvragen").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Aanvragen");
        await Expect(beheerder.Link(nummer)).ToBeVisibleAsync();
        await beheerder.KijkAsync("aanvragen");
        await beheerder.Link(nummer).ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync($"Aanvraag {nummer}");
        await Expect(beheerder.Page.GetByText("Een beoordelaar van We-ID. U hoeft niets te doen.")).ToBeVisibleAsync();
        await beheerder.KijkAsync("aanvraag-volgen");

        await beheerder.Knop("Trek aanvraag in").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Wilt u deze aanvraag intrekken?" })).ToBeFocusedAsync();
        await beheerder.KijkAsync("aanvraag-intrekken");
        await beheerder.Knop("Ja, trek de aanvraag in").ClickAsync();
        await Expect(beheerder.Page.GetByText("De aanvraag is ingetrokken.")).ToBeVisibleAsync();
        await Expect(beheerder.Knop("Trek aanvraag in")).ToHaveCountAsync(0);
        await beheerder.KijkAsync("aanvraag-ingetrokken");
    }
}
