using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Partners.Channels;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>A colleague gets a higher level: asked for, reviewed by two, activated with the account that he has (R-181…R-190).</summary>
public sealed class UpgradenTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Naam = "Chris Bakker";
    private const string Andere = "Test Stichting Bolderbast";

    [Fact]
    public async Task Upgrade_ToEh3_HoldsWhenTheUserHasActivatedItWithHisOwnAccount()
    {
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await AskAsync(beheerder);
        await Expect(Rij(beheerder)).ToContainTextAsync("EH3: Wachten op goedkeuring");
        await OpenDetailsAsync(beheerder);
        await Expect(beheerder.Link("Wijzig niveau")).ToHaveCountAsync(0);
        await beheerder.KijkAsync("upgrade-in-behandeling");

        await ApproveAsync("beoordelaar1", nummer, "Goedkeuren (eerste van twee)", look: true);
        var mail = await Product.Brieven.AfterAsync("activatiebrief", () => ApproveAsync("beoordelaar2", nummer, "Goedkeuren", look: false));
        Assert.Contains("U gebruikt daarbij de gebruikersnaam en het wachtwoord die u al hebt.", mail.Text!, StringComparison.Ordinal);
        await ReloadAsync(beheerder);
        await Expect(Rij(beheerder)).ToContainTextAsync("EH3: Wachten op activatie");
        await Expect(Rij(beheerder)).ToContainTextAsync("EH2+");
        await beheerder.KijkAsync("upgrade-wacht-op-activatie");

        await ActivateAsync(await BezoekerAsync(), mail);
        await ReloadAsync(beheerder);
        await Expect(Rij(beheerder)).Not.ToContainTextAsync("EH2+");
        await Expect(Rij(beheerder)).ToContainTextAsync("Actief");
        await beheerder.KijkAsync("upgrade-actief");

        // The same account, with the same second factor.
        var gebruiker = await IngelogdAsync("gebruiker");
        await Expect(gebruiker.Kop).ToHaveTextAsync("Mijn profiel");
    }

    [Fact]
    public async Task Upgrade_NotActivatedInTime_ShowsItAndIsInvitedAgain()
    {
        var beheerder = await IngelogdAsync("beheerder");
        var nummer = await AskAsync(beheerder);
        await ApproveAsync("beoordelaar1", nummer, "Goedkeuren (eerste van twee)", look: false);
        await Product.Brieven.AfterAsync("activatiebrief", () => ApproveAsync("beoordelaar2", nummer, "Goedkeuren", look: false));
        await Product.SkipAsync(TimeSpan.FromDays(31));

        await beheerder.SignInAsync("beheerder");
        await Expect(Rij(beheerder)).ToContainTextAsync("EH3: Activatie upgrade verlopen");
        await OpenDetailsAsync(beheerder);
        await beheerder.KijkAsync("upgrade-verlopen");
        await beheerder.Knop("Stuur een nieuwe activatie-uitnodiging").ClickAsync();
        await beheerder.KiesAsync("Per e-mail, gratis");
        await Expect(beheerder.Page.GetByLabel("E-mailadres")).ToHaveCountAsync(0);
        await beheerder.KijkAsync("upgrade-opnieuw-uitnodigen");
        await Product.Brieven.AfterAsync("activatiebrief", () => beheerder.Knop("Verstuur uitnodiging").ClickAsync());
        await Expect(Rij(beheerder)).ToContainTextAsync("EH3: Wachten op activatie");
    }

    private static ILocator Rij(Bezoeker beheerder) =>
        beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "chris.bakker@example.nl", Has = beheerder.Page.GetByRole(AriaRole.Rowheader) });

    private static async Task ReloadAsync(Bezoeker beheerder)
    {
        await beheerder.Page.ReloadAsync();
        await beheerder.ReadyAsync();
    }

    private static async Task OpenDetailsAsync(Bezoeker beheerder)
    {
        var knop = beheerder.Page.GetByRole(AriaRole.Button, new() { Name = $"Toon details van {Naam}" });
        if (await knop.IsVisibleAsync())
        {
            await knop.ClickAsync();
        }

        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Name = "Persoonsgegevens" })).ToBeVisibleAsync();
    }

    private async Task<string> AskAsync(Bezoeker beheerder)
    {
        await OpenDetailsAsync(beheerder);

        //
        await beheerder.KijkAsync("upgrade-potlood");
        await beheerder.Link("Wijzig niveau").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Niveau verhogen");

        // What can be asked for ends at one's own level.
        await Expect(beheerder.Keuze("EH4")).ToHaveCountAsync(0);
        await beheerder.KiesAsync("EH3");
        await beheerder.Knop("Bevestig").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("Nog niet alles is goed ingevuld");
        await beheerder.KijkAsync("upgrade-fouten");

        await Expect(beheerder.Keuze("Reguliere gebruiker (nu ook)")).ToBeCheckedAsync();

        // only what is missing is asked.
        await beheerder.KiesAsync("Identiteitskaart");
        await beheerder.FillAsync("Documentnummer", "IX1R2K345");
        await beheerder.FillAsync("Vervaldatum", NieuweGebruiker.Iso(Product.Today.AddYears(4)));
        await NieuweGebruiker.UploadAsync(beheerder, "Voorzijde", Documenten.Png("voorzijde.png"));
        await NieuweGebruiker.UploadAsync(beheerder, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await beheerder.FillAsync("Straat en huisnummer", "Kerkstraat 1");
        await beheerder.FillAsync("Postcode", "8823 SJ");
        await beheerder.FillAsync("Plaats", "Lollum");
        await beheerder.VinkAsync(Andere);
        await Expect(beheerder.Page.Locator(".weid-kosten-som")).ToContainTextAsync("54,45");
        await beheerder.VinkAsync("Ik ga akkoord met deze aanvraag en met de kosten");
        await beheerder.KijkAsync("upgrade");

        // What was typed is there after the connection was lost.
        await ReloadAsync(beheerder);
        await Expect(beheerder.Veld("Plaats")).ToHaveValueAsync("Lollum");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Bevestig").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        var nummer = await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync();
        await beheerder.KijkAsync("upgrade-ontvangen");
        await beheerder.Link("Naar het overzicht").ClickAsync();
        return nummer!;
    }

    private async Task ApproveAsync(string medewerker, string nummer, string knop, bool look)
    {
        var beoordelaar = await IngelogdAsync(medewerker);
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page).ToHaveURLAsync(new Regex("/backoffice/taken/"));
        await Expect(beoordelaar.Page.Locator(".bo-checklist fieldset").First).ToBeVisibleAsync();
        if (look)
        {
            await beoordelaar.KijkAsync("upgrade-beoordelen");
        }

        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        await beoordelaar.Knop(knop).ClickAsync();
        await Expect(beoordelaar.Page.GetByText(new Regex("De aanvraag is goedgekeurd|Uw goedkeuring is vastgelegd"))).ToBeVisibleAsync();
    }

    private static async Task ActivateAsync(Bezoeker gebruiker, PostvakBericht mail)
    {
        var post = gebruiker.Product.Brieven;
        await gebruiker.OpenAsync(Brieven.Link(mail));
        var code = await post.AfterAsync("validatiecode", () => gebruiker.Knop("Begin met activeren").ClickAsync());
        await gebruiker.FillAsync("Validatiecode", Brieven.Digits(code));
        await gebruiker.Knop("Bevestig e-mailadres").ClickAsync();

        await Expect(gebruiker.Kop).ToHaveTextAsync("Log in met uw eigen account");
        await gebruiker.FillAsync("Gebruikersnaam", "gebruiker");
        await gebruiker.FillAsync("Wachtwoord", "verkeerd");
        await gebruiker.Knop("Ga verder").ClickAsync();
        await Expect(gebruiker.Page.GetByText("De gebruikersnaam of het wachtwoord klopt niet.").First).ToBeVisibleAsync();
        await gebruiker.KijkAsync("upgrade-account");
        await gebruiker.FillAsync("Wachtwoord", Bezoeker.DemoWachtwoord);
        await gebruiker.Knop("Ga verder").ClickAsync();

        await Expect(gebruiker.Kop).ToHaveTextAsync("Bevestig uw extra code");
        await gebruiker.KijkAsync("upgrade-extra-code");
        var sms = await post.AfterAsync("sms-inlogcode", () => gebruiker.Knop("Stuur mij een sms-code").ClickAsync());
        await gebruiker.FillAsync("Sms-code", Brieven.Digits(sms));
        await gebruiker.Knop("Bevestig mobiel nummer").ClickAsync();

        await NieuweGebruiker.IdentifyAsync(gebruiker);
        await Expect(gebruiker.Kop).ToHaveTextAsync("Ga akkoord met de voorwaarden");
        await gebruiker.VinkAsync("Ik ga akkoord met de gebruiksvoorwaarden");
        await gebruiker.Knop("Activeer mijn eHerkenning").ClickAsync();
        await Expect(gebruiker.Kop).ToHaveTextAsync("Uw niveau is nu EH3");
        await gebruiker.KijkAsync("upgrade-klaar");
    }
}
