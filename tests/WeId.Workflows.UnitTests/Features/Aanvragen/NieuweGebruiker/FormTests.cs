using AngleSharp.Dom;
using Bunit;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

namespace WeId.Workflows.UnitTests.Features.Aanvragen.NieuweGebruiker;

public class FormTests
{
    //
    [Theory]
    [InlineData(Betrouwbaarheidsniveau.Eh2Plus, "EH2+")]
    [InlineData(Betrouwbaarheidsniveau.Eh3, "EH2+ EH3")]
    [InlineData(Betrouwbaarheidsniveau.Eh4, "EH2+ EH3 EH4")]
    public async Task Render_OwnLevel_OffersNothingAboveIt(Betrouwbaarheidsniveau eigen, string offered)
    {
        await using var module = await Beheermodule.CreateAsync(eigen);
        await using var pages = module.Pages();

        var page = Show(pages, module);

        Assert.Equal(offered, string.Join(' ', page.FindAll("input[type=radio]").Select(i => i.GetAttribute("value"))));
    }

    [Fact]
    public async Task Next_NothingChosen_ShowsTheMessageInSummaryAndAtTheField()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();
        var page = Show(pages, module);

        Button(page, "Volgende").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".weid-fouten a")));
        Assert.NotNull(page.Find("#veld-Niveau-fout"));
    }

    //
    [Fact]
    public async Task Change_Choices_RecomputesTheCostsAtOnce()
    {
        await using var module = await Beheermodule.CreateAsync();
        var extra = await module.AddOrganisatieAsync("Vestiging Zuid");
        await using var pages = module.Pages();
        await SaveAsync(module, new NieuweGebruikerFormulier { Niveau = "EH3", Rol = "Gebruiker", Stap = 4 });
        var page = Show(pages, module);
        Assert.Contains("32,50", Costs(page), StringComparison.Ordinal);

        await ChangeAsync(page, $"#veld-Organisatie-{extra.Id:N}", true);
        page.WaitForAssertion(() => Assert.Contains("45,00", Costs(page), StringComparison.Ordinal));
        await ChangeAsync(page, "#veld-TweedeFactor-1", "OtpDevice");
        page.WaitForAssertion(() => Assert.Contains("85,00", Costs(page), StringComparison.Ordinal));
        await ChangeAsync(page, "#veld-Korting3Jarig", true);

        // 69 + 30 + 40, and 3 × (32.50 + 12.50) − (69 + 30) less than three single years
        page.WaitForAssertion(() => Assert.Contains("139,00", Costs(page), StringComparison.Ordinal));
        Assert.Contains("36,00", Costs(page), StringComparison.Ordinal);
    }

    //
    [Fact]
    public async Task Render_Organisaties_TicksTheCurrentOneForGood()
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddOrganisatieAsync("Vestiging Zuid");
        await using var pages = module.Pages();
        await SaveAsync(module, new NieuweGebruikerFormulier { Niveau = "EH3", Stap = 4 });

        var page = Show(pages, module);

        Assert.True(page.Find("#veld-Organisatie").HasAttribute("checked"));
        Assert.True(page.Find("#veld-Organisatie").HasAttribute("disabled"));
        Assert.Contains("Vestiging Zuid", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_SomethingMissing_LeavesTheButtonInactive_R114()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();
        var form = Complete();
        form.Achternaam = "";
        await SaveAsync(module, form, DocumentZijde.Voorzijde);

        var page = Show(pages, module);

        Assert.True(Button(page, "Voeg gebruiker toe").HasAttribute("disabled"));
        Assert.Contains("Achternaam", page.Find(".weid-nog-nodig").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_EverythingFilledIn_ConfirmsWithTheNumber_R115_R116()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();
        await SaveAsync(module, Complete(), DocumentZijde.Voorzijde);
        var page = Show(pages, module);
        Assert.Contains("U was hier gebleven", page.Markup, StringComparison.Ordinal);
        Assert.True(Button(page, "Voeg gebruiker toe").HasAttribute("disabled"));

        await ChangeAsync(page, "#veld-Akkoord", true);
        page.WaitForAssertion(() => Assert.False(Button(page, "Voeg gebruiker toe").HasAttribute("disabled")));
        Button(page, "Voeg gebruiker toe").Click();

        page.WaitForAssertion(() => Assert.Contains("Wij hebben uw aanvraag ontvangen", page.Markup, StringComparison.Ordinal));
        var aanvraag = await module.World.ReadAsync(db => db.Aanvragen.SingleAsync());
        Assert.Contains(aanvraag.Nummer, page.Markup, StringComparison.Ordinal);
        Assert.Equal(0, await module.World.ReadAsync(db => db.Concepten.CountAsync()));
        Assert.Equal(KoppelingStatus.WachtenOpGoedkeuring, await module.World.ReadAsync(db => db.Koppelingen.Where(k => k.AanvraagId == aanvraag.Id).Select(k => k.Status).SingleAsync()));
    }

    // the letter goes to the address at the KvK, which nobody can change here.
    [Fact]
    public async Task Render_Eh2Plus_ShowsTheKvkAddressWithoutAField()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();
        await SaveAsync(module, new NieuweGebruikerFormulier { Niveau = "EH2+", Stap = 3 });

        var page = Show(pages, module);

        Assert.Contains("Hizzaarderlaan 3A", page.Find("address").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#veld-IdentificatieStraat"));
    }

    //
    [Fact]
    public async Task Render_DocumentWithBackSide_AsksForBothSides()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();
        await SaveAsync(module, new NieuweGebruikerFormulier { Niveau = "EH3", DocumentType = "Rijbewijs", Stap = 3 });

        var page = Show(pages, module);

        Assert.Equal(2, page.FindAll("input[type=file]").Count);
        await ChangeAsync(page, "#veld-Bestanden", "een");
        page.WaitForAssertion(() => Assert.Single(page.FindAll("input[type=file]")));
    }

    private static NieuweGebruikerFormulier Complete() => new()
    {
        Niveau = "EH2+",
        Rol = "Gebruiker",
        Voornamen = "Kees",
        Tussenvoegsel = "van",
        Achternaam = "Dijk",
        Geboortedatum = new DateOnly(1990, 4, 1),
        Email = "kees@example.nl",
        DocumentType = "Paspoort",
        Documentnummer = "NXC4K2HR6",
        Vervaldatum = new DateOnly(2030, 1, 1),
        TweedeFactor = "Sms",
        Mobiel = "06 12345678",
        Stap = 5,
    };

    private static async Task SaveAsync(Beheermodule module, NieuweGebruikerFormulier formulier, params DocumentZijde[] bijlagen)
    {
        var concepten = module.Get<ConceptService>();
        var concept = (await concepten.OpenAsync<NieuweGebruikerFormulier>(module.Handeling(), NieuweGebruikerGegevens.Type, CancellationToken.None)).Value!;
        await concepten.SaveAsync(module.Handeling(), concept.Id, formulier, CancellationToken.None);
        foreach (var zijde in bijlagen)
        {
            await module.Get<BijlageService>().StoreAsync(module.Handeling(), concept.Id, zijde, "pas.png", new byte[10], CancellationToken.None);
        }
    }

    private static IRenderedComponent<Form> Show(BunitContext pages, Beheermodule module)
    {
        var page = pages.Render<Form>(p => p.Add(x => x.Organisatie, module.Organisatie.Id));
        page.WaitForElement(".weid-stap");
        return page;
    }

    private static IElement Button(IRenderedComponent<Form> page, string text) => page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    // Found and changed in one turn of the renderer: a render in between would take the handler away.
    private static Task ChangeAsync<T>(IRenderedComponent<Form> page, string field, T value) => page.InvokeAsync(() => page.Find(field).Change(value));

    private static string Costs(IRenderedComponent<Form> page) => page.Find(".weid-kosten").TextContent;
}
