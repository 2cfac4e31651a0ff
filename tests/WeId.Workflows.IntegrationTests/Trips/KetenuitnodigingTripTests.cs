using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Beoordeling.Stukken;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the invitation of a relation can have (R-261, R-262, A-40, §5.5).</summary>
public sealed class KetenuitnodigingTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private KetenTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
        await trip.GiveModuleAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // signed online, checked by two since a dienst needs EH3, and valid with mails to both.
    [Fact]
    public async Task SignedOnlineAndApproved_HoldsForBoth()
    {
        await trip.RunUitnodigingAsync();

        Assert.Equal(
            [("Belastingdienst: Inloggen zakelijk", "Test NV Katrien", new DateOnly(2029, 3, 3))],
            (await OntvangenAsync()).Select(k => (k.Dienst, k.Partij, k.Einddatum)));
        Assert.Equal(KetenUitnodigingStatus.Actief, await StatusAsync());
        var namen = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "ketenmachtiging-vastgelegd").Select(v => v.OntvangerNaam).Order().ToListAsync());
        Assert.Equal(["Anna De Beheerder", "Test NV Katrien"], namen);
        var controles = Controles.Read((await AanvraagAsync()).Controles);
        Assert.Equal(["KvkInschrijving", "FunctionarisBevoegd"], controles.Select(c => c.Code));
    }

    // Its ketenmachtiging ends as every other: through its last day, with reminders, also to the relation.
    [Fact]
    public async Task Approved_EndsAfterItsLastDay()
    {
        await trip.RunUitnodigingAsync();

        await AtAsync(new(2029, 1, 3, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await MailsAsync("ketenmachtiging-verloopt"));
        await AtAsync(new(2029, 3, 3, 23, 0, 0, TimeSpan.Zero));

        Assert.Empty(await OntvangenAsync());
        Assert.Equal(AanvraagStatus.Afgerond, (await AanvraagAsync()).Status);
        Assert.Equal(2, await MailsAsync("ketenmachtiging-beeindigd"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rejected_InEitherStage_TellsBothWhy(int stages)
    {
        await SignAsync();
        await new Beoordelaars(world).ReviewAsync(approve: false, stages);

        Assert.Equal(KetenUitnodigingStatus.Afgewezen, await StatusAsync());
        Assert.Empty(await OntvangenAsync());
        Assert.Equal((1, 1), (await MailsAsync("afwijzing"), await MailsAsync("ketenuitnodiging-afgelopen")));
        await AssertEndAsync(AanvraagStatus.Afgekeurd);
    }

    [Fact]
    public async Task ApprovedByOneAtEh3_GivesNothingYet()
    {
        await SignAsync();
        await new Beoordelaars(world).ReviewAsync(stages: 1);

        Assert.Empty(await OntvangenAsync());
        Assert.Equal(KetenUitnodigingStatus.InControle, await StatusAsync());
    }

    // by post, registered with a scan.
    [Fact]
    public async Task ByPost_RegisteredWithItsScanThenApproved_Holds()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);
        await SucceedAsync(Service.PerPostAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();
        var (medewerker, account) = Given.Medewerker(Domain.Medewerkers.StafRol.Postkamer);
        await world.SeedAsync(medewerker, account);
        var taak = await trip.TaakAsync(TaakSoort.KetenformulierOntvangst);
        await SucceedAsync(trip.Beoordeling.ClaimAsync(world.Handeling(account.Id), taak, CancellationToken.None));

        Assert.Equal([new KetenformulierMissing { Field = "Formulier" }], (await Service.OntvangenAsync(world.Handeling(account.Id), taak, CancellationToken.None)).Refusals);
        var stored = await world.Services.GetRequiredService<StukService>().StoreAsync(
            world.Handeling(account.Id), taak, KetenmachtigingUitnodigingGegevens.Formulier, "scan.png", KetenTrip.Scan, CancellationToken.None);
        Assert.True(stored.Succeeded);
        await SucceedAsync(Service.OntvangenAsync(world.Handeling(account.Id), taak, CancellationToken.None));
        await world.SettleAsync();
        await new Beoordelaars(world).ReviewAsync();

        Assert.Single(await OntvangenAsync());
    }

    [Fact]
    public async Task ByPost_ThatNeverComes_Lapses()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);
        await SucceedAsync(Service.PerPostAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();

        await AtAsync(new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero));

        Assert.Equal(KetenUitnodigingStatus.Verlopen, await StatusAsync());
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Soort == TaakSoort.KetenformulierOntvangst && t.Status == TaakStatus.Open)));
        await AssertEndAsync(AanvraagStatus.Vervallen);
    }

    [Fact]
    public async Task Declined_TellsTheIntermediairAndLeadsNowhereAfterwards()
    {
        var stand = await trip.OpenAsync();
        var code = await trip.CodeAsync();

        await SucceedAsync(Service.WeigerAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();

        Assert.Equal(KetenUitnodigingStatus.Geweigerd, await StatusAsync());
        Assert.Equal(1, await MailsAsync("ketenuitnodiging-afgelopen"));
        Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync(code, "adres", CancellationToken.None)).Refusals);
        Assert.Equal([new KetenlinkWrong()], (await Service.OndertekenAsync(stand.Sessie, CancellationToken.None)).Refusals);
        await AssertEndAsync(AanvraagStatus.Ingetrokken);
    }

    // Reminded after 14 days with a new link, the old one is dead; lapsed after 30.
    [Fact]
    public async Task NotAnswered_IsRemindedWithANewLinkAndLapses()
    {
        await trip.InviteAsync();
        var oud = await trip.CodeAsync();

        await AtAsync(new(2026, 3, 17, 8, 0, 0, TimeSpan.Zero));
        Assert.Equal(1, await MailsAsync("ketenuitnodiging-herinnering"));
        var nieuw = await trip.CodeAsync();
        Assert.NotEqual(oud, nieuw);
        Assert.False((await Service.BeginAsync(oud, "adres", CancellationToken.None)).Succeeded);
        Assert.True((await Service.BeginAsync(nieuw, "adres", CancellationToken.None)).Succeeded);
        await AtAsync(new(2026, 4, 2, 21, 59, 59, TimeSpan.Zero));
        Assert.Equal(KetenUitnodigingStatus.Uitgenodigd, await StatusAsync());
        await AtAsync(new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero));

        Assert.Equal(KetenUitnodigingStatus.Verlopen, await StatusAsync());
        Assert.False((await Service.BeginAsync(nieuw, "adres", CancellationToken.None)).Succeeded);
        await AssertEndAsync(AanvraagStatus.Vervallen);
    }

    [Fact]
    public async Task WithdrawnByTheIntermediair_TheLinkLeadsNowhere()
    {
        var stand = await trip.OpenAsync();

        await trip.DoAsync("trek in", async act => await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(act, await trip.AanvraagAsync(), CancellationToken.None));

        Assert.Equal(KetenUitnodigingStatus.Ingetrokken, await StatusAsync());
        Assert.Equal([new KetenlinkWrong()], (await Service.KiesAsync(stand.Sessie, KetenTrip.Keuze(stand), CancellationToken.None)).Refusals);
    }

    // A mail scanner that opens the link, or somebody who guesses, changes nothing; after ten tries it is shut.
    [Fact]
    public async Task Begin_GuessedCodes_ChangeNothingAndAreShutAfterTen()
    {
        await trip.InviteAsync();
        var before = await world.ReadAsync(db => db.Audit.CountAsync());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([new KetenlinkWrong()], (await Service.BeginAsync($"AAAAAAAAAAAAAAAAAAA{i}", "gokker", CancellationToken.None)).Refusals);
        }

        Assert.IsType<Features.Activaties.TooManyPogingen>(Assert.Single((await Service.BeginAsync(await trip.CodeAsync(), "gokker", CancellationToken.None)).Refusals));
        Assert.True((await Service.BeginAsync(await trip.CodeAsync(), "ander", CancellationToken.None)).Succeeded);
        Assert.Equal(KetenUitnodigingStatus.Uitgenodigd, await StatusAsync());
        Assert.Equal(before, await world.ReadAsync(db => db.Audit.CountAsync()));
    }

    // What lets a file in does nothing else.
    [Fact]
    public async Task UploadTicket_CannotAnswer()
    {
        var stand = await trip.OpenAsync();

        Assert.Equal([new KetenlinkWrong()], (await Service.WeigerAsync(stand.Upload, CancellationToken.None)).Refusals);
        Assert.False((await Service.UploadAsync(stand.Sessie, "scan.png", KetenTrip.Scan, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Sign_WithoutTheForm_IsRefused()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);

        Assert.Equal([new KetenformulierMissing { Field = "Formulier" }], (await Service.OndertekenAsync(stand.Sessie, CancellationToken.None)).Refusals);
    }

    // A form that was signed for something else proves nothing.
    [Fact]
    public async Task ChooseAgain_TakesTheFormAway()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);
        await SucceedAsync(Service.UploadAsync(stand.Upload, "scan.png", KetenTrip.Scan, CancellationToken.None));

        await SucceedAsync(Service.KiesAsync(stand.Sessie, KetenTrip.Keuze(stand) with { Duur = new(1, null) }, CancellationToken.None));

        Assert.Null((await Service.StandAsync(stand.Sessie, CancellationToken.None)).Value!.Formulier);
    }

    [Fact]
    public async Task Choose_NothingFilledIn_NamesEachField()
    {
        var stand = await trip.OpenAsync();

        Assert.Equal(
            ["Vertegenwoordiger", "Diensten", "Einddatum"],
            (await Service.KiesAsync(stand.Sessie, new("", [KetenTrip.Digipoort], new(null, null)), CancellationToken.None)).Refusals.Select(r => r.Field));
    }

    [Fact]
    public async Task Form_IsAPdfWithWhatWasChosen()
    {
        var stand = await trip.OpenAsync();
        Assert.Null(await Service.FormulierAsync(stand.Sessie, "nl", CancellationToken.None));
        await trip.ChooseAsync(stand);

        var formulier = await Service.FormulierAsync(stand.Sessie, "nl", CancellationToken.None);

        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(formulier!.Value.Pdf.AsSpan(0, 4)), StringComparison.Ordinal);
    }

    // §2.5: the register decides nothing, it tells the reviewer.
    [Theory]
    [InlineData("J. Oord", "FunctionarisNietVastgesteld")]
    [InlineData("I. Emand", "FunctionarisOnbekend")]
    public async Task Sign_BySomebodyWhoseAuthorityIsNotEstablished_IsShownToTheReviewer(string naam, string code)
    {
        var stand = await trip.OpenAsync();
        await SucceedAsync(Service.KiesAsync(stand.Sessie, KetenTrip.Keuze(stand) with { Vertegenwoordiger = naam }, CancellationToken.None));
        await SucceedAsync(Service.UploadAsync(stand.Upload, "scan.png", KetenTrip.Scan, CancellationToken.None));
        await SucceedAsync(Service.OndertekenAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();

        Assert.Contains(Controles.Read((await AanvraagAsync()).Controles), c => c.Code == code && !c.Ok);
    }

    [Fact]
    public async Task Invite_TheSameAgain_IsRefused()
    {
        await trip.InviteAsync();

        Assert.Equal([new RelatieIsUitgenodigd("Test NV Katrien") { Field = "KvkNummer" }], (await trip.InviteAsync(await trip.ActAsync("nog eens"))).Refusals);
    }

    [Theory]
    [InlineData("68750110", typeof(KetenEigenKvk))]
    [InlineData("12345678", typeof(KvkUnknown))]
    [InlineData("96354429", typeof(KvkUitgeschreven))]
    [InlineData("90004973", typeof(HandelsregisterSilent))]
    [InlineData("123", typeof(NotValid))]
    public async Task Invite_NoSuchRelation_IsRefused(string kvk, Type refusal) => Assert.Contains(
        (await trip.InviteAsync(await trip.ActAsync("fout"), kvk)).Refusals, r => r.GetType() == refusal && r.Field == "KvkNummer");

    // §1.Y 18, R-257…R-261
    [Fact]
    public async Task Invite_WithoutTheModule_IsRefused()
    {
        await using (var db = world.NewContext())
        {
            db.Ketenmodules.RemoveRange(db.Ketenmodules);
            await db.SaveChangesAsync();
        }

        Assert.Equal([new KetenmoduleMissing()], (await trip.InviteAsync(await trip.ActAsync("zonder module"))).Refusals);
    }

    private KetenuitnodigingService Service => world.Services.GetRequiredService<KetenuitnodigingService>();

    private static async Task SucceedAsync<T>(Task<Result<T>> act)
    {
        var result = await act;
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
    }

    private async Task SignAsync()
    {
        var stand = await trip.OpenAsync();
        await trip.ChooseAsync(stand);
        await SucceedAsync(Service.UploadAsync(stand.Upload, "scan.png", KetenTrip.Scan, CancellationToken.None));
        await SucceedAsync(Service.OndertekenAsync(stand.Sessie, CancellationToken.None));
        await world.SettleAsync();
    }

    private async Task<IReadOnlyList<KetenRij>> OntvangenAsync() =>
        (await world.Services.GetRequiredService<KetenQuery>().OntvangenAsync(await trip.ActAsync("kijken"), CancellationToken.None))!;

    private Task<KetenUitnodigingStatus> StatusAsync() => world.ReadAsync(db => db.KetenUitnodigingen.Select(u => u.Status).SingleAsync());

    private Task<Aanvraag> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Type == "ketenmachtiging-uitnodiging"));

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private async Task AssertEndAsync(AanvraagStatus status)
    {
        var aanvraag = await AanvraagAsync();
        Assert.Equal(status, aanvraag.Status);
        Assert.Equal(InstanceStatus.Finished, await world.ReadAsync(db => db.Instances.Where(i => i.AanvraagId == aanvraag.Id).Select(i => i.Status).SingleAsync()));
    }
}
