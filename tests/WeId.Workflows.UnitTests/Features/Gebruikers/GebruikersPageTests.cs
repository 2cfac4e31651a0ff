using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Gebruikers;

public class GebruikersPageTests
{
    [Fact]
    public async Task Render_OwnAccount_IsMarked_R071()
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddAsync("Zwart", KoppelingStatus.Actief);
        await using var pages = module.Pages();

        var page = Show(pages, module);

        Assert.Contains("uw eigen account", Row(page, "De Beheerder").TextContent, StringComparison.Ordinal);
        Assert.Contains("Beheerder", Row(page, "De Beheerder").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("uw eigen account", Row(page, "Zwart").TextContent, StringComparison.Ordinal);
    }

    // the word of the status, and whose turn it is until when.
    [Theory]
    [InlineData(KoppelingStatus.WachtenOpGoedkeuring, "Wachten op goedkeuring", "We-ID controleert de aanvraag")]
    [InlineData(KoppelingStatus.WachtenOpActivatie, "Wachten op activatie", "uiterlijk 28 maart 2026")]
    [InlineData(KoppelingStatus.ActivatieVerlopen, "Activatie verlopen", "nieuwe activatie-uitnodiging")]
    [InlineData(KoppelingStatus.Actief, "Actief", "Niets")]
    public async Task Render_Status_SaysWhatIsToBeDone(KoppelingStatus status, string word, string toDo)
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddAsync("Zwart", status);
        await using var pages = module.Pages();

        var row = Row(Show(pages, module), "Zwart").TextContent;

        Assert.Contains(word, row, StringComparison.Ordinal);
        Assert.Contains(toDo, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KoppelingStatus.Beeindigd)]
    [InlineData(KoppelingStatus.Afgekeurd)]
    public async Task Render_EndedOrRejected_IsNeverShown_R070_R171(KoppelingStatus status)
    {
        await using var module = await Beheermodule.CreateAsync();
        var hidden = await module.AddAsync("Zwart", status);
        await using var pages = module.Pages();

        var page = Show(pages, module, ("open", hidden.Id));

        Assert.DoesNotContain("Zwart", page.Markup, StringComparison.Ordinal);
        Assert.Null(await module.Get<GebruikerQuery>().FindAsync(module.Handeling(), hidden.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Render_NothingFits_OffersTheWayBack()
    {
        await using var module = await Beheermodule.CreateAsync();
        await using var pages = module.Pages();

        var page = Show(pages, module, ("zoek", "bestaat niet"));

        Assert.Contains("Geen gebruikers gevonden", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains("Toon alle gebruikers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Render_OrganisatieOfAnother_SaysNotFound()
    {
        await using var module = await Beheermodule.CreateAsync();
        var foreign = Given.Organisatie("90004760", "Vreemd BV");
        await module.World.SeedAsync(foreign);
        await using var pages = module.Pages();

        var page = pages.Render<GebruikersPage>(p => p.Add(x => x.Organisatie, foreign.Id));
        page.WaitForAssertion(() => Assert.Contains("Pagina niet gevonden", page.Markup, StringComparison.Ordinal));

        Assert.DoesNotContain("Vreemd BV", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toggle_ExpiredUser_OffersANewUitnodigingWithItsPrice_R166_R167()
    {
        await using var module = await Beheermodule.CreateAsync();
        var expired = await module.AddAsync("Zwart", KoppelingStatus.ActivatieVerlopen);
        await using var pages = module.Pages();

        var page = Show(pages, module, ("open", expired.Id));
        page.WaitForElement(".weid-detail .weid-link").Click();

        page.WaitForAssertion(() => Assert.Contains("Per e-mail, gratis", page.Markup, StringComparison.Ordinal));
        Assert.Contains("12,50 exclusief btw", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Zwart@example.nl", page.Find("#uitnodiging-email").GetAttribute("value"));
    }

    //
    [Theory]
    [InlineData(KoppelingStatus.Actief, true)]
    [InlineData(KoppelingStatus.WachtenOpActivatie, false)]
    public async Task Toggle_User_ExplainsWhyALevelIsNotLoweredOnceItIsActive(KoppelingStatus status, bool isExplained)
    {
        await using var module = await Beheermodule.CreateAsync();
        var gebruiker = await module.AddAsync("Zwart", status);
        await using var pages = module.Pages();

        var page = Show(pages, module, ("open", gebruiker.Id));
        page.WaitForElement(".weid-detail");

        Assert.Equal(isExplained, page.Markup.Contains("Lager niveau nodig?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("zwa", 1)]
    [InlineData("ZWART", 1)]
    [InlineData("example.nl", 2)]
    [InlineData("anna zwart", 1)]
    [InlineData("%", 0)]
    public async Task List_Search_FindsInNameAndEmail(string zoek, int expected)
    {
        await using var module = await Beheermodule.CreateAsync();
        await module.AddAsync("Zwart", KoppelingStatus.Actief);

        var list = await module.Get<GebruikersQuery>().ListAsync(module.Handeling(), new GebruikersVraag(zoek), CancellationToken.None);

        Assert.Equal(expected, list!.Aantal);
    }

    [Fact]
    public async Task List_ManyUsers_PagesInTheAskedOrder()
    {
        await using var module = await Beheermodule.CreateAsync();
        for (var i = 0; i < GebruikersQuery.PageSize + 4; i++)
        {
            await module.AddAsync($"Gebruiker{i:00}", KoppelingStatus.WachtenOpGoedkeuring);
        }

        var query = module.Get<GebruikersQuery>();
        var last = await query.ListAsync(module.Handeling(), new GebruikersVraag(Sorteer: "-naam", Pagina: 2), CancellationToken.None);
        var filtered = await query.ListAsync(module.Handeling(), new GebruikersVraag(Status: KoppelingStatus.Actief), CancellationToken.None);

        Assert.Equal(2, last!.Paginas);
        Assert.Equal("Anna De Beheerder", last.Rijen[^1].Naam);
        Assert.Equal(5, last.Rijen.Count);
        Assert.Equal("Anna De Beheerder", Assert.Single(filtered!.Rijen).Naam);
        Assert.Equal(GebruikersQuery.PageSize + 5, filtered.Totaal);
    }

    private static IRenderedComponent<GebruikersPage> Show(BunitContext pages, Beheermodule module, params (string Name, object Value)[] query)
    {
        var navigation = pages.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(navigation.GetUriWithQueryParameters($"/beheer/{module.Organisatie.Id}/gebruikers", query.ToDictionary(q => q.Name, q => (object?)q.Value)));
        var page = pages.Render<GebruikersPage>(p => p.Add(x => x.Organisatie, module.Organisatie.Id));
        page.WaitForElement(".weid-tabel, .weid-leeg");
        return page;
    }

    private static IElement Row(IRenderedComponent<GebruikersPage> page, string naam) =>
        page.FindAll("tbody tr").Single(r => r.TextContent.Contains(naam, StringComparison.Ordinal));
}
