using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A company gives its intermediair ketenmachtigingen, changes them, and takes them away (R-263…R-272).</summary>
public sealed class KetenmachtigingAfgevenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Ketenmachtiging_IsGivenExtendedWithdrawnAndItsIntermediairRemoved()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Link("Ketenmachtigingen").ClickAsync();
        await beheerder.Link("Afgegeven").ClickAsync();
        await Expect(beheerder.Page.GetByText("U hebt nog geen ketenmachtigingen afgegeven.")).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-afgegeven-leeg");

        // one's own number is refused beside the field, and what was typed stays.
        await beheerder.Link("Voeg toe").ClickAsync();
        await beheerder.FillAsync("KvK-nummer van de intermediair", "68750110");
        await beheerder.Knop("Selecteer bedrijf").ClickAsync();
        await Expect(beheerder.Page.Locator(".weid-veld-fout")).ToHaveCountAsync(1);
        await Expect(beheerder.Veld("KvK-nummer van de intermediair")).ToHaveValueAsync("68750110");
        await beheerder.KijkAsync("keten-afgeven-eigen");
        await beheerder.FillAsync("KvK-nummer van de intermediair", "68727720");
        await beheerder.Knop("Selecteer bedrijf").ClickAsync();
        await Expect(beheerder.Page.GetByText("Gekozen: Test NV Katrien (KvK 68727720)")).ToBeVisibleAsync();

        // R-266…R-269
        await beheerder.Knop("Leg ketenmachtiging vast").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await beheerder.KijkAsync("keten-afgeven-fouten");
        await beheerder.FillAsync("E-mailadres van de intermediair", "post@katrien.example");
        await beheerder.VinkAsync("Belastingdienst: Inloggen zakelijk");
        await beheerder.KiesAsync("3 jaar");
        await beheerder.VinkAsync("Ik ga akkoord met de kosten van het vastleggen van een nieuwe intermediair");
        await beheerder.KijkAsync("keten-afgeven");
        await Product.Brieven.AfterAsync("ketenmachtiging-vastgelegd", () => beheerder.Knop("Leg ketenmachtiging vast").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("De ketenmachtiging is vastgelegd");

        //
        await beheerder.Link("Naar Ketenmachtigingen – afgegeven").ClickAsync();
        await Expect(beheerder.Page.GetByText("KvK 68727720 · post@katrien.example")).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-afgegeven");
        await beheerder.Knop("Wijzig einddatum van Belastingdienst: Inloggen zakelijk voor Test NV Katrien").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-einddatum");
        await beheerder.KiesAsync("5 jaar");
        await Product.Brieven.AfterAsync("ketenmachtiging-gewijzigd", () => beheerder.Knop("Wijzig einddatum").ClickAsync());
        await Expect(beheerder.Page.GetByText("De einddatum van Belastingdienst: Inloggen zakelijk is gewijzigd.")).ToBeVisibleAsync();
        await Expect(beheerder.Kop).ToBeFocusedAsync();

        // More for the same intermediair costs nothing.
        await beheerder.Link("Voeg machtiging toe voor Test NV Katrien").ClickAsync();
        await Expect(beheerder.Page.GetByText("Gekozen: Test NV Katrien (KvK 68727720)")).ToBeVisibleAsync();
        await Expect(beheerder.Veld("E-mailadres van de intermediair")).ToHaveValueAsync("post@katrien.example");
        await Expect(beheerder.Page.GetByText("Test NV Katrien heeft deze ketenmachtiging al.")).ToBeVisibleAsync();
        await beheerder.VinkAsync("Algemene bevoegdheid EH2+");
        await beheerder.Knop("Leg ketenmachtiging vast").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("De ketenmachtiging is vastgelegd");
        await beheerder.Link("Naar Ketenmachtigingen – afgegeven").ClickAsync();

        await beheerder.Knop("Intrekken: Algemene bevoegdheid EH2+ voor Test NV Katrien").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-intrekken");
        await beheerder.Knop("Intrekken").ClickAsync();
        await Expect(beheerder.Page.GetByText("Algemene bevoegdheid EH2+ is ingetrokken.")).ToBeVisibleAsync();

        //
        await beheerder.Page.Locator("summary[aria-label='Acties voor Test NV Katrien']").ClickAsync();
        await beheerder.Knop("Verwijder intermediair").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await beheerder.KijkAsync("keten-verwijderen");
        await beheerder.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Verwijder intermediair" }).ClickAsync();
        await Expect(beheerder.Page.GetByText("Test NV Katrien is verwijderd.")).ToBeVisibleAsync();
        await Expect(beheerder.Page.GetByText("U hebt nog geen ketenmachtigingen afgegeven.")).ToBeVisibleAsync();
    }
}
