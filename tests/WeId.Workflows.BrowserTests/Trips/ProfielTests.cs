using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The profile of a gebruiker: his own e-mail address, language and sign-ins (R-024, R-052… ).</summary>
public sealed class ProfielTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Gebruiker_ChangesHisEmailAndLanguage()
    {
        var chris = await IngelogdAsync("gebruiker");
        await Expect(chris.Kop).ToHaveTextAsync("Mijn profiel");
        await chris.ReadyAsync();

        //
        await chris.Knop("Wijzig e-mailadres").ClickAsync();
        await chris.FillAsync("Nieuw e-mailadres", "geen adres");
        await chris.Knop("Stuur code").ClickAsync();
        await Expect(chris.Page.GetByText("Vul een e-mailadres in zoals")).ToBeVisibleAsync();
        await chris.KijkAsync("profiel-email");
        await chris.FillAsync("Nieuw e-mailadres", "chris@nieuw.voorbeeld.nl");
        var mail = await Product.Brieven.AfterAsync("email-bevestigen", () => chris.Knop("Stuur code").ClickAsync());

        // He comes back with the code.
        await chris.Page.ReloadAsync();
        await chris.ReadyAsync();
        await Expect(chris.Page.GetByText("Er is een code gestuurd naar chris@nieuw.voorbeeld.nl.")).ToBeVisibleAsync();
        await chris.KijkAsync("profiel-email-code");
        await chris.FillAsync("Code uit de mail", Brieven.Digits(mail));
        await Product.Brieven.AfterAsync("email-gewijzigd", () => chris.Knop("Bevestig e-mailadres").ClickAsync());
        await Expect(chris.Page.GetByText("Uw e-mailadres is gewijzigd.")).ToBeVisibleAsync();
        await Expect(chris.Page.GetByText("chris@nieuw.voorbeeld.nl")).ToBeVisibleAsync();

        // what he did just now stands there; R-023: more than that he does not see.
        await Expect(chris.Page.GetByRole(AriaRole.Region, new() { Name = "Inloghistorie" })).ToContainTextAsync("SMS");
        await Expect(chris.Link("Gebruikers")).ToHaveCountAsync(0);

        //
        await chris.Veld("Taal van pagina's en berichten").SelectOptionAsync("en");
        await chris.Knop("Bewaar taal").ClickAsync();
        await Expect(chris.Kop).ToHaveTextAsync("My profile");
        await chris.ReadyAsync();
        await chris.KijkAsync("profiel-en");
    }
}
