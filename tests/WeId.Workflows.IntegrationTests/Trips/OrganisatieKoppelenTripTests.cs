using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Gebruikers;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that the koppeling of a user to more organisaties can have (R-128… …A-18).</summary>
public sealed class OrganisatieKoppelenTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private OrganisatieKoppelenTrip trip = null!;
    private Beoordelaars beoordelaars = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        beoordelaars = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task Approved_ByTwo_WorksAtOnceWithoutALetter()
    {
        await trip.RunAsync();

        var nieuw = await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"));
        Assert.Equal((KoppelingStatus.Actief, Betrouwbaarheidsniveau.Eh3, Rol.Gebruiker), (nieuw.Status, nieuw.Niveau, nieuw.Rol));
        Assert.Equal(new DateOnly(2026, 3, 3), nieuw.Abonnement!.Begin);
        await AssertAsync(AanvraagStatus.Afgerond, InstanceStatus.Finished);
        Assert.Equal(["aanvraag-ontvangen", "koppeling-actief"], await world.ReadAsync(db => db.Verzendingen.Select(v => v.Template).Order().ToListAsync()));
        Assert.All(await world.ReadAsync(db => db.Verzendingen.ToListAsync()), v => Assert.Equal(Domain.Verzendingen.VerzendKanaal.Mail, v.Kanaal));
    }

    [Fact]
    public async Task Approved_ByOneAtEh3_GivesNothingYet()
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync(stages: 1);

        Assert.Equal(KoppelingStatus.WachtenOpGoedkeuring, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
        Assert.True(await IsLockedAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rejected_InEitherStage_LeavesWhatThereWas(int stages)
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync(approve: false, stages);

        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
        Assert.Equal(KoppelingStatus.Actief, (await trip.GebruikerAsync(await trip.OrganisatieAsync("68750110"))).Status);
        await AssertAsync(AanvraagStatus.Afgekeurd, InstanceStatus.Finished);
        Assert.Equal(1, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "afwijzing")));
    }

    // he has left one of them since he asked; the reviewer sees it, and can only reject.
    [Theory]
    [InlineData("68750110", "Test BV Donald")]
    [InlineData("90004760", "Tweede BV")]
    public async Task Approved_AfterTheAanvragerLeftOneOfThem_IsRefused(string kvk, string naam)
    {
        await SubmitAsync();
        await beoordelaars.ReviewAsync(stages: 1);
        await LeaveAsync(kvk);

        Assert.Equal([new AanvragerNoBeheerder(naam)], (await beoordelaars.TryApproveAsync()).Refusals);
        Assert.Contains(new Controle("AanvragerBeheer", false, naam), await beoordelaars.ControlesAsync());

        await RejectAsync();
        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
        Assert.Equal(AanvraagStatus.Afgekeurd, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "organisatie-koppelen").Select(a => a.Status).SingleAsync()));
        Assert.False(await IsLockedAsync());
    }

    //
    [Fact]
    public async Task InBehandeling_IsShownAndRefusesAnother()
    {
        await SubmitAsync();

        Assert.Contains(new MutatieInBehandeling(), (await trip.SubmitAsync("nog een keer")).Refusals);
        var beheerder = await BeheerderAsync();
        var lijst = await world.Services.GetRequiredService<GebruikersQuery>().ListAsync(world.Handeling(beheerder, await trip.OrganisatieAsync("68750110")), new(), CancellationToken.None);
        Assert.True(lijst!.Rijen.Single(r => r.Rol is Rol.Gebruiker).HeeftMutatie);
        Assert.False(lijst.Rijen.Single(r => r.Rol is Rol.Beheerder).HeeftMutatie);
        await world.SettleAsync();
    }

    // R-137 when two beheerders, or two windows, ask at once
    [Fact]
    public async Task Submit_TwiceAtTheSameMoment_MakesOne()
    {
        var results = await Task.WhenAll(
            Task.Run(async () => (await trip.SubmitAsync("een")).Succeeded),
            Task.Run(async () => (await trip.SubmitAsync("twee")).Succeeded));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }

    // the colleague who asked hears that it goes no further, with no word of where else the user works.
    [Fact]
    public async Task OpzeggingPerDirect_BySomebodyElse_IsToldToTheAanvrager()
    {
        await SubmitAsync();
        var organisatie = await trip.OrganisatieAsync("68750110");
        await using (var db = world.NewContext())
        {
            var collega = Given.Gebruiker(await db.Organisaties.SingleAsync(o => o.Id == organisatie), achternaam: "De Collega");
            await world.SeedAsync(collega.Persoon, collega.Middel, collega.Koppeling, collega.Account);
            var result = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
                world.Handeling(collega.Account.Id, organisatie), new((await trip.GebruikerAsync(organisatie)).Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
            Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        }

        await world.SettleAsync();

        var mail = Assert.Single(await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "mutatie-ingetrokken").ToListAsync()));
        Assert.Equal((Domain.Verzendingen.VerzendStatus.Verzonden, "De Beheerder"), (mail.Status, await world.ReadAsync(db => db.Personen.Where(p => p.Id == mail.PersoonId).Select(p => p.Achternaam).SingleAsync())));
    }

    // He knows it already.
    [Fact]
    public async Task OpzeggingPerDirect_ByTheAanvrager_NeedsNoMailOfIt()
    {
        await SubmitAsync();

        await EndAsync(OpzegMoment.PerDirect, null);

        Assert.Equal(0, await world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "mutatie-ingetrokken")));
    }

    // What becomes of it is for who manages the organisatie now.
    [Fact]
    public async Task Rejected_AfterTheAanvragerLeft_IsToldToTheBeheerdersWhoAreThere()
    {
        await SubmitAsync();
        await LeaveAsync("68750110");

        await beoordelaars.ReviewAsync(approve: false, stages: 1, type: "organisatie-koppelen");

        var aan = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "afwijzing").Join(db.Personen, v => v.PersoonId, p => p.Id, (_, p) => p.Achternaam).ToListAsync());
        Assert.Equal(["De Collega"], aan);
    }

    // the end of eHerkenning never waits, and takes what was asked for with it.
    [Fact]
    public async Task OpzeggingPerDirect_WithdrawsIt()
    {
        await SubmitAsync();

        await EndAsync(OpzegMoment.PerDirect, null);

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "organisatie-koppelen").Select(a => a.Status).SingleAsync()));
        Assert.Equal(KoppelingStatus.Afgekeurd, (await trip.GebruikerAsync(await trip.OrganisatieAsync("90004760"))).Status);
        Assert.Equal(0, await world.ReadAsync(db => db.Taken.CountAsync(t => t.Status == TaakStatus.Open)));
        Assert.False(await IsLockedAsync());
    }

    [Fact]
    public async Task Submit_WhileTheEndIsPlanned_IsRefused()
    {
        await EndAsync(OpzegMoment.OpDatum, new(2026, 3, 31));

        Assert.Equal([new OpzeggingLoopt(new(2026, 3, 31))], (await trip.SubmitAsync("koppelen")).Refusals);
    }

    // Without a middel that works it would give him something with which he cannot sign in.
    [Fact]
    public async Task PlannedEnd_OfHisOnlyOrganisatie_WithdrawsItOnThatDay()
    {
        await SubmitAsync();
        await EndAsync(OpzegMoment.OpDatum, new(2026, 3, 5));
        Assert.True(await IsLockedAsync());

        world.Time.SetUtcNow(new(2026, 3, 6, 1, 0, 0, TimeSpan.Zero));
        await world.SettleAsync();

        Assert.Equal(AanvraagStatus.Ingetrokken, await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == "organisatie-koppelen").Select(a => a.Status).SingleAsync()));
        Assert.False(await IsLockedAsync());
    }

    // A colleague stays, so that the organisatie keeps a beheerder.
    private async Task LeaveAsync(string kvk)
    {
        await using var db = world.NewContext();
        var organisaties = await db.Organisaties.ToListAsync();
        var organisatie = organisaties.Single(o => o.KvkNummer.Value == kvk);
        var collega = Given.Gebruiker(organisatie, achternaam: "De Collega");
        await world.SeedAsync(collega.Persoon, collega.Middel, collega.Koppeling, collega.Account);
        var eigen = await db.Koppelingen.SingleAsync(k => k.OrganisatieId == organisatie.Id && k.EhMiddel.Persoon.Achternaam == "De Beheerder");
        var result = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(collega.Account.Id, organisatie.Id), new(eigen.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task RejectAsync()
    {
        var taak = await world.ReadAsync(db => db.Taken.AsNoTracking().SingleAsync(t => t.Status == TaakStatus.Geclaimd));
        var account = (await Beoordelaars.AccountsAsync(world))[1];
        var result = await world.Services.GetRequiredService<BeoordelingService>().DecideAsync(
            world.Handeling(account), taak.Id, new(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], null), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task EndAsync(OpzegMoment moment, DateOnly? dag)
    {
        var organisatie = await trip.OrganisatieAsync("68750110");
        var result = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(await BeheerderAsync(), organisatie), new((await trip.GebruikerAsync(organisatie)).Id, moment, dag, [], []), CancellationToken.None);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private async Task SubmitAsync()
    {
        var result = await trip.SubmitAsync("koppelen");
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
        await world.SettleAsync();
    }

    private Task<bool> IsLockedAsync() => world.ReadAsync(db => db.EhMiddelen.AnyAsync(m => m.MutatieAanvraagId != null));

    private Task<Guid> BeheerderAsync() => world.ReadAsync(db => db.Koppelingen.Where(k => k.Rol == Rol.Beheerder)
        .Join(db.Users, k => k.EhMiddel.PersoonId, u => u.PersoonId, (_, u) => u.Id).Distinct().SingleAsync());

    private async Task AssertAsync(AanvraagStatus aanvraag, InstanceStatus instance)
    {
        Assert.Equal(aanvraag, await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).SingleAsync()));
        Assert.Equal(instance, await world.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
        Assert.False(await IsLockedAsync());
    }
}
