using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>Somebody for whom a middel is asked, and the people who bring it about, page by page.</summary>
internal sealed record NieuweGebruiker(string Niveau, bool MetOtpDevice)
{
    public const string Naam = "Nina Nieuw";
    public const string Email = "nina.nieuw@voorbeeld.nl";
    public const string Gebruikersnaam = "nina.nieuw";
    public const string Wachtwoord = "een-lang-wachtwoord-1";
    public const string Serienummer = "OTP1234567";

    /// <summary>Looks at every page on the way; the name of each picture begins with this. Null: does not look.</summary>
    public string? Kijk { get; init; }

    private bool NeedsIdentificatie => Niveau != "EH2+";

    /// <summary>The beheerder goes through the wizard and sends it; returns the number of the aanvraag.</summary>
    public async Task<string> VraagAanAsync(Bezoeker beheerder)
    {
        await beheerder.Link("Voeg toe").ClickAsync();
        await Expect(beheerder.Kop).ToHaveTextAsync("Nieuwe gebruiker toevoegen");
        await beheerder.KiesAsync(Niveau);
        await LookAsync(beheerder, "1-niveau");
        await NextAsync(beheerder, "Rol");
        await beheerder.KiesAsync("Reguliere gebruiker");
        await LookAsync(beheerder, "2-rol");
        await NextAsync(beheerder, "Persoons- en ID-gegevens");
        await FillPersoonAsync(beheerder);
        await UploadAsync(beheerder, "Voorzijde", Documenten.Png("voorzijde.png"));
        await UploadAsync(beheerder, "Achterzijde", Documenten.Pdf("achterzijde.pdf"));
        await LookAsync(beheerder, "3-persoon");
        await NextAsync(beheerder, "Tweede factor en abonnement");
        await FillMiddelAsync(beheerder);
        await LookAsync(beheerder, "4-middel");
        await NextAsync(beheerder, "Controleren en versturen");
        await Expect(beheerder.Knop("Voeg gebruiker toe")).ToBeDisabledAsync();
        await beheerder.VinkAsync("Ik ga akkoord met deze aanvraag en met de kosten");
        await Expect(beheerder.Knop("Voeg gebruiker toe")).ToBeEnabledAsync();
        await LookAsync(beheerder, "5-controleren");
        await beheerder.Knop("Voeg gebruiker toe").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        await LookAsync(beheerder, "6-ontvangen");
        var nummer = await beheerder.Page.Locator("main strong").First.InnerTextAsync();
        await beheerder.Link("Naar het overzicht van gebruikers").ClickAsync();
        await Expect(beheerder.Kop).ToContainTextAsync("Gebruikers");
        return nummer;
    }

    /// <summary>The third step, all but the copies of the document.</summary>
    public async Task FillPersoonAsync(Bezoeker beheerder)
    {
        await beheerder.FillAsync("Voornamen", "Nina");
        await beheerder.FillAsync("Achternaam", "Nieuw");
        await beheerder.FillAsync("Geboortedatum", "1990-04-01");
        await beheerder.FillAsync("E-mailadres", Email);
        await beheerder.KiesAsync("Identiteitskaart");
        await beheerder.FillAsync("Documentnummer", "IX1R2K345");
        await beheerder.FillAsync("Vervaldatum", Iso(beheerder.Product.Today.AddYears(4)));
        if (NeedsIdentificatie)
        {
            await beheerder.FillAsync("Straat en huisnummer", "Kerkstraat 1");
            await beheerder.FillAsync("Postcode", "8823 SJ");
            await beheerder.FillAsync("Plaats", "Lollum");
        }
    }

