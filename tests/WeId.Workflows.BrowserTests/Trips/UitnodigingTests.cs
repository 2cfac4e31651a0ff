using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>An activation that came too late, and the new uitnodiging after it (R-164…R-168).</summary>
public sealed class UitnodigingTests(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly TimeSpan TooLate = TimeSpan.FromDays(31);

    [Fact]
    public async Task NieuweUitnodiging_ByMailAndThenByLetter_OnlyTheLastCodeActivates()
    {
        var nina = new NieuweGebruiker("EH2+", MetOtpDevice: false);
        var oudeCode = await ApprovedAsync(nina);
        await Product.SkipAsync(TooLate);

        var beheerder = await IngelogdAsync("beheerder");
        await OpenDetailsAsync(beheerder);
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Activatie verlopen");
        await beheerder.KijkAsync("activatie-verlopen");
        await RefusedAsync(oudeCode);

        // By mail, for nothing.
        await beheerder.Knop("Stuur een nieuwe activatie-uitnodiging").ClickAsync();
        await beheerder.KiesAsync("Per e-mail, gratis");
        await beheerder.KijkAsync("uitnodiging-mail");
        var mail = await Product.Brieven.AfterAsync("activatiebrief", () => beheerder.Knop("Verstuur uitnodiging").ClickAsync());
        Assert.NotNull(mail.Text);
        await Expect(beheerder.Page.GetByText("De nieuwe activatie-uitnodiging wordt verstuurd.")).ToBeVisibleAsync();
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Wachten op activatie");
        await Product.SkipAsync(TooLate);

        // By letter, at a price that he accepts first.
        await beheerder.SignInAsync("beheerder");
        await OpenDetailsAsync(beheerder);
        await beheerder.Knop("Stuur een nieuwe activatie-uitnodiging").ClickAsync();
        await beheerder.Page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Per brief, €") }).CheckAsync(new() { Force = true });
        await beheerder.Knop("Verstuur uitnodiging").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Een nieuwe brief kost");
        await beheerder.KijkAsync("uitnodiging-brief");
        await beheerder.Page.GetByRole(AriaRole.Checkbox, new() { NameRegex = new("^Ik ga akkoord met de kosten van €") }).CheckAsync(new() { Force = true });
        var brief = await Product.Brieven.AfterAsync("activatiebrief", () => beheerder.Knop("Verstuur uitnodiging").ClickAsync());

        var gebruiker = await BezoekerAsync();
        await gebruiker.OpenAsync(Brieven.Link(mail));
        await gebruiker.Knop("Begin met activeren").ClickAsync();
        await Expect(gebruiker.Page.GetByText("Vraag uw beheerder om een nieuwe uitnodiging.").First).ToBeVisibleAsync();
        await nina.ActiveerAsync(gebruiker, Brieven.ActivatieCode(brief));
        await beheerder.Page.ReloadAsync();
        await Expect(NieuweGebruiker.Rij(beheerder)).ToContainTextAsync("Actief");
    }

    private static async Task OpenDetailsAsync(Bezoeker beheerder)
    {
        var knop = beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {NieuweGebruiker.Naam}" });
        await knop.ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Status van de aanvraag" })).ToBeVisibleAsync();
    }

    /// <summary>An aanvraag that was approved; returns the code of its letter.</summary>
    private async Task<string> ApprovedAsync(NieuweGebruiker nina)
    {
        var nummer = await nina.VraagAanAsync(await IngelogdAsync("beheerder"));
        var beoordelaar = await IngelogdAsync("beoordelaar1");
        return Brieven.ActivatieCode(await Product.Brieven.AfterAsync("activatiebrief", () => nina.KeurGoedAsync(beoordelaar, nummer, "Goedkeuren")));
    }

    private async Task RefusedAsync(string code)
    {
        var gebruiker = await BezoekerAsync();
        await gebruiker.OpenAsync("/activeren");
        await gebruiker.FillAsync("Activatiecode", code);
        await gebruiker.Knop("Begin met activeren").ClickAsync();
        await Expect(gebruiker.Page.GetByText("Vraag uw beheerder om een nieuwe uitnodiging.").First).ToBeVisibleAsync();
        await gebruiker.KijkAsync("activeren-geweigerd");
    }
}
