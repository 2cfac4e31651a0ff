using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using static WeId.Workflows.IntegrationTests.Machtigingen.MachtigingenWorld;

namespace WeId.Workflows.IntegrationTests.Machtigingen;

/// <summary>Giving machtigingen, to one user and to many (R-201…R-254).</summary>
public sealed class ToekennenTests : IAsyncLifetime
{
    private static readonly MachtigingKeuze AlgemeenEh3 = new(MachtigingSoort.Algemeen, "EH3");

    private MachtigingenWorld world = null!;

    public async Task InitializeAsync() => world = await MachtigingenWorld.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task Run_SeveralForOneUser_WorkOnceTheRegisterHasThemAndAreToldInOneMail()
    {
        var result = await world.GeefAsync([Keuze(world.Portaal), Keuze(world.Verzuim), AlgemeenEh3], [world.Zwart.Koppeling.Id], Today.AddYears(5));

        Assert.Equal(new ToekenUitkomst(3, 0, 0), result.Value);
        Assert.All(await world.AllAsync(), m => Assert.Equal((MachtigingStatus.InVerwerking, Today, Today.AddYears(5)), (m.Status, m.Startdatum, m.Einddatum)));

        await world.Test.SettleAsync();
        Assert.All(await world.AllAsync(), m => Assert.Equal(MachtigingStatus.Actief, m.Status));
        Assert.Equal(3, world.Register.Standen.Count(s => s.Value is { IsGeldig: true, KvkNummer: "68750110" }));
        var mail = Assert.Single(await world.MailsAsync(world.Zwart.Persoon));
        Assert.All(["Test BV Donald", "Werkgeversportaal (UWV): tot en met 3 maart 2031", "Verzuimmelder (UWV)", "Algemene bevoegdheid EH3"], tekst => Assert.Contains(tekst, mail, StringComparison.Ordinal));
        Assert.Equal((1, 1), (await world.AuditAsync("MachtigingToegevoegd"), await world.AuditAsync("MachtigingenActief")));
    }

    // the highest dienst decides, and all reasons of all users are told. Nothing is done.
    [Fact]
    public async Task Run_UserBelowTheHighestDienst_RefusesAllAndGivesNothing()
    {
        var result = await world.GeefAsync([Keuze(world.Portaal), Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id, world.Bruin.Koppeling.Id]);

        Assert.Equal([new NiveauTooLowForMachtiging("EH3", "EH2+")], result.Refusals);
        Assert.Empty(await world.AllAsync());
    }