    /// <summary>Goes on to the next step of the wizard.</summary>
    public static async Task NextAsync(Bezoeker beheerder, string stap)
    {
        await beheerder.Knop("Volgende").ClickAsync();
        await Expect(beheerder.Page.GetByRole(AriaRole.Heading, new() { Level = 2, Name = stap, Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Uploads a file that is accepted.</summary>
    public static async Task UploadAsync(Bezoeker beheerder, string zijde, FilePayload bestand)
    {
        await beheerder.Veld(zijde).SetInputFilesAsync(bestand);
        await Expect(beheerder.Page.Locator(".weid-bestand").Filter(new() { HasText = bestand.Name })).ToBeVisibleAsync();
    }

    /// <summary>A day as a date field takes it.</summary>
    public static string Iso(DateOnly dag) => dag.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The row of the new user in the overview; his details, when open, are a row after it.</summary>
    public static ILocator Rij(Bezoeker beheerder) => beheerder.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Email }).First;

    /// <summary>A reviewer takes the task, looks at both sides and says yes to every point.</summary>
    public async Task KeurGoedAsync(Bezoeker beoordelaar, string nummer, string knop)
    {
        await OpenTaakAsync(beoordelaar, nummer);
        await LookAtDocumentAsync(beoordelaar, knop);
        await LookAsync(beoordelaar, "7-beoordelen");
        foreach (var punt in await beoordelaar.Page.Locator(".bo-checklist fieldset").AllAsync())
        {
            await punt.GetByRole(AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        }

        await beoordelaar.Knop(knop).ClickAsync();
        await Expect(beoordelaar.Page.GetByText(new Regex("De aanvraag is goedgekeurd|Uw goedkeuring is vastgelegd"))).ToBeVisibleAsync();
        await LookAsync(beoordelaar, "8-goedgekeurd");
    }

    /// <summary>Somebody of the back office takes the task of an aanvraag.</summary>
    public async Task OpenTaakAsync(Bezoeker medewerker, string nummer)
    {
        await medewerker.Knop($"Pak op: {nummer}").WaitForAsync();
        await LookAsync(medewerker, "7-takenbak");
        await medewerker.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(medewerker.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/backoffice/taken/"));
    }

    /// <summary>The new user goes through the pages of the activation, from the code in his letter or the link in his mail.</summary>
    public async Task ActiveerAsync(Bezoeker gebruiker, string? code, string? link = null)
    {
        var post = gebruiker.Product.Brieven;
        await gebruiker.OpenAsync(link ?? "/activeren");
        if (code is not null)
        {
            await gebruiker.FillAsync("Activatiecode", code);
        }

        await LookAsync(gebruiker, "a1-code");
        var mail = await post.AfterAsync("validatiecode", () => gebruiker.Knop("Begin met activeren").ClickAsync());
        await Expect(gebruiker.Kop).ToHaveTextAsync("Bevestig uw e-mailadres");
        await LookAsync(gebruiker, "a2-email");
        await gebruiker.FillAsync("Validatiecode", Brieven.Digits(mail));
        await gebruiker.Knop("Bevestig e-mailadres").ClickAsync();

        await Expect(gebruiker.Kop).ToHaveTextAsync("Kies een gebruikersnaam en een wachtwoord");
        await LookAsync(gebruiker, "a3-account");
        await gebruiker.FillAsync("Gebruikersnaam", Gebruikersnaam);
        await gebruiker.FillAsync("Wachtwoord", Wachtwoord);
        await gebruiker.FillAsync("Herhaal wachtwoord", Wachtwoord);
        await gebruiker.Knop("Bewaar en ga verder").ClickAsync();

        await Expect(gebruiker.Kop).ToHaveTextAsync("Koppel uw extra code");
        await LookAsync(gebruiker, "a4-tweede-factor");
        await ConfirmFactorAsync(gebruiker);
        if (NeedsIdentificatie)
        {
            await IdentifyAsync(gebruiker);
        }

        await Expect(gebruiker.Kop).ToHaveTextAsync("Ga akkoord met de voorwaarden");
        await LookAsync(gebruiker, "a6-akkoord");
        await gebruiker.VinkAsync("Ik ga akkoord met de gebruiksvoorwaarden");
        await gebruiker.Knop("Activeer mijn eHerkenning").ClickAsync();
        await Expect(gebruiker.Kop).ToHaveTextAsync("Uw middel is actief");
        await LookAsync(gebruiker, "a7-klaar");
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    private static IPageAssertions Expect(IPage page) => Assertions.Expect(page);

    private async Task FillMiddelAsync(Bezoeker beheerder)
    {
        await beheerder.KiesAsync(MetOtpDevice ? "OTP device" : "SMS");
        if (!MetOtpDevice)
        {
            await beheerder.FillAsync("Mobiel nummer van de gebruiker", "06 12345679");
        }
    }

    private static async Task LookAtDocumentAsync(Bezoeker beoordelaar, string knop)
    {
        await Expect(beoordelaar.Knop(knop)).ToBeVisibleAsync();
        var voorzijde = beoordelaar.Page.GetByAltText("Kopie van het document: Voorzijde");
        await Expect(voorzijde).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await voorzijde.EvaluateAsync<int>("image => image.naturalWidth") > 0, "The front side could not be shown.");
        await beoordelaar.Knop("Achterzijde").ClickAsync();
        await Expect(beoordelaar.Page.GetByTitle("Kopie van het document: Achterzijde")).ToBeVisibleAsync();
        await beoordelaar.Knop("Voorzijde").ClickAsync();
        await Expect(voorzijde).ToBeVisibleAsync();
    }

    private async Task ConfirmFactorAsync(Bezoeker gebruiker)
    {
        if (MetOtpDevice)
        {
            await gebruiker.FillAsync("Serienummer", Serienummer);
            await gebruiker.KijkAsync("activeren-otp-device");
            await gebruiker.FillAsync("Code op het device", await gebruiker.Product.OtpCodeOfDeviceAsync(Serienummer));
            await gebruiker.Knop("Koppel OTP device").ClickAsync();
            return;
        }

        var sms = await gebruiker.Product.Brieven.AfterAsync("sms-inlogcode", () => gebruiker.Knop("Stuur mij een sms-code").ClickAsync());
        await gebruiker.FillAsync("Sms-code", Brieven.Digits(sms));
        await LookAsync(gebruiker, "a4-sms-code");
        await gebruiker.Knop("Bevestig mobiel nummer").ClickAsync();
    }

    /// <summary>The user is identified by the app, and the partner reports that it went well.</summary>
    public static async Task IdentifyAsync(Bezoeker gebruiker)
    {
        await Expect(gebruiker.Kop).ToHaveTextAsync("Laat controleren wie u bent");
        await gebruiker.KijkAsync("activeren-identificatie");
        await gebruiker.KiesAsync("Met de app op mijn telefoon");
        await gebruiker.Knop("Vraag identificatie aan").ClickAsync();
        var partner = gebruiker.Page.GetByRole(AriaRole.Link, new() { Name = "Speel de partner na (alleen bij ontwikkeling)" });
        await Expect(partner).ToBeVisibleAsync();
        await gebruiker.KijkAsync("activeren-identificatie-gepland");
        var nagebootst = await gebruiker.NieuweTabAsync((await partner.GetAttributeAsync("href"))!);
                await nagebootst.Knop("Geslaagd").ClickAsync();
        await Expect(nagebootst.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Gemeld" })).ToBeVisibleAsync();
        await gebruiker.Knop("Kijk of het gelukt is").ClickAsync();
    }

    private async Task LookAsync(Bezoeker bezoeker, string stap)
    {
        if (Kijk is not null)
        {
            await bezoeker.KijkAsync($"{Kijk}-{stap}");
        }
    }
}
