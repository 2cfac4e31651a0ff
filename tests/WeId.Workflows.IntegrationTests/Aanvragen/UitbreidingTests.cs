using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded.Simulation;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;
using WeId.Workflows.Uitbreiding.Parkeervergunning;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Aanvragen;

/// <summary>An aanvraag type that the product does not know, added from an assembly of the tests (ADR 5).</summary>
public sealed class UitbreidingTests : IAsyncLifetime
{
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private readonly Domain.Organisaties.Organisatie organisatie = Given.Organisatie();
    private TestWorld world = null!;
    private Aanvuller aanvuller = null!;

    public UitbreidingTests() => beheerder = Given.Gebruiker(organisatie);

    private static string Definition => File.ReadAllText(Path.Combine(ParkeervergunningExtensions.Workflows, "parkeervergunning.json"));

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync((services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddParkeervergunning();
        });
        aanvuller = new(world);
        await new Beoordelaars(world).PrepareAsync();
        await world.SeedAsync(organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account);
        await world.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(DefinitionReader.Read(Definition).Definition!, CancellationToken.None);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public void Definition_IsValidWithItsOwnStepAndTemplate()
    {
        var steps = world.Services.GetRequiredService<StepCatalog>().Descriptors.ToDictionary(d => d.Type);

        Assert.Empty(new DefinitionValidator(steps, world.Services.GetRequiredService<ITemplateIndex>()).Validate(DefinitionReader.Read(Definition).Definition!));
        Assert.Empty(new TemplateCheck(world.Services.GetRequiredService<TemplateStore>(), world.Services.GetRequiredService<Composer>()).Check());
    }

    [Theory]
    [InlineData("verleend")]
    [InlineData("afgewezen")]
    [InlineData("aangevuld")]
    [InlineData("vervallen")]
    public void Scenario_EndsAsItSays(string scenario)
    {
        var file = File.ReadAllText(Path.Combine(ParkeervergunningExtensions.Workflows, "scenarios", "parkeervergunning", $"{scenario}.json"));

        var result = new Simulator(world.Services.GetRequiredService<StepCatalog>(), world.Services.GetRequiredService<IExpressionEvaluator>()).Run(Definition, file);

        Assert.Empty(result.Problems);
    }

    // Submission, takenbak, task page, supplement, approval, its own step, its own mail, timeline, operations.
    [Fact]
    public async Task Trip_FromSubmissionToItsOwnMail_NeedsNothingOfTheProduct()
    {
        var indiening = await SubmitAsync("g-123-ab");
        var reviewer = (await Beoordelaars.AccountsAsync(world))[0];
        var query = world.Services.GetRequiredService<TakenQuery>();

        var rij = Assert.Single((await query.ListAsync(world.Handeling(reviewer), TakenFilter.Open, CancellationToken.None))!.Rijen);
        Assert.Equal((indiening.Nummer, organisatie.Naam), (rij.AanvraagNummer, rij.Organisatie));
        var taak = await aanvuller.TaakAsync("Eerste");
        await aanvuller.ClaimAsync(taak, "Eerste");
        var detail = (await query.FindAsync(world.Handeling(reviewer), taak.Id, CancellationToken.None))!;
        Assert.Equal((new DateOnly(2026, 3, 10), true), (detail.AanvullenTot, detail.IsDefinitief));
        Assert.Equal("G-123-AB", Assert.Single(detail.Inhoud!.Regels).Waarden[0]);
        Assert.Equal("Het kenteken staat op naam van de organisatie", Assert.Single(detail.Inhoud.Punten).Tekst);

        Assert.Empty((await aanvuller.AskAsync(taak, "Eerste", ["Anders"], "Van wie is deze auto?")).Refusals);
        await world.SettleAsync();
        await aanvuller.AnswerAsync("Van de directeur.");
        await world.SettleAsync();
        await new Beoordelaars(world).ReviewAsync();

        Assert.Equal(AanvraagStatus.Afgerond, (await aanvuller.AanvraagAsync()).Status);
        var mail = await world.ReadAsync(db => db.Verzendingen.SingleAsync(v => v.Template == "parkeervergunning-verleend"));
        Assert.Contains($"P-{indiening.Nummer}", world.Services.GetRequiredService<Postvak>().Read(mail.Id)!.Text, StringComparison.Ordinal);
        var gevolgd = (await world.Services.GetRequiredService<AanvraagVolgenQuery>().FindAsync(Act(), indiening.AanvraagId, CancellationToken.None))!;
        Assert.Equal(
            [
                "Ontvangst bevestigen", "Kenteken beoordelen", "Om een aanvulling vragen", "Wachten op de aanvulling", "Kenteken beoordelen",
                "Vergunning verlenen", "Aanvraag afronden", "Vergunning versturen",
            ],
            gevolgd.Gedaan.Select(s => s.Titel));
        Assert.Equal("Parkeervergunning", gevolgd.Naam);
        var contexts = world.Services.GetRequiredService<IDbContextFactory<WeIdDbContext>>();
        var instance = Assert.Single(await new OperationsQuery(contexts).ListAsync(onlyIncidents: false, CancellationToken.None));
        Assert.Equal((indiening.Nummer, "parkeervergunning", InstanceStatus.Finished), (instance.Nummer, instance.DefinitionId, instance.Status));
        Assert.Contains(new VersieRij("parkeervergunning", 1, 0), await new VersiesQuery(contexts).ListAsync(CancellationToken.None));
    }

    // Its definition gives seven days and a reminder after three.
    [Fact]
    public async Task Supplement_TakesTheTermsOfItsDefinition()
    {
        await SubmitAsync("G-123-AB");
        await aanvuller.AskAsync("Eerste", "Anders");
        await world.SettleAsync();

        await AtAsync(new(2026, 3, 6, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "aanvulling-herinnering")));
        await AtAsync(new(2026, 3, 10, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal(AanvraagStatus.AanvullingGevraagd, (await aanvuller.AanvraagAsync()).Status);
        await AtAsync(new(2026, 3, 10, 23, 0, 0, TimeSpan.Zero));

        Assert.Equal(AanvraagStatus.Vervallen, (await aanvuller.AanvraagAsync()).Status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("geen kenteken")]
    public async Task Submit_WithoutALicencePlate_IsRefusedAtItsField(string? kenteken)
    {
        var result = await world.Services.GetRequiredService<ParkeervergunningSubmit>().RunAsync(Act(), kenteken, CancellationToken.None);

        Assert.Equal("kenteken", Assert.Single(result.Refusals).Field);
    }

    private Handeling Act() => world.Handeling(beheerder.Account.Id, organisatie.Id);

    private async Task<Indiening> SubmitAsync(string kenteken)
    {
        var result = await world.Services.GetRequiredService<ParkeervergunningSubmit>().RunAsync(Act(), kenteken, CancellationToken.None);
        Assert.Empty(result.Refusals);
        await world.SettleAsync();
        return result.Value!;
    }

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }
}
