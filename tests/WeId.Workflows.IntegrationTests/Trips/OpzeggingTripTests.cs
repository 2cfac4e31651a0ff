using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that an opzegging can have (R-149… ), under fake time on the real database, engine and templates.</summary>
public sealed class OpzeggingTripTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    private readonly Organisatie organisatie = Given.Organisatie();
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) beheerder;
    private readonly (Persoon Persoon, EhMiddel Middel, Organisatiekoppeling Koppeling, Account Account) gebruiker;
    private TestWorld world = null!;

    public OpzeggingTripTests()
    {
        beheerder = Given.Gebruiker(organisatie);
        gebruiker = Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: "Zwart");
    }

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        await world.PublishDefinitionsAsync();
        await world.SeedAsync(organisatie, beheerder.Persoon, beheerder.Middel, beheerder.Koppeling, beheerder.Account);
        await world.SeedAsync(gebruiker.Persoon, gebruiker.Middel, gebruiker.Koppeling, gebruiker.Account);
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task PerDirect_EndsTheKoppelingAndTheSignInAtOnce()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();

        await AssertAsync(gebruiker.Koppeling, KoppelingStatus.Beeindigd, AanvraagStatus.Afgerond, InstanceStatus.Finished);
        var account = await world.ReadAsync(db => db.Users.SingleAsync(u => u.Id == gebruiker.Account.Id));
        Assert.False(account.IsActief);
        Assert.NotEqual(gebruiker.Account.SecurityStamp, account.SecurityStamp);
        Assert.Equal(Today, (await ReadAsync(gebruiker.Koppeling)).Abonnement!.Einde);
        Assert.Equal(2, await MailsAsync("opzegging-uitgevoerd"));
        Assert.Equal(0, await MailsAsync("opzegging-bevestigd"));
    }

    [Theory]
    [InlineData(OpzegMoment.PerDirect, "opzegging-uitgevoerd")]
    [InlineData(OpzegMoment.OpDatum, "opzegging-bevestigd")]
    public async Task Confirmation_GoesAlongAsAPdfThatIsKept(OpzegMoment moment, string template)
    {
        await SubmitAsync(gebruiker.Koppeling, moment, moment is OpzegMoment.OpDatum ? new(2026, 3, 31) : null);
        await world.SettleAsync();

        var kept = await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == template)
            .Select(v => db.Dossierstukken.Where(s => s.VerzendingId == v.Id).Select(s => s.Bestandsnaam).SingleOrDefault()).ToListAsync());
        Assert.Equal(2, kept.Count);
        Assert.All(kept, naam => Assert.Equal("bevestiging-opzegging-A-2026-000001.pdf", naam));
    }

    // the device of who has nothing left goes to nobody else.
    [Fact]
    public async Task PerDirect_OfTheLastKoppeling_WritesItsOtpDeviceOff()
    {
        var apparaat = new OtpApparaat("OTP100001", [1]);
        apparaat.Issue(gebruiker.Middel.Id, null, TestWorld.Begin);
        var ander = new OtpApparaat("OTP100002", [1]);
        await world.SeedAsync(apparaat, ander);

        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();

        Assert.Equal(
            [OtpAfschrijving.Opgezegd, null],
            await world.ReadAsync(db => db.OtpApparaten.OrderBy(o => o.Serienummer).Select(o => o.Afschrijving).ToListAsync()));
    }

    // works until midnight after the last day, not an instant longer.
    [Fact]
    public async Task OpDatum_EndsAtTheMidnightAfterThatDay()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));
        await world.SettleAsync();
        Assert.Equal(2, await MailsAsync("opzegging-bevestigd"));

        await AtAsync(new(2026, 3, 31, 21, 59, 59, TimeSpan.Zero));
        Assert.Equal(KoppelingStatus.Actief, (await ReadAsync(gebruiker.Koppeling)).Status);

        await AtAsync(new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));
        await AssertAsync(gebruiker.Koppeling, KoppelingStatus.Beeindigd, AanvraagStatus.Afgerond, InstanceStatus.Finished);
    }

    [Fact]
    public async Task EindeContract_EndsEachKoppelingAtTheEndOfItsOwnPeriod()
    {
        var tweede = Given.Organisatie("90004760", "Test BV Dagobert");
        var eigen = Given.Koppeling(beheerder.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief);
        var elders = new Organisatiekoppeling(Given.Id(), gebruiker.Middel.Id, tweede.Id, Rol.Gebruiker, gebruiker.Middel.Niveau, Given.Id());
        elders.Approve(new Handeling(Given.Id(), TestWorld.Begin.AddDays(-3)), Domain.Abonnementen.AbonnementDuur.EenJaar);
        elders.Activate(new Handeling(Given.Id(), TestWorld.Begin.AddDays(-2)));
        await world.SeedAsync(tweede, eigen, elders);

        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.EindeContract, extra: elders.Id);
        await world.SettleAsync();
        await AtAsync(Domain.Tijd.AmsterdamTime.EndOf(gebruiker.Koppeling.Abonnement!.Einde));
        Assert.Equal(KoppelingStatus.Beeindigd, (await ReadAsync(gebruiker.Koppeling)).Status);
        Assert.Equal(KoppelingStatus.Actief, (await ReadAsync(elders)).Status);
        Assert.True(await world.ReadAsync(db => db.Users.Where(u => u.Id == gebruiker.Account.Id).Select(u => u.IsActief).SingleAsync()));

        await AtAsync(Domain.Tijd.AmsterdamTime.EndOf(elders.Abonnement!.Einde));
        await AssertAsync(elders, KoppelingStatus.Beeindigd, AanvraagStatus.Afgerond, InstanceStatus.Finished);
    }

    //
    [Fact]
    public async Task Undone_LeavesTheKoppelingActiveAlsoAfterThatDay()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));
        await world.SettleAsync();

        Assert.True((await UndoAsync(gebruiker.Koppeling)).Succeeded);
        await world.SettleAsync();
        await AtAsync(new(2026, 4, 5, 0, 0, 0, TimeSpan.Zero));

        await AssertAsync(gebruiker.Koppeling, KoppelingStatus.Actief, AanvraagStatus.Ingetrokken, InstanceStatus.Finished);
        Assert.Equal(2, await MailsAsync("opzegging-ingetrokken"));
        Assert.Equal([new OpzeggingNotPlanned()], (await UndoAsync(gebruiker.Koppeling)).Refusals);
    }

    // at the submission there was another beheerder, on the day there is none.
    [Fact]
    public async Task LastBeheerderOnTheDay_StaysAndIsEndedTheNightAfterThereIsAnother()
    {
        var tweede = Given.Gebruiker(organisatie, achternaam: "De Tweede");
        await world.SeedAsync(tweede.Persoon, tweede.Middel, tweede.Koppeling, tweede.Account);
        await SubmitAsync(tweede.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));
        await world.SettleAsync();
        await AtAsync(new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero));
        var per = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(tweede.Account.Id, organisatie.Id), new(beheerder.Koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        Assert.True(per.Succeeded);
        await world.SettleAsync();
        Assert.Equal(KoppelingStatus.Beeindigd, (await ReadAsync(beheerder.Koppeling)).Status);

        await AtAsync(new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));
        await AtAsync(new(2026, 4, 1, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(KoppelingStatus.Actief, (await ReadAsync(tweede.Koppeling)).Status);
        Assert.Equal(1, await MailsAsync("opzegging-niet-uitgevoerd"));

        var derde = Given.Gebruiker(organisatie, achternaam: "De Derde");
        await world.SeedAsync(derde.Persoon, derde.Middel, derde.Koppeling, derde.Account);
        await AtAsync(new(2026, 4, 2, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(KoppelingStatus.Beeindigd, (await ReadAsync(tweede.Koppeling)).Status);
    }

    //
    [Fact]
    public async Task LastMiddelOfAll_ClosesTheCompanyOnceThatIsConfirmed()
    {
        Assert.Equal([new LaatsteBeheerder(organisatie.Naam)], (await TryAsync(beheerder.Koppeling, OpzegMoment.PerDirect)).Refusals);
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();
        Assert.IsType<BedrijfOpzeggenNotConfirmed>(Assert.Single((await TryAsync(beheerder.Koppeling, OpzegMoment.PerDirect)).Refusals));

        Assert.True((await TryAsync(beheerder.Koppeling, OpzegMoment.PerDirect, akkoord: true)).Succeeded);
        await world.SettleAsync();

        await AssertAsync(beheerder.Koppeling, KoppelingStatus.Beeindigd, AanvraagStatus.Afgerond, InstanceStatus.Finished);
        Assert.Equal(OrganisatieStatus.Opgezegd, await world.ReadAsync(db => db.Organisaties.Select(o => o.Status).SingleAsync()));
        Assert.Equal([new NotAllowed()], (await TryAsync(beheerder.Koppeling, OpzegMoment.PerDirect)).Refusals);
    }

    // one of them is refused, or comes too late and stays.
    [Fact]
    public async Task TwoBeheerdersEndEachOtherAtTheSameMoment_OneStays()
    {
        var tweede = Given.Gebruiker(organisatie, achternaam: "De Tweede");
        await world.SeedAsync(tweede.Persoon, tweede.Middel, tweede.Koppeling, tweede.Account);
        var submit = world.Services.GetRequiredService<OpzeggingSubmit>();

        await Task.WhenAll(
            Task.Run(() => submit.RunAsync(world.Handeling(beheerder.Account.Id, organisatie.Id), new(tweede.Koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None)),
            Task.Run(() => submit.RunAsync(world.Handeling(tweede.Account.Id, organisatie.Id), new(beheerder.Koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None)));
        await world.SettleAsync();

        Assert.Equal(1, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.Rol == Rol.Beheerder && k.Status == KoppelingStatus.Actief)));
    }

    [Fact]
    public async Task Submit_ByABeheerderOfAnotherOrganisatie_IsRefused()
    {
        var vreemd = Given.Organisatie("90004760", "Vreemd BV");
        var ander = Given.Gebruiker(vreemd);
        await world.SeedAsync(vreemd, ander.Persoon, ander.Middel, ander.Koppeling, ander.Account);
        var submit = world.Services.GetRequiredService<OpzeggingSubmit>();
        var voorstel = new OpzeggingVoorstel(gebruiker.Koppeling.Id, OpzegMoment.PerDirect, null, [], []);

        Assert.Equal([new NotAllowed()], (await submit.RunAsync(world.Handeling(ander.Account.Id, vreemd.Id), voorstel, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await submit.RunAsync(world.Handeling(gebruiker.Account.Id, organisatie.Id), voorstel, CancellationToken.None)).Refusals);
    }

    [Fact]
    public async Task Submit_PlannedWhileOneIsPlanned_IsRefused()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));

        Assert.Equal([new OpzeggingLoopt(new(2026, 3, 31))], (await TryAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 20))).Refusals);
        await world.SettleAsync();
    }

    // security never waits, and nobody is told that the opzegging was undone.
    [Fact]
    public async Task Submit_PerDirectWhileOneIsPlanned_TakesItsPlace()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));
        await world.SettleAsync();

        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();
        await AtAsync(new(2026, 4, 5, 0, 0, 0, TimeSpan.Zero));

        await AssertAsync(gebruiker.Koppeling, KoppelingStatus.Beeindigd, AanvraagStatus.Afgerond, InstanceStatus.Finished);
        Assert.Equal(
            [AanvraagStatus.Ingetrokken, AanvraagStatus.Afgerond],
            await world.ReadAsync(db => db.Aanvragen.OrderBy(a => a.Nummer).Select(a => a.Status).ToListAsync()));
        Assert.Equal(2, await MailsAsync("opzegging-uitgevoerd"));
        Assert.Equal(0, await MailsAsync("opzegging-ingetrokken"));
        Assert.Equal(0, await world.ReadAsync(db => db.Incidents.CountAsync()));
    }

    // Where it does not end per direct, the planned one goes on.
    [Fact]
    public async Task Submit_PerDirectInOneOrganisatie_LeavesThePlannedOneForTheOther()
    {
        var tweede = Given.Organisatie("90004760", "Test BV Dagobert");
        var elders = Given.Koppeling(gebruiker.Middel, tweede, Rol.Gebruiker, KoppelingStatus.Actief);
        await world.SeedAsync(tweede, Given.Koppeling(beheerder.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief), elders);
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31), extra: elders.Id);
        await world.SettleAsync();

        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();
        Assert.Equal((KoppelingStatus.Beeindigd, KoppelingStatus.Actief), ((await ReadAsync(gebruiker.Koppeling)).Status, (await ReadAsync(elders)).Status));

        await AtAsync(new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));
        Assert.Equal(KoppelingStatus.Beeindigd, (await ReadAsync(elders)).Status);
        Assert.All(await world.ReadAsync(db => db.Aanvragen.Select(a => a.Status).ToListAsync()), s => Assert.Equal(AanvraagStatus.Afgerond, s));
    }

    [Fact]
    public async Task Submit_PerDirectTwice_IsRefused()
    {
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.PerDirect);

        Assert.IsType<OpzeggingLoopt>(Assert.Single((await TryAsync(gebruiker.Koppeling, OpzegMoment.PerDirect)).Refusals));
        await world.SettleAsync();
    }

    // "all other open middelen" has no level, and security does not wait for a colleague who is high enough.
    [Fact]
    public async Task PerDirect_OfAMiddelAboveHisOwnLevel_IsCarriedOut()
    {
        var hoger = Given.Gebruiker(organisatie, Betrouwbaarheidsniveau.Eh4, achternaam: "De Hogere");
        await world.SeedAsync(hoger.Persoon, hoger.Middel, hoger.Koppeling, hoger.Account);

        await SubmitAsync(hoger.Koppeling, OpzegMoment.PerDirect);
        await world.SettleAsync();

        Assert.Equal(KoppelingStatus.Beeindigd, (await ReadAsync(hoger.Koppeling)).Status);
    }

    // I9: where else he works is not for this beheerder to know.
    [Fact]
    public async Task Preview_OfAUserWhoWorksElsewhere_TellsNothingOfIt()
    {
        var (vreemd, eigen) = (Given.Organisatie("90004760", "Vreemd BV"), Given.Organisatie("68727720", "Eigen BV"));
        await world.SeedAsync(vreemd, eigen, Given.Koppeling(gebruiker.Middel, vreemd, Rol.Gebruiker, KoppelingStatus.Actief));
        var query = world.Services.GetRequiredService<OpzeggingQuery>();
        var voorstel = new OpzeggingVoorstel(gebruiker.Koppeling.Id, OpzegMoment.PerDirect, null, [], []);

        var alleen = await query.PreviewAsync(world.Handeling(beheerder.Account.Id, organisatie.Id), voorstel, CancellationToken.None);
        Assert.Empty(alleen.Value!.Blijft);

        await world.SeedAsync(Given.Koppeling(beheerder.Middel, eigen, Rol.Beheerder, KoppelingStatus.Actief), Given.Koppeling(gebruiker.Middel, eigen, Rol.Gebruiker, KoppelingStatus.Actief));
        var samen = await query.PreviewAsync(world.Handeling(beheerder.Account.Id, organisatie.Id), voorstel, CancellationToken.None);
        Assert.Equal(["Eigen BV"], samen.Value!.Blijft);
    }

    // Who has left hears nothing more of his former colleagues; who manages the organisatie now does.
    [Fact]
    public async Task AanvragerHasLeftOnTheDay_IsToldNothing()
    {
        var tweede = Given.Gebruiker(organisatie, achternaam: "De Tweede");
        await world.SeedAsync(tweede.Persoon, tweede.Middel, tweede.Koppeling, tweede.Account);
        await SubmitAsync(gebruiker.Koppeling, OpzegMoment.OpDatum, new(2026, 3, 31));
        await world.SettleAsync();
        var per = await world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(tweede.Account.Id, organisatie.Id), new(beheerder.Koppeling.Id, OpzegMoment.PerDirect, null, [], []), CancellationToken.None);
        Assert.True(per.Succeeded);
        await world.SettleAsync();
        var before = await ReceiversAsync();

        await AtAsync(new(2026, 3, 31, 22, 0, 0, TimeSpan.Zero));

        var after = await ReceiversAsync();
        Assert.Equal(before.Concat([tweede.Persoon.Id, gebruiker.Persoon.Id]).Order(), after.Order());
    }

    private Task<List<Guid>> ReceiversAsync() => world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "opzegging-uitgevoerd").Select(v => v.PersoonId!.Value).ToListAsync());

    private Task<Result<Indiening>> TryAsync(Organisatiekoppeling koppeling, OpzegMoment moment, DateOnly? datum = null, bool akkoord = false, params Guid[] extra) =>
        world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            world.Handeling(beheerder.Account.Id, organisatie.Id), new(koppeling.Id, moment, datum, extra, akkoord ? [organisatie.Id] : []), CancellationToken.None);

    private async Task SubmitAsync(Organisatiekoppeling koppeling, OpzegMoment moment, DateOnly? datum = null, params Guid[] extra)
    {
        var result = await TryAsync(koppeling, moment, datum, akkoord: false, extra);
        Assert.True(result.Succeeded, string.Join(", ", result.Refusals));
    }

    private Task<Result<Done>> UndoAsync(Organisatiekoppeling koppeling) => world.Services.GetRequiredService<OpzeggingIntrekken>()
        .RunAsync(world.Handeling(beheerder.Account.Id, organisatie.Id), koppeling.Id, CancellationToken.None);

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private Task<Organisatiekoppeling> ReadAsync(Organisatiekoppeling koppeling) => world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync(k => k.Id == koppeling.Id));

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private async Task AssertAsync(Organisatiekoppeling koppeling, KoppelingStatus status, AanvraagStatus aanvraag, InstanceStatus instance)
    {
        Assert.Equal(status, (await ReadAsync(koppeling)).Status);
        var laatste = await world.ReadAsync(db => db.Aanvragen.OrderByDescending(a => a.Nummer).FirstAsync());
        Assert.Equal(aanvraag, laatste.Status);
        Assert.Equal(instance, await world.ReadAsync(db => db.Instances.Where(i => i.AanvraagId == laatste.Id).Select(i => i.Status).SingleAsync()));
    }
}
