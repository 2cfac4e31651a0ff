using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.Persistence.Work;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that a suspension can have, and that it waits for nothing .</summary>
public sealed class SchorsingTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private SchorsingTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // The act alone does it: nothing of the workflow has run yet.
    [Fact]
    public async Task Report_OwnMiddel_IsOffEverywhereBeforeAnythingElseRuns()
    {
        var before = await AccountAsync();

        Assert.True((await trip.ReportAsync("melden", before.Id, null)).Succeeded);

        Assert.Equal([KoppelingStatus.Geschorst, KoppelingStatus.Geschorst], (await trip.KoppelingenAsync("Zwart")).Select(k => k.Status));
        var account = await AccountAsync();
        Assert.False(account.IsActief);
        Assert.NotEqual(before.SecurityStamp, account.SecurityStamp);
        await world.ReadAsync(async db =>
        {
            var machtiging = await db.Machtigingen.Include(m => m.Dienst).SingleAsync();
            var koppeling = await db.Koppelingen.Include(k => k.EhMiddel).SingleAsync(k => k.Id == machtiging.KoppelingId);
            Assert.Equal((MachtigingStatus.Actief, false), (machtiging.Status, machtiging.Covers(machtiging.Dienst!, koppeling, new(2026, 3, 3))));
            return true;
        });
        await world.SettleAsync();
        Assert.Equal(3, await MailsAsync("schorsing-gemeld"));
    }

    [Fact]
    public async Task Lifted_WorksAgainWithANewPasswordAndItsMachtigingen()
    {
        await trip.RunAsync();

        Assert.Equal([KoppelingStatus.Actief, KoppelingStatus.Actief], (await trip.KoppelingenAsync("Zwart")).Select(k => k.Status));
        var account = await AccountAsync();
        Assert.Equal((true, null), (account.IsActief, account.PasswordHash));
        Assert.Equal(MachtigingStatus.Actief, await world.ReadAsync(db => db.Machtigingen.Select(m => m.Status).SingleAsync()));
        Assert.Equal(3, await MailsAsync("schorsing-opgeheven"));
        await AssertEndedAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task Ended_EndsEverywhereWithTheMachtigingen()
    {
        await ReportAsync();

        Assert.True((await trip.DecideAsync(opheffen: false)).Succeeded);
        await world.SettleAsync();

        Assert.Equal([KoppelingStatus.Beeindigd, KoppelingStatus.Beeindigd], (await trip.KoppelingenAsync("Zwart")).Select(k => k.Status));
        Assert.Equal(MachtigingStatus.Beeindigd, await world.ReadAsync(db => db.Machtigingen.Select(m => m.Status).SingleAsync()));
        Assert.False((await AccountAsync()).IsActief);
        Assert.Equal(3, await MailsAsync("schorsing-beeindigd"));
        await AssertEndedAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task NotDecided_RemindsEachMorningAndKeepsTheTaskWithWhoHasIt()
    {
        await ReportAsync();

        // Tuesday 3 March: due on Wednesday, the first reminder on Thursday at eight.
        await AtAsync(new(2026, 3, 5, 6, 59, 59, TimeSpan.Zero));
        Assert.Equal(0, await MailsAsync("schorsing-herinnering"));
        await AtAsync(new(2026, 3, 5, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await MailsAsync("schorsing-herinnering"));
        var taak = await TaakAsync();
        Assert.True((await world.Services.GetRequiredService<BeoordelingService>()
            .ClaimAsync(world.Handeling(await trip.BeoordelaarAsync()), taak.Id, CancellationToken.None)).Succeeded);

        // From now on only who has it; not on Saturday and Sunday.
        await AtAsync(new(2026, 3, 6, 7, 0, 0, TimeSpan.Zero));
        await AtAsync(new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(3, await MailsAsync("schorsing-herinnering"));
        await AtAsync(new(2026, 3, 9, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal(4, await MailsAsync("schorsing-herinnering"));
        Assert.Equal((taak.Id, TaakStatus.Geclaimd), ((await TaakAsync()).Id, (await TaakAsync()).Status));

        Assert.True((await trip.DecideAsync(opheffen: true)).Succeeded);
        await world.SettleAsync();
        await AssertEndedAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task Decide_WithoutExplanation_IsRefused()
    {
        await ReportAsync();

        Assert.Equal([new SchorsingToelichtingMissing { Field = "Toelichting" }], (await trip.DecideAsync(opheffen: true, toelichting: " ")).Refusals);
        Assert.All(await trip.KoppelingenAsync("Zwart"), k => Assert.Equal(KoppelingStatus.Geschorst, k.Status));
    }

    [Fact]
    public async Task Report_ByABeheerder_SuspendsAUserOfHisOrganisatieOnly()
    {
        var (beheerder, ander, zwart) = (await trip.AccountAsync("De Beheerder"), await trip.AccountAsync("De Ander"), await trip.KoppelingenAsync("Zwart"));

        Assert.Equal([new NotAllowed()], (await trip.ReportAsync("vreemd", ander, zwart[0].Id, (await trip.KoppelingenAsync("De Ander"))[0].OrganisatieId)).Refusals);
        Assert.Equal([new NotAllowed()], (await trip.ReportAsync("gebruiker", await trip.AccountAsync("Zwart"), (await trip.KoppelingenAsync("De Beheerder"))[0].Id, zwart[0].OrganisatieId)).Refusals);
        Assert.True((await trip.ReportAsync("melden", beheerder, zwart[0].Id, zwart[0].OrganisatieId)).Succeeded);
        Assert.All(await trip.KoppelingenAsync("Zwart"), k => Assert.Equal(KoppelingStatus.Geschorst, k.Status));
        await world.SettleAsync();
    }

    // Who has switched it off does not decide alone what is to follow.
    [Fact]
    public async Task Report_ByAReviewer_IsDecidedByAnother()
    {
        var zwart = await trip.KoppelingenAsync("Zwart");
        Assert.True((await trip.ReportAsync("melden", await trip.BeoordelaarAsync(0), zwart[0].Id)).Succeeded);
        await world.SettleAsync();

        Assert.Equal([new FourEyes()], (await trip.DecideAsync(opheffen: true, reviewer: 0)).Refusals);
        Assert.True((await trip.DecideAsync(opheffen: true, reviewer: 1)).Succeeded);
        await world.SettleAsync();
        await AssertEndedAsync(AanvraagStatus.Afgerond);
    }

    [Fact]
    public async Task Report_Again_IsRefused()
    {
        await ReportAsync();
        var zwart = await trip.KoppelingenAsync("Zwart");

        Assert.Equal([new AlGeschorst()], (await trip.ReportAsync("nog eens", await trip.AccountAsync("De Beheerder"), zwart[0].Id, zwart[0].OrganisatieId)).Refusals);
        Assert.Equal([new NotAllowed()], (await trip.ReportAsync("zelf", await trip.AccountAsync("Zwart"), null)).Refusals);
    }

    [Fact]
    public async Task Report_NothingFilledIn_NamesEachField()
    {
        var result = await world.Services.GetRequiredService<SchorsingMelden>().RunAsync(
            world.Handeling(await trip.AccountAsync("Zwart")), new(null, null, "\0", Akkoord: false), CancellationToken.None);

        Assert.Equal(["Reden", "Toelichting", "Akkoord"], result.Refusals.Select(r => r.Field));
        Assert.All(await trip.KoppelingenAsync("Zwart"), k => Assert.Equal(KoppelingStatus.Actief, k.Status));
    }

    // whatever else is running.
    [Fact]
    public async Task Report_WhileAMutatieIsReviewed_WithdrawsIt()
    {
        var zwart = await trip.KoppelingenAsync("Zwart");
        await EndElsewhereAsync(zwart[1]);
        Assert.True((await WijzigAsync(zwart[0])).Succeeded);
        await world.SettleAsync();

        await ReportAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == WijzigMiddeltypeGegevens.Type).Select(a => a.Status).SingleAsync()));
        Assert.Equal(TaakStatus.Ingetrokken, await world.ReadAsync(db => db.Taken.Where(t => t.Soort == TaakSoort.Beoordeling).Select(t => t.Status).SingleAsync()));
        Assert.Null((await trip.KoppelingenAsync("Zwart"))[0].EhMiddel.MutatieAanvraagId);
        Assert.Equal([new MiddelNotActief(KoppelingStatus.Geschorst)], (await WijzigAsync(zwart[0])).Refusals);
    }

    // Who is suspended cannot start anything, in any organisatie.
    [Fact]
    public async Task Suspended_Beheerder_CannotStartAnything()
    {
        var beheerder = (await trip.KoppelingenAsync("De Beheerder"))[0];
        var account = await trip.AccountAsync("De Beheerder");
        var zwart = (await trip.KoppelingenAsync("Zwart"))[0];
        Assert.True((await trip.ReportAsync("melden", account, beheerder.Id, beheerder.OrganisatieId)).Succeeded);
        await world.SettleAsync();

        Assert.Equal([new NotAllowed()], (await OpzegAsync(account, zwart)).Refusals);
        Assert.Equal([new NotAllowed()], (await trip.ReportAsync("een ander", account, zwart.Id, zwart.OrganisatieId)).Refusals);
        Assert.Equal([new NotAllowed()], (await world.Services.GetRequiredService<AanvraagIntrekken>().RunAsync(
            world.Handeling(account, beheerder.OrganisatieId), await AanvraagAsync(), CancellationToken.None)).Refusals);
    }

    // others have a middel, so the company needs a beheerder first; until then the middel stays off.
    [Fact]
    public async Task Ended_OnlyBeheerder_IsRefusedWhileOthersHaveAMiddel()
    {
        var beheerder = (await trip.KoppelingenAsync("De Beheerder"))[0];
        Assert.True((await trip.ReportAsync("melden", await trip.AccountAsync("De Beheerder"), null)).Succeeded);
        await world.SettleAsync();

        Assert.Equal([new SchorsingLaatsteBeheerder("Test BV Donald")], (await trip.DecideAsync(opheffen: false)).Refusals);
        Assert.Equal(KoppelingStatus.Geschorst, (await trip.KoppelingenAsync("De Beheerder"))[0].Status);

        var organisatie = await world.ReadAsync(db => db.Organisaties.AsNoTracking().SingleAsync(o => o.Id == beheerder.OrganisatieId));
        await world.SeedAsync(Given.Koppeling((await trip.KoppelingenAsync("De Ander"))[0].EhMiddel, organisatie, Rol.Beheerder, KoppelingStatus.Actief));
        Assert.True((await trip.DecideAsync(opheffen: false)).Succeeded);
        await world.SettleAsync();
        Assert.Equal(KoppelingStatus.Beeindigd, (await trip.KoppelingenAsync("De Beheerder"))[0].Status);
    }

    // nobody else is left, so the company ends with it, once that is confirmed.
    [Fact]
    public async Task Ended_LastMiddelOfAll_ClosesTheCompanyOnceThatIsConfirmed()
    {
        var ander = (await trip.KoppelingenAsync("De Ander"))[0];
        await EndElsewhereAsync((await trip.KoppelingenAsync("Zwart"))[1]);
        Assert.True((await trip.ReportAsync("melden", await trip.AccountAsync("De Ander"), null)).Succeeded);
        await world.SettleAsync();

        Assert.IsType<BedrijfOpzeggenNotConfirmed>(Assert.Single((await trip.DecideAsync(opheffen: false)).Refusals));
        Assert.True((await trip.DecideAsync(opheffen: false, bedrijfAkkoord: true)).Succeeded);
        await world.SettleAsync();

        Assert.Equal(OrganisatieStatus.Opgezegd, await world.ReadAsync(db => db.Organisaties.Where(o => o.Id == ander.OrganisatieId).Select(o => o.Status).SingleAsync()));
    }

    // A beheerder who does not want to wait ends it in his organisatie; the suspension goes on elsewhere, and is over with the last one.
    [Fact]
    public async Task Opzegging_PerDirect_EndsTheSuspensionWithTheLastKoppelingOnly()
    {
        var zwart = await trip.KoppelingenAsync("Zwart");
        await ReportAsync();

        Assert.True((await OpzegAsync(await trip.AccountAsync("De Beheerder"), zwart[0])).Succeeded);
        await world.SettleAsync();
        Assert.Equal([KoppelingStatus.Beeindigd, KoppelingStatus.Geschorst], (await trip.KoppelingenAsync("Zwart")).Select(k => k.Status));
        Assert.Equal(AanvraagStatus.InUitvoering, await StatusAsync());

        Assert.True((await OpzegAsync(await trip.AccountAsync("De Ander"), zwart[1])).Succeeded);
        await world.SettleAsync();
        Assert.Equal(AanvraagStatus.Ingetrokken, await StatusAsync());
        Assert.Equal(TaakStatus.Ingetrokken, (await TaakAsync()).Status);
    }

    // A planned opzegging comes due while the middel is off.
    [Fact]
    public async Task Opzegging_PlannedBefore_IsCarriedOutOnItsDay()
    {
        var zwart = await trip.KoppelingenAsync("Zwart");
        Assert.True((await OpzegAsync(await trip.AccountAsync("De Beheerder"), zwart[0], OpzegMoment.OpDatum, new(2026, 3, 4))).Succeeded);
        await world.SettleAsync();
        await ReportAsync();

        await AtAsync(new(2026, 3, 4, 23, 0, 0, TimeSpan.Zero));

        Assert.Equal([KoppelingStatus.Beeindigd, KoppelingStatus.Geschorst], (await trip.KoppelingenAsync("Zwart")).Select(k => k.Status));
        Assert.Equal(AanvraagStatus.InUitvoering, await StatusAsync());
    }

    // Two reports at the same moment are one suspension.
    [Fact]
    public async Task Report_ByTwoAtTheSameMoment_IsOneSuspension()
    {
        var zwart = await trip.KoppelingenAsync("Zwart");
        var (eigen, beheerder) = (await trip.AccountAsync("Zwart"), await trip.AccountAsync("De Beheerder"));

        var results = await Task.WhenAll(
            Task.Run(() => trip.ReportAsync("zelf", eigen, null)),
            Task.Run(() => trip.ReportAsync("beheerder", beheerder, zwart[0].Id, zwart[0].OrganisatieId)));
        await world.SettleAsync();

        Assert.Single(results, r => r.Succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync(a => a.Type == SchorsingGegevens.Type)));
    }

    // Operations end the workflow: nothing is switched on by that, and somebody can report anew.
    [Fact]
    public async Task Canceled_StaysOffAndCanBeReportedAnew()
    {
        await ReportAsync();
        await world.Services.GetRequiredService<UseCases>().RunAsync<Done>(
            world.Handeling(),
            async (scope, ct) =>
            {
                await world.Services.GetRequiredService<Intrekking>().WithdrawAsync(scope, world.Handeling(), await AanvraagAsync(), ct);
                return default(Done);
            },
            CancellationToken.None);
        await world.SettleAsync();
        Assert.All(await trip.KoppelingenAsync("Zwart"), k => Assert.Equal(KoppelingStatus.Geschorst, k.Status));

        var zwart = await trip.KoppelingenAsync("Zwart");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await trip.ReportAsync("opnieuw", await trip.BeoordelaarAsync(1), zwart[0].Id)).Succeeded);
        await world.SettleAsync();
        Assert.True((await trip.DecideAsync(opheffen: true)).Succeeded);
        await world.SettleAsync();
        Assert.All(await trip.KoppelingenAsync("Zwart"), k => Assert.Equal(KoppelingStatus.Actief, k.Status));
    }

    private async Task ReportAsync()
    {
        var result = await trip.ReportAsync("melden", await trip.AccountAsync("Zwart"), null);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task EndElsewhereAsync(Organisatiekoppeling koppeling)
    {
        Assert.True((await OpzegAsync(await trip.AccountAsync("De Ander"), koppeling)).Succeeded);
        await world.SettleAsync();
    }

    private Task<Result<Indiening>> OpzegAsync(Guid account, Organisatiekoppeling koppeling, OpzegMoment moment = OpzegMoment.PerDirect, DateOnly? datum = null) =>
        world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(account, koppeling.OrganisatieId), new(koppeling.Id, moment, datum, [], []), CancellationToken.None);

    private async Task<Result<Indiening>> WijzigAsync(Organisatiekoppeling koppeling) => await world.Services.GetRequiredService<WijzigMiddeltypeSubmit>().RunAsync(
        world.Handeling(await trip.AccountAsync("De Beheerder"), koppeling.OrganisatieId),
        new(koppeling.Id, MiddelType.Belastingdienst, Domain.Abonnementen.AbonnementDuur.EenJaar, true, null),
        CancellationToken.None);

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private async Task<Account> AccountAsync()
    {
        var id = await trip.AccountAsync("Zwart");
        return await world.ReadAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id));
    }

    private Task<BeoordelingsTaak> TaakAsync() => world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync(t => t.Soort == TaakSoort.Schorsing));

    private Task<Guid> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == SchorsingGegevens.Type).Select(a => a.Id).SingleAsync());

    private Task<AanvraagStatus> StatusAsync() => world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == SchorsingGegevens.Type).Select(a => a.Status).SingleAsync());

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private async Task AssertEndedAsync(AanvraagStatus status)
    {
        Assert.Equal(status, await StatusAsync());
        Assert.All(await world.ReadAsync(db => db.Instances.Select(i => i.Status).ToListAsync()), i => Assert.Equal(InstanceStatus.Finished, i));
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }
}
