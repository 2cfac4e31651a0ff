using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Domain.Aanvragen;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The wijzigingsformulieren: online by a beheerder, and on paper by the back office (R-279…R-289, R-061).</summary>
public sealed class WijzigingsformulierTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Bedrijfsgegevens = "Wijziging bedrijfsgegevens";

    [Fact]
    public async Task Online_FromTheRubriekToTheMail_IsCarriedOutByHand()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Link("Overige wijzigingen").First.ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Overige wijzigingen");
        await beheerder.KijkAsync("overige-wijzigingen");
        await beheerder.Link("Wijzigingsformulieren").ClickAsync();
        await Expect(beheerder.Page.Locator(".weid-formulieren > li")).ToHaveCountAsync(9);
        await beheerder.KijkAsync("wijzigingsformulieren");

        await beheerder.Link($"Vul online in: {Bedrijfsgegevens}").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync(Bedrijfsgegevens);
        await beheerder.Knop("Verstuur formulier").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Vul dit veld in");
        await beheerder.KiesAsync("Adres");
        await beheerder.FillAsync("Wat is het nu, en wat moet het worden?", "Mijn BSN is 111222333");
        await beheerder.FillAsync("Vanaf welke dag?", $"{Product.Today:yyyy-MM-dd}");
        await beheerder.VinkAsync("Ik heb dit formulier naar waarheid ingevuld en mag deze wijziging vragen");
        await beheerder.Knop("Verstuur formulier").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hier staat een BSN");
        await beheerder.KijkAsync("wijzigingsformulier");
        await beheerder.FillAsync("Wat is het nu, en wat moet het worden?", "Hizzaarderlaan 3A wordt Kerkstraat 1");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Verstuur formulier").ClickAsync());
        var nummer = (await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync())!;

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await ApproveAsync(beoordelaar, nummer);
        await beoordelaar.OpenAsync("/backoffice/taken");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await beoordelaar.Page.GetByRole(AriaRole.Radio, new() { Name = "Ja, doorgevoerd" }).CheckAsync();
        await beoordelaar.KijkAsync("wijziging-doorvoeren");
        await Product.Brieven.AfterAsync("wijziging-doorgevoerd", () => beoordelaar.Knop("Leg vast").ClickAsync());
        await beheerder.OpenAsync($"/beheer/{await DonaldAsync()}/aanvragen");
        await Expect(beheerder.Page.GetByRole(AriaRole.Row, new() { NameRegex = new(nummer) })).ToContainTextAsync("Afgerond");

        // What was mailed to him he can have again.
        await beheerder.Link(nummer).First.ClickAsync();
        var document = beheerder.Link($"bevestiging-{nummer}.pdf");
        await Expect(document).ToBeVisibleAsync();
        await beheerder.KijkAsync("aanvraag-documenten");
        var bestand = await beheerder.Page.APIRequest.GetAsync($"{Product.Address}{await document.GetAttributeAsync("href")}");
        Assert.Equal("%PDF-1.7"u8.ToArray(), (await bestand.BodyAsync())[..8]);
    }

    [Fact]
    public async Task OnPaper_RegisteredByThePostkamer_GoesToAReviewerWithItsScan()
    {
        var bezoeker = await BezoekerAsync();
        await bezoeker.OpenAsync("/formulieren");
        await bezoeker.KijkAsync("formulieren-openbaar");
        var pdf = await bezoeker.Page.APIRequest.GetAsync($"{Product.Address}/formulieren/WF-05.pdf");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);
        var scan = await pdf.BodyAsync();

        var postkamer = await IngelogdAsync("postkamer");
        await postkamer.Link("Formulieren").First.ClickAsync();
        await postkamer.FillAsync("KvK-nummer op het formulier", "68750110");
        await postkamer.Knop("Zoek organisatie").ClickAsync();
        await postkamer.Page.GetByLabel("Welk formulier is het?").SelectOptionAsync(new SelectOptionValue { Value = "WF-04" });
        await Expect(postkamer.Page.GetByText("Maak er geen scan van")).ToBeVisibleAsync();
        await postkamer.Page.GetByLabel("Welk formulier is het?").SelectOptionAsync(new SelectOptionValue { Value = "WF-05" });
        await postkamer.FillAsync("Ontvangen op", $"{Product.Today:yyyy-MM-dd}");
        await postkamer.Page.GetByLabel("Wie heeft getekend?").SelectOptionAsync(new SelectOptionValue { Label = "Anna de Vries" });
        await postkamer.KiesAsync("Bedrijfsnaam");
        await postkamer.FillAsync("Wat is het nu, en wat moet het worden?", "Test BV Donald wordt Test BV Katrien");
        await postkamer.FillAsync("Vanaf welke dag?", $"{Product.Today:yyyy-MM-dd}");
        await postkamer.Knop("Registreer formulier").ClickAsync();
        await Expect(postkamer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Voeg de scan van het formulier toe.");
        await postkamer.KijkAsync("formulier-registreren");
        await postkamer.Page.GetByLabel("Scan van het formulier").SetInputFilesAsync(new FilePayload { Name = "formulier.pdf", MimeType = "application/pdf", Buffer = scan });
        await Expect(postkamer.Page.GetByText("formulier.pdf is ontvangen")).ToBeVisibleAsync();
        await Product.Brieven.AfterAsync("formulier-ontvangen", () => postkamer.Knop("Registreer formulier").ClickAsync());
        await Expect(postkamer.Kop).ToContainTextAsync("Het formulier is geregistreerd");
        await postkamer.KijkAsync("formulier-geregistreerd");

        var nummer = await Product.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "wijzigingsformulier").Select(a => a.Nummer).SingleAsync());
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await ApproveAsync(beoordelaar, nummer, "formulier-beoordelen");
        Assert.Equal(1, await Product.ReadAsync(db => db.Dossierstukken.CountAsync()));
        Assert.Equal(AanvraagStatus.InUitvoering, await Product.ReadAsync(db => db.Aanvragen.Where(a => a.Nummer == nummer).Select(a => a.Status).SingleAsync()));
    }

    private static async Task ApproveAsync(Bezoeker beoordelaar, string nummer, string? kijk = null)
    {
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page.Locator(".bo-checklist fieldset").First).ToBeVisibleAsync();
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        if (kijk is not null)
        {
            await beoordelaar.KijkAsync(kijk);
        }

        await beoordelaar.Knop("Goedkeuren").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("De aanvraag is goedgekeurd.")).ToBeVisibleAsync();
    }

    private Task<Guid> DonaldAsync() => Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test BV Donald").Select(o => o.Id).SingleAsync());
}
