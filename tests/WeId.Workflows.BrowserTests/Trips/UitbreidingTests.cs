using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.BrowserTests.Fixture;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Uitbreiding.Parkeervergunning;
using WeId.Workflows.Web;
using static Microsoft.Playwright.Assertions;

namespace WeId.Workflows.BrowserTests.Trips;

/// <summary>The form of an aanvraag type that the product does not know, added from an assembly of the tests.</summary>
public sealed class UitbreidingTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Form_OfAnAddedType_IsFilledInAndFollowed()
    {
        var definition = DefinitionReader.Read(await File.ReadAllTextAsync(Path.Combine(ParkeervergunningExtensions.Workflows, "parkeervergunning.json"))).Definition!;
        await Product.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(definition, CancellationToken.None);
        var organisatie = await Product.ReadAsync(db => db.Organisaties.Where(o => o.Naam == "Test BV Donald").Select(o => o.Id).SingleAsync());
        var beheerder = await IngelogdAsync("beheerder");

        await beheerder.OpenAsync($"/beheer/{organisatie}/parkeervergunning");
        await Expect(beheerder.Kop).ToHaveTextAsync("Parkeervergunning aanvragen");
        await beheerder.FillAsync("Kenteken", "fout");
        await beheerder.Knop("Vraag parkeervergunning aan").ClickAsync();
        await Expect(beheerder.Page.GetByText("Nog niet alles is goed ingevuld")).ToBeVisibleAsync();
        await beheerder.KijkAsync("uitbreiding-fout");
        await beheerder.FillAsync("Kenteken", "G-123-AB");
        await Product.Brieven.AfterAsync("aanvraag-ontvangen", () => beheerder.Knop("Vraag parkeervergunning aan").ClickAsync());
        await Expect(beheerder.Kop).ToContainTextAsync("Wij hebben uw aanvraag ontvangen");
        var nummer = (await beheerder.Page.Locator(".weid-ontvangen strong").TextContentAsync())!;

        await beheerder.Link("Aanvragen").ClickAsync();
        await beheerder.Link(nummer).ClickAsync();
        await Expect(beheerder.Page.GetByText("Kenteken beoordelen")).ToBeVisibleAsync();
        await beheerder.KijkAsync("uitbreiding-volgen");

        var beoordelaar = await IngelogdAsync("beoordelaar1");
        await beoordelaar.Knop($"Pak op: {nummer}").ClickAsync();
        await Expect(beoordelaar.Page.GetByText("Het kenteken staat op naam van de organisatie")).ToBeVisibleAsync();
        await beoordelaar.KijkAsync("uitbreiding-beoordelen");
        await beoordelaar.Page.Locator(".bo-checklist fieldset").GetByRole(Microsoft.Playwright.AriaRole.Radio, new() { Name = "Akkoord", Exact = true }).CheckAsync();
        await Product.Brieven.AfterAsync("parkeervergunning-verleend", () => beoordelaar.Knop("Goedkeuren").ClickAsync());
    }

    private protected override Task<Product> StartAsync() => Product.StartAsync(builder =>
    {
        builder.Services.AddParkeervergunning();
        builder.Services.AddSingleton(new Paginas([.. WeIdApp.PageAssemblies, ParkeervergunningExtensions.Assembly]));
    });
}
