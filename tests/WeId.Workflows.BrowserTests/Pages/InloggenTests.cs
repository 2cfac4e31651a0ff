using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Pages;

/// <summary>Signing in and out, what was forgotten, and the language (R-036… ).</summary>
public sealed class InloggenTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Inloggen_WrongPasswordThenWrongCode_IsRefusedAndTheRightOnesWork()
    {
        var bezoeker = await BezoekerAsync();
        await bezoeker.Page.GotoAsync("/");
        await bezoeker.KijkAsync("home");
        await bezoeker.Link("inloggen").ClickAsync();
        await bezoeker.KijkAsync("inloggen");

        await bezoeker.SendWachtwoordAsync("beheerder", "dit-is-het-niet");
        await Expect(bezoeker.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("De gebruikersnaam en het wachtwoord horen niet bij elkaar.");
        await Expect(bezoeker.Veld("Gebruikersnaam")).ToHaveValueAsync("beheerder");
        await bezoeker.KijkAsync("inloggen-fout");

        var sms = await Product.Brieven.AfterAsync("sms-inlogcode", () => bezoeker.SendWachtwoordAsync("beheerder", Bezoeker.DemoWachtwoord));
        var code = Brieven.Digits(sms);
        await bezoeker.KijkAsync("inloggen-code");
        await bezoeker.Veld("Code van 6 cijfers").FillAsync(code == "000000" ? "111111" : "000000");
        await bezoeker.Knop("Doorgaan").ClickAsync();
        await Expect(bezoeker.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze code klopt niet.");
        await bezoeker.KijkAsync("inloggen-code-fout");

        await bezoeker.Veld("Code van 6 cijfers").FillAsync(code);
        await bezoeker.Knop("Doorgaan").ClickAsync();
        await bezoeker.ReadyAsync();
        await Expect(bezoeker.Kop).ToContainTextAsync("Gebruikers");
    }

    [Fact]
    public async Task InloggegevensVergeten_WithTheLinkOfTheMail_ANewPasswordWorksAndTheOldOneDoesNot()
    {
        const string Nieuw = "een-heel-ander-wachtwoord";
        var bezoeker = await BezoekerAsync();
        await bezoeker.Page.GotoAsync("/inloggen");
        await bezoeker.Link("Inloggegevens vergeten?").ClickAsync();
        await Expect(bezoeker.Kop).ToHaveTextAsync("Inloggegevens vergeten?");
        await bezoeker.KijkAsync("vergeten");
        await bezoeker.Veld("Uw e-mailadres of gebruikersnaam").FillAsync("beheerder");
        var mail = await Product.Brieven.AfterAsync("wachtwoord-vergeten", () => bezoeker.Knop("Verstuur e-mail").ClickAsync());
        await bezoeker.KijkAsync("vergeten-verstuurd");

        await bezoeker.Page.GotoAsync(Brieven.Link(mail));
        await Expect(bezoeker.Kop).ToHaveTextAsync("Kies een nieuw wachtwoord");
        await bezoeker.KijkAsync("wachtwoord-herstellen");
        await bezoeker.Veld("Nieuw wachtwoord").FillAsync(Nieuw);
        await bezoeker.Veld("Nieuw wachtwoord, nog een keer").FillAsync(Nieuw);
        await bezoeker.Knop("Wijzig wachtwoord").ClickAsync();
        await Expect(bezoeker.Page.GetByText("Uw wachtwoord is gewijzigd.")).ToBeVisibleAsync();

        await bezoeker.SendWachtwoordAsync("beheerder", Bezoeker.DemoWachtwoord);
        await Expect(bezoeker.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await bezoeker.SignInHereAsync("beheerder", Nieuw);
        await Expect(bezoeker.Kop).ToContainTextAsync("Gebruikers");

        await bezoeker.Page.GotoAsync(Brieven.Link(mail));
        await Expect(bezoeker.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Deze link werkt niet meer.");
        await bezoeker.KijkAsync("wachtwoord-herstellen-verlopen");
    }

    [Fact]
    public async Task Uitloggen_ThenBack_ShowsNothingAnyMore()
    {
        var beheerder = await IngelogdAsync("beheerder");
        var url = beheerder.Page.Url;
        await beheerder.Page.GetByText("Anna de Vries").First.ClickAsync();
        await beheerder.KijkAsync("menu-open");
        await beheerder.Knop("Uitloggen").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("eHerkenning voor uw organisatie");

        await beheerder.Page.GotoAsync(url);
        await Expect(beheerder.Kop).ToHaveTextAsync("Inloggen bij We-ID");
    }

    [Fact]
    public async Task Taal_SwitchedToEnglish_HoldsForEveryPage()
    {
        var beheerder = await IngelogdAsync("beheerder");
        await beheerder.Knop("English").ClickAsync();
        await beheerder.ReadyAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Users");
        Assert.Equal("en", await beheerder.Page.Locator("html").GetAttributeAsync("lang"));
        await beheerder.KijkAsync("en-gebruikers");

        await beheerder.Page.GotoAsync("/profiel");
        await beheerder.ReadyAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("My profile");
        await beheerder.KijkAsync("en-profiel");
        await beheerder.Page.GotoAsync("/activeren");
        await beheerder.ReadyAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Activate eHerkenning");
        await beheerder.KijkAsync("en-activeren");
        await beheerder.Knop("Nederlands").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("eHerkenning activeren");
    }

    [Theory]
    [InlineData("gebruiker", "Mijn profiel")]
    [InlineData("operator1", "Workflows")]
    [InlineData("postkamer", "Takenbak")]
    public async Task Inloggen_OtherRoles_ComeOutOnTheirOwnPage(string gebruikersnaam, string kop)
    {
        var bezoeker = await IngelogdAsync(gebruikersnaam);

        await Expect(bezoeker.Kop).ToContainTextAsync(kop);
        await bezoeker.KijkAsync($"eerste-pagina-{gebruikersnaam}");
    }

    [Theory]
    [InlineData("gebruiker", "/backoffice/taken")]
    [InlineData("beoordelaar1", "/backoffice/post")]
    [InlineData("postkamer", "/operations")]
    [InlineData("beoordelaar1", "/sjablonen")]
    public async Task Page_OfAnotherRole_IsRefused(string gebruikersnaam, string pagina)
    {
        var bezoeker = await IngelogdAsync(gebruikersnaam);
        await bezoeker.OpenAsync(pagina);

        await Expect(bezoeker.Kop).ToHaveTextAsync("Geen toegang");
        await bezoeker.KijkAsync("geen-toegang");
    }
}
