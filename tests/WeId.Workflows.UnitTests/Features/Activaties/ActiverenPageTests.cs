using System.Globalization;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Layout;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.UnitTests.Features.Activaties;

public sealed class ActiverenPageTests : IAsyncLifetime, IDisposable
{
    private const string Code = "ACDEFGHJKM";

    private readonly BunitContext page = new();
    private TestWorld world = null!;

    public async Task InitializeAsync()
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("nl");
        world = await TestWorld.CreateAsync();
        world.MayBreak("aanvraag and koppeling are put in as rows, without a workflow", "I7", "I10", "Audit");
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        page.Services.AddLocalization();
        page.Services.AddSingleton(world.Services.GetRequiredService<ActivatieService>());
        page.Services.AddSingleton(world.Services.GetRequiredService<RefusalTekst>());
        page.Services.AddSingleton(new IdentificatieSimulatie());
        page.Services.AddScoped<Aankondiging>();

        var organisatie = Given.Organisatie();
        var persoon = Given.Persoon();
        var middel = new EhMiddel(Given.Id(), persoon.Id, Betrouwbaarheidsniveau.Eh2Plus, TweedeFactor.Sms, TestWorld.Begin);
        var aanvraag = Given.Aanvraag(organisatie, persoon, persoon);
        var koppeling = new Organisatiekoppeling(Given.Id(), middel.Id, organisatie.Id, Rol.Beheerder, middel.Niveau, aanvraag.Id);
        koppeling.Approve(world.Handeling(), AbonnementDuur.EenJaar);
        var hash = world.Services.GetRequiredService<ActivatieCodes>().Hash(Code)!;
        await world.SeedAsync(
            organisatie, persoon, middel, aanvraag, koppeling,
            new Activatie(Given.Id(), aanvraag.Id, middel.Id, hash, koppeling.UiterlijkActiverenOp!.Value, needsIdentificatie: false, TestWorld.Begin));
    }

    public async Task DisposeAsync()
    {
        await page.DisposeAsync();
        await world.DisposeAsync();
    }

    public void Dispose() => page.Dispose();

    [Fact]
    public async Task Opening_WithThePersonalLink_FillsInTheCodeAndChangesNothing()
    {
        Navigate($"/activeren#{Code}");

        var cut = page.Render<ActiverenPage>();

        Assert.Equal(Code, cut.Find("#activatiecode").GetAttribute("value"));
        Assert.DoesNotContain('#', page.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri);
        Assert.Equal(ActivatieStatus.Uitgenodigd, (await world.ReadAsync(db => db.Activaties.SingleAsync())).Status);
    }

    [Fact]
    public async Task WrongCode_IsSaidAtTheField()
    {
        var cut = page.Render<ActiverenPage>();

        await FillAsync(cut, ("activatiecode", "ACDEFAAAAA"));

        Assert.Equal("true", cut.Find("#activatiecode").GetAttribute("aria-invalid"));
        Assert.Equal("activatiecode-hulp activatiecode-fout", cut.Find("#activatiecode").GetAttribute("aria-describedby"));
    }

    [Fact]
    public async Task UnequalWachtwoorden_AreSaidAtTheSecondOne()
    {
        var cut = page.Render<ActiverenPage>();
        await FillAsync(cut, ("activatiecode", Code));
        await FillAsync(cut, ("validatiecode", (await LastAsync<ValidatiecodeGegevens>()).Code));

        await FillAsync(cut, ("gebruikersnaam", "anna.jansen"), ("wachtwoord", "paarse olifant 7"), ("herhaling", "paarse olifant 8"));

        Assert.NotNull(cut.Find("#herhaling-fout"));
    }

    [Fact]
    public async Task EveryStep_LeadsToTheNextOne()
    {
        var cut = page.Render<ActiverenPage>();

        await FillAsync(cut, ("activatiecode", "acdef-ghjkm"));
        Assert.Equal(("Bevestig uw e-mailadres", "Stap 2 van 5"), (Heading(cut), cut.Find("p.stil").TextContent));

        await FillAsync(cut, ("validatiecode", (await LastAsync<ValidatiecodeGegevens>()).Code));
        Assert.Equal("Kies een gebruikersnaam en een wachtwoord", Heading(cut));

        await FillAsync(cut, ("gebruikersnaam", "anna.jansen"), ("wachtwoord", "paarse olifant 7"), ("herhaling", "paarse olifant 7"));
        Assert.Equal("Koppel uw extra code", Heading(cut));

        await cut.Find("button.knop").ClickAsync(new());
        await FillAsync(cut, ("smscode", (await LastAsync<SmsInlogcodeGegevens>()).Code));
        Assert.Equal("Ga akkoord met de voorwaarden", Heading(cut));

        await cut.Find("form").SubmitAsync();
        Assert.NotNull(cut.Find("#akkoord-fout"));

        await cut.Find("#akkoord").ChangeAsync(new() { Value = true });
        await cut.Find("form").SubmitAsync();
        Assert.Equal("Uw middel is actief", Heading(cut));
        Assert.Contains("beheermodule", cut.Markup, StringComparison.Ordinal);
    }

    private static string Heading(IRenderedComponent<ActiverenPage> cut) => cut.Find("h1").TextContent;

    private static async Task FillAsync(IRenderedComponent<ActiverenPage> cut, params (string Id, string Value)[] fields)
    {
        foreach (var (id, value) in fields)
        {
            await cut.Find($"#{id}").ChangeAsync(new() { Value = value });
        }

        await cut.Find("form").SubmitAsync();
    }

    private void Navigate(string address) => page.Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo(address);

    private async Task<T> LastAsync<T>()
        where T : TemplateGegevens
    {
        var template = TemplateGegevens.NameOf(typeof(T));
        var verzending = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == template).OrderByDescending(v => v.Id).FirstAsync());
        return (T)TemplateGegevens.Unprotect(template, verzending.BeveiligdeGegevens!, world.Services.GetRequiredService<IGeheimen>());
    }
}
