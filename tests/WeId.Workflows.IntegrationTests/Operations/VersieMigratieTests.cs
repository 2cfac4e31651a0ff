using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Operations;

/// <summary>One aanvraag before the reviewers and one that waits for its user, on the shipped version; in the next one that wait has another name.</summary>
public sealed class VersieMigratieTests : IAsyncLifetime
{
    /// <summary>The version that is shipped.</summary>
    private const int Now = 3;

    private static readonly VersieKeuze Keuze = new("nieuwe-gebruiker", Now, Now + 1, new Dictionary<string, string>());
    private static readonly VersieKeuze WithMapping = Keuze with { Mapping = VersieKeuze.ReadMapping("wachten = afwachten")! };

    private TestWorld world = null!;
    private Guid account;
    private Guid inReview;
    private Guid invited;

    private VersieMigratie Migratie => world.Services.GetRequiredService<VersieMigratie>();

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync((services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddSingleton<OperationsService>().AddSingleton<VersiesQuery>().AddSingleton<VersieMigratie>();
        });
        await world.PublishDefinitionsAsync();
        var loket = new Loket(world);
        await loket.OpenAsync();
        invited = await loket.SubmitAsync("Uitgenodigd", "EH2+", TweedeFactor.Sms);
        await world.SettleAsync();
        await loket.DecideAsync(invited);
        inReview = await loket.SubmitAsync("Beoordeling", "EH2+", TweedeFactor.Sms);
        await world.SettleAsync();
        await PublishSecondAsync();
        account = await MedewerkerAsync(StafRol.Operator);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    [Fact]
    public async Task Preview_TellsWhatCanAndWhatCannot_AndChangesNothing()
    {
        var uitkomsten = await Migratie.PreviewAsync(Keuze, (_, _) => { }, CancellationToken.None);

        Assert.Equal(inReview, Assert.Single(uitkomsten, u => u.Plan.IsPossible).Instance.AanvraagId);
        var refused = Assert.Single(uitkomsten, u => !u.Plan.IsPossible);
        Assert.Equal(invited, refused.Instance.AanvraagId);
        Assert.Contains(refused.Plan.Refusals, r => r is { Obstacle: MigrationObstacle.NoTarget, ActivityId: "wachten" });
        Assert.Equal([Now, Now], await VersionsAsync());
    }

    [Fact]
    public async Task Migrate_MovesWhatCanBeMovedAndLeavesTheRest()
    {
        var progress = new List<(int, int)>();

        var (refusal, uitkomsten) = await MigrateAsync(Keuze, world.Handeling(account), (done, of) => progress.Add((done, of)));

        Assert.Null(refusal);
        Assert.Equal([(1, 2), (2, 2)], progress);
        Assert.Equal(1, uitkomsten.Count(u => u.Plan.IsPossible));
        Assert.Equal([Now, Now + 1], await VersionsAsync());
        Assert.Equal([inReview], await world.ReadAsync(db => db.Audit.Where(a => a.Wat == "WorkflowMigreren").Select(a => a.AanvraagId!.Value).ToListAsync()));
    }

    [Fact]
    public async Task Migrate_WithRenamedStep_MovesAllAndTheyGoOn()
    {
        var (refusal, _) = await MigrateAsync(WithMapping, world.Handeling(account));

        Assert.Null(refusal);
        Assert.Equal([Now + 1, Now + 1], await VersionsAsync());
        await (await new Loket(world).GebruikerAsync(invited)).RunAsync();
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Where(i => i.AanvraagId == invited).Select(i => i.Status).SingleAsync()));
    }

    [Fact]
    public async Task Migrate_Again_FindsOnlyWhatIsLeft()
    {
        await MigrateAsync(Keuze, world.Handeling(account));

        var (_, uitkomsten) = await MigrateAsync(WithMapping, world.Handeling(account));

        Assert.Equal(invited, Assert.Single(uitkomsten).Instance.AanvraagId);
        Assert.Equal([Now + 1, Now + 1], await VersionsAsync());
    }

    [Fact]
    public async Task Migrate_BySomebodyElse_IsRefused()
    {
        var (refusal, uitkomsten) = await MigrateAsync(WithMapping, world.Handeling(await MedewerkerAsync(StafRol.Beoordelaar)));

        Assert.Equal(new NotAllowed(), refusal);
        Assert.Empty(uitkomsten);
        Assert.Equal([Now, Now], await VersionsAsync());
    }

    [Fact]
    public async Task List_CountsWhatRunsOnEachVersion()
    {
        await MigrateAsync(Keuze, world.Handeling(account));

        var rijen = await world.Services.GetRequiredService<VersiesQuery>().ListAsync(CancellationToken.None);

        Assert.Equal([new VersieRij("nieuwe-gebruiker", Now + 1, 1), new VersieRij("nieuwe-gebruiker", Now, 1)], rijen.Where(r => r.DefinitionId == "nieuwe-gebruiker"));
    }

    [Theory]
    [InlineData("a=b\nc=d", 2)]
    [InlineData(" a = b \r\n\r\n", 1)]
    [InlineData(null, 0)]
    public void ReadMapping_OneALine_IsRead(string? text, int count) => Assert.Equal(count, VersieKeuze.ReadMapping(text)!.Count);

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("a=b=c")]
    [InlineData("a=b\na=c")]
    public void ReadMapping_OtherLines_AreNotRead(string text) => Assert.Null(VersieKeuze.ReadMapping(text));

    private Task<(Refusal? Refusal, IReadOnlyList<InstanceUitkomst> Uitkomsten)> MigrateAsync(VersieKeuze keuze, Handeling handeling, Action<int, int>? progress = null) =>
        Migratie.MigrateAsync(handeling, keuze, progress ?? ((_, _) => { }), CancellationToken.None);

    private Task<List<int>> VersionsAsync() => world.ReadAsync(db => db.Instances.OrderBy(i => i.DefinitionVersion).Select(i => i.DefinitionVersion).ToListAsync());

    private async Task PublishSecondAsync()
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows", "nieuwe-gebruiker.json"));
        var second = json.ReplaceLineEndings("\n")
            .Replace($"\n  \"version\": {Now},", $"\n  \"version\": {Now + 1},", StringComparison.Ordinal)
            .Replace("\"wachten\"", "\"afwachten\"", StringComparison.Ordinal);
        await world.Services.GetRequiredService<IDefinitionCatalog>().PublishAsync(DefinitionReader.Read(second).Definition!, CancellationToken.None);
    }

    private async Task<Guid> MedewerkerAsync(StafRol rol)
    {
        var (medewerker, of) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, of);
        return of.Id;
    }
}