    // everything that is wrong is told at once.
    [Fact]
    public async Task Run_NothingChosen_TellsEveryRefusal()
    {
        Assert.Equal(
            [
                new Required { Field = "Diensten" }, new Required { Field = "Gebruikers" },
                new EinddatumOutOfRange(Today.AddDays(1), Today.AddYears(5)) { Field = "Einddatum" },
            ],
            (await world.GeefAsync([], [], Today)).Refusals);
        Assert.Equal(
            [new EinddatumOutOfRange(Today.AddDays(1), Today.AddYears(5)) { Field = "Einddatum" }],
            (await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id], Today.AddYears(5).AddDays(1))).Refusals);
    }

    // §2.3: no power above his own level. R-251: to take it away, by an earlier einddatum, needs none.
    [Fact]
    public async Task Run_DienstAboveTheLevelOfTheBeheerder_OnlyEarlier()
    {
        Assert.Contains(new MachtigingAboveOwn("EH4", "EH3"), (await world.GeefAsync([Keuze(world.Zwaar)], [world.Zwart.Koppeling.Id])).Refusals);
        Assert.NotNull((await world.Query.DienstenAsync(world.Act(), CancellationToken.None))!.Single(d => d.Keuze == Keuze(world.Zwaar)).Reden);

        await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling, Today.AddYears(2));
        await using (var db = world.Test.NewContext())
        {
            await db.Diensten.Where(d => d.Uuid == world.Portaal.Uuid).ExecuteUpdateAsync(d => d.SetProperty(x => x.MinimaalNiveau, Betrouwbaarheidsniveau.Eh4));
        }

        world.Test.MayBreak("A dienst has risen above those who have it.", "Machtiging");
        Assert.Null((await world.Query.DienstenAsync(world.Act(), CancellationToken.None))!.Single(d => d.Keuze == Keuze(world.Portaal)).Reden);
        Assert.Contains(new MachtigingAboveOwn("EH4", "EH3"), (await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id], Today.AddYears(3))).Refusals);
        Assert.Equal(new ToekenUitkomst(0, 1, 0), (await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id], Today.AddYears(1))).Value);
        await world.Test.SettleAsync();
    }

    // One that is being withdrawn is not "unchanged".
    [Fact]
    public async Task Run_WithdrawalAnnounced_IsRefusedAlsoWithTheSameEinddatum()
    {
        var machtiging = await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling);
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);

        Assert.Equal([new MachtigingNotActief(MachtigingStatus.IntrekkingAangekondigd)], (await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id])).Refusals);
    }

    [Fact]
    public async Task Run_DienstThatIsNotThere_IsRefused() => Assert.Equal(
        [new DienstNotInCatalogus { Field = "Diensten" }],
        (await world.GeefAsync([new(MachtigingSoort.Dienst, Given.Id().ToString())], [world.Zwart.Koppeling.Id])).Refusals);

    [Fact]
    public async Task Run_MoreThanOneActHolds_IsRefused()
    {
        var gebruikers = Enumerable.Range(0, Toekennen.MaxPerKeer + 1).Select(_ => Given.Id()).ToList();

        Assert.Equal(
            [new TeVeelMachtigingen(Toekennen.MaxPerKeer + 1, Toekennen.MaxPerKeer) { Field = "Gebruikers" }],
            (await world.GeefAsync([Keuze(world.Verzuim)], gebruikers)).Refusals);
    }

    // a suspended user gets nothing.
    [Fact]
    public async Task Run_UserWhoIsNotActive_IsRefused()
    {
        await SetStatusAsync(KoppelingStatus.Geschorst);
        world.Test.MayBreak("A koppeling is suspended without a report.", Invariants.Names.ToArray());

        Assert.Equal([new MiddelNotActief(KoppelingStatus.Geschorst)], (await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id])).Refusals);
    }

    // R-023, §5.9: of fresh data, and of this company only.
    [Fact]
    public async Task Run_NotABeheerderHere_IsNotAllowed()
    {
        var elders = Given.Organisatie("90004760", "Tweede BV");
        var vreemd = Given.Gebruiker(elders);
        await world.Test.SeedAsync(elders, vreemd.Persoon, vreemd.Middel, vreemd.Koppeling, vreemd.Account);

        Assert.Equal([new NotAllowed()], (await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id], act: world.Act(world.Zwart.Account.Id))).Refusals);
        Assert.Equal([new NotAllowed()], (await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id], act: world.Act(vreemd.Account.Id))).Refusals);
        Assert.Equal([new NotAllowed()], (await world.GeefAsync([Keuze(world.Verzuim)], [vreemd.Koppeling.Id])).Refusals);
        Assert.Equal([new NotAllowed()], (await world.GeefAsync([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id], act: world.Act(organisatie: elders.Id))).Refusals);
    }

    // existing ones keep their startdatum, others are new, those that end then already stay.
    [Fact]
    public async Task Run_SomeExist_OverwritesTheirEinddatumAndAddsTheOthers()
    {
        var bestaand = await world.GegevenAsync(world.Verzuim, world.Zwart.Koppeling, Today.AddDays(30));
        world.Test.Time.Advance(TimeSpan.FromDays(10));
        var later = Today.AddDays(10);
        var voorstel = new ToekenVoorstel([Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id, world.Bruin.Koppeling.Id], later.AddYears(2));

        var overzicht = (await world.Toekennen.PreviewAsync(world.Act(), voorstel, CancellationToken.None)).Value!;
        Assert.Equal((1, 1, 0, 2), (overzicht.Nieuw, overzicht.Gewijzigd, overzicht.Ongewijzigd, overzicht.Gebruikers));
        Assert.Equal(Today.AddDays(30), (await world.ReadAsync(bestaand)).Einddatum);

        Assert.Equal(new ToekenUitkomst(1, 1, 0), (await world.Toekennen.RunAsync(world.Act(), voorstel, CancellationToken.None)).Value);
        await world.Test.SettleAsync();
        var na = await world.ReadAsync(bestaand);
        Assert.Equal((Today, later.AddYears(2)), (na.Startdatum, na.Einddatum));
        Assert.Equal(later, (await world.AllAsync()).Single(m => m.Id != bestaand.Id).Startdatum);
        Assert.Contains("De einddatum is gewijzigd:", (await world.MailsAsync(world.Zwart.Persoon))[1], StringComparison.Ordinal);
        Assert.Contains("Nieuw, u kunt deze nu gebruiken:", (await world.MailsAsync(world.Bruin.Persoon)).Single(), StringComparison.Ordinal);

        Assert.Equal(new ToekenUitkomst(0, 0, 2), (await world.Toekennen.RunAsync(world.Act(), voorstel, CancellationToken.None)).Value);
        await world.Test.SettleAsync();
        Assert.Equal(2, (await world.MailsAsync(world.Zwart.Persoon)).Count);
    }

    // who cannot have it all is named before anything is done.
    [Fact]
    public async Task Preview_SomeCannot_NamesThemWithTheirReasons()
    {
        var overzicht = (await world.Toekennen.PreviewAsync(
            world.Act(), new([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id, world.Bruin.Koppeling.Id], Today.AddYears(1)), CancellationToken.None)).Value!;

        Assert.Equal("Anna Bruin", Assert.Single(overzicht.Geweigerd).Naam);
        Assert.Equal([new NiveauTooLowForMachtiging("EH3", "EH2+")], overzicht.Geweigerd[0].Redenen);
        Assert.Empty(await world.AllAsync());
    }

    //
    [Fact]
    public async Task Run_BelastingdienstmiddelElsewhere_IsRefused()
    {
        await using (var db = world.Test.NewContext())
        {
            var middel = await db.EhMiddelen.Include(m => m.Koppelingen).SingleAsync(m => m.Id == world.Zwart.Middel.Id);
            middel.ClaimBelastingdienst(world.Organisatie.KvkNummer);
            middel.ChangeType(MiddelType.Belastingdienst);
            await db.SaveChangesAsync();
        }

        world.Test.MayBreak("A Belastingdienstmiddel without its aanvraag.", Invariants.Names.ToArray());
        Assert.Equal([new MachtigingNotForBelastingdienstmiddel()], (await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id])).Refusals);
        Assert.Equal(1, (await world.GeefAsync([Keuze(world.Aangifte)], [world.Zwart.Koppeling.Id])).Value?.Nieuw);
    }

    [Fact]
    public async Task Run_SameOperationTwice_AnswersTheSameAndGivesOnce()
    {
        var act = world.Act();
        var first = await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id], act: act);
        var second = await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id], act: act);

        Assert.Equal(first.Value, second.Value);
        Assert.Single(await world.AllAsync());
        await world.Test.SettleAsync();
        Assert.Single(await world.MailsAsync(world.Zwart.Persoon));
    }

    // §5.4: of one koppeling and dienst one is open, also when two beheerders give it at one moment: each is answered, one of them with a change.
    [Fact]
    public async Task Run_TwoBeheerdersAtOnce_GiveOneEach()
    {
        var tweede = Given.Gebruiker(world.Organisatie, achternaam: "Tweede");
        await world.Test.SeedAsync(tweede.Persoon, tweede.Middel, tweede.Koppeling, tweede.Account);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => world.GeefAsync(
            [Keuze(world.Portaal), Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id], Today.AddYears(1).AddDays(n), world.Act((n % 2 == 0 ? world.Beheerder : tweede).Account.Id)))));

        Assert.All(results, r => Assert.Empty(r.Refusals));
        Assert.Equal((2, 14), (results.Sum(r => r.Value!.Nieuw), results.Sum(r => r.Value!.Gewijzigd)));
        Assert.Equal(2, (await world.AllAsync()).Count);
        await world.Test.SettleAsync();
        Assert.All(await world.AllAsync(), m => Assert.Equal(MachtigingStatus.Actief, m.Status));
    }

    // while the register is away they wait; then they work.
    [Fact]
    public async Task Register_Away_TheyWaitAndWorkLater()
    {
        world.Register.IsAway = true;
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id]);
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.InVerwerking, (await world.AllAsync()).Single().Status);
        Assert.Empty(await world.MailsAsync(world.Zwart.Persoon));

        world.Register.IsAway = false;
        world.Test.Time.Advance(TimeSpan.FromMinutes(1));
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.Actief, (await world.AllAsync()).Single().Status);
        Assert.True(world.Register.Calls > 1);
    }

    // §5.4: away for too long they have failed, and operations see the message.
    [Fact]
    public async Task Register_AwayTooLong_TheyFailAndTheMessageWaitsForOperations()
    {
        world.Register.IsAway = true;
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id]);
        for (var i = 0; i < 10; i++)
        {
            await world.Test.SettleAsync();
            world.Test.Time.Advance(TimeSpan.FromHours(8));
        }

        Assert.Equal(MachtigingStatus.Mislukt, (await world.AllAsync()).Single().Status);
        Assert.Equal(1, await world.AuditAsync("MachtigingMislukt"));
        Assert.Equal(1, await world.Test.ReadAsync(db => db.Outbox.CountAsync(m => m.Status == Engine.Outbox.OutboxStatus.Failed)));

        // another one can be given.
        world.Register.IsAway = false;
        Assert.Equal(1, (await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id])).Value?.Nieuw);
        await world.Test.SettleAsync();
        Assert.Equal(1, (await world.AllAsync()).Count(m => m.Status is MachtigingStatus.Actief));
    }

    [Fact]
    public async Task Register_RefusesOne_OnlyThatOneFailsAndTheMailNamesTheOther()
    {
        world.Register.Weigert = world.Portaal.Uuid;
        await world.GeefAsync([Keuze(world.Portaal), Keuze(world.Verzuim)], [world.Zwart.Koppeling.Id]);
        await world.Test.SettleAsync();

        Assert.Equal(MachtigingStatus.Mislukt, (await world.AllAsync()).Single(m => m.DienstUuid == world.Portaal.Uuid).Status);
        Assert.Equal(MachtigingStatus.Actief, (await world.AllAsync()).Single(m => m.DienstUuid == world.Verzuim.Uuid).Status);
        var mail = Assert.Single(await world.MailsAsync(world.Zwart.Persoon));
        Assert.DoesNotContain("Werkgeversportaal", mail, StringComparison.Ordinal);

        // Operations see it, and the beheerder does in the details of the user until it is given again.
        Assert.Equal(1, await world.Test.ReadAsync(db => db.Outbox.CountAsync(m => m.Status == Engine.Outbox.OutboxStatus.Failed)));
        Assert.Contains(MachtigingStatus.Mislukt, await StatussenAsync());
        var aanBeheerder = Assert.Single(await world.MailsAsync(world.Beheerder.Persoon, "machtigingen-mislukt"));
        Assert.Contains("Anna Zwart: Werkgeversportaal", aanBeheerder, StringComparison.Ordinal);
        Assert.DoesNotContain("Verzuimmelder", aanBeheerder, StringComparison.Ordinal);
        world.Register.Weigert = null;
        await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling);
        Assert.DoesNotContain(MachtigingStatus.Mislukt, await StatussenAsync());
    }

    private async Task<IEnumerable<MachtigingStatus>> StatussenAsync() =>
        (await world.Test.Services.GetRequiredService<Features.Gebruikers.GebruikerQuery>().FindAsync(world.Act(), world.Zwart.Koppeling.Id, CancellationToken.None))!.Machtigingen.Select(m => m.Status);

    // many at once, each user one mail.
    [Fact]
    public async Task Run_ThousandMachtigingen_OneMailForEachUser()
    {
        var users = Enumerable.Range(0, 250).Select(i => Given.Gebruiker(world.Organisatie, rol: Rol.Gebruiker, achternaam: $"Nummer {i:000}")).ToList();
        await world.Test.SeedAsync([.. users.SelectMany(u => new object[] { u.Persoon, u.Middel, u.Koppeling, u.Account })]);

        var result = await world.GeefAsync([Keuze(world.Portaal), Keuze(world.Verzuim), Keuze(world.Aangifte), AlgemeenEh3], [.. users.Select(u => u.Koppeling.Id)]);
        Assert.Equal(1000, result.Value?.Nieuw);
        await world.Test.SettleAsync();

        Assert.Equal(1000, (await world.AllAsync()).Count(m => m.Status is MachtigingStatus.Actief));
        var perPersoon = await world.Test.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "machtigingen-gewijzigd").GroupBy(v => v.PersoonId).Select(g => g.Count()).ToListAsync());
        Assert.Equal((250, 1), (perPersoon.Count, perPersoon.Max()));
    }

    private async Task SetStatusAsync(KoppelingStatus status)
    {
        await using var db = world.Test.NewContext();
        await db.Koppelingen.Where(k => k.Id == world.Zwart.Koppeling.Id).ExecuteUpdateAsync(k => k.SetProperty(x => x.Status, status));
    }
}
