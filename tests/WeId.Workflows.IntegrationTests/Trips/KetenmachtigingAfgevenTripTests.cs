using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingAfgeven;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Trips;

/// <summary>Every end that ketenmachtigingen can have which a company gives itself (R-263…R-272, §5.5).</summary>
public sealed class KetenmachtigingAfgevenTripTests : IAsyncLifetime
{
    private TestWorld world = null!;
    private KetenTrip trip = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync(Product.Add);
        trip = new(world);
        await trip.PrepareAsync();
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    // seen before any workflow has run; R-268: the costs of a new intermediair.
    [Fact]
    public async Task Afgeven_HoldsAtOnceInTheCommitOfTheAct()
    {
        Assert.True((await trip.AfgevenAsync(await trip.ActAsync("afgeven"), KetenTrip.Belasting, KetenTrip.MijnRvo)).Succeeded);

        var lijst = await AfgegevenAsync();
        Assert.Equal(["Belastingdienst: Inloggen zakelijk", "Rijksdienst voor Ondernemend Nederland: Mijn RVO"], lijst.Select(k => k.Dienst));
        Assert.All(lijst, k => Assert.Equal(new DateOnly(2029, 3, 3), k.Einddatum));
        var kosten = System.Text.Json.JsonSerializer.Deserialize<Kostenoverzicht>((await AanvraagAsync()).Kosten!)!;
        Assert.Equal([new KostenRegel(KostenSoort.NieuweIntermediair, "Test NV Katrien", 15m, Eenmalig: true)], kosten.Regels);
        await world.SettleAsync();
        Assert.Equal(2, await MailsAsync("ketenmachtiging-vastgelegd"));
        Assert.Contains("post@katrien.example", await world.ReadAsync(db => db.Verzendingen.Select(v => v.Adres).ToListAsync()));
    }

    //
    [Fact]
    public async Task Selecteer_TellsNameAndCostsOfANewIntermediairAndWhatAKnownOneHas()
    {
        var query = world.Services.GetRequiredService<AfgevenQuery>();
        var nieuw = await query.SelecteerAsync(await trip.ActAsync("kijken"), KetenTrip.Intermediair, CancellationToken.None);
        Assert.Equal(("Test NV Katrien", 15m, 0), (nieuw.Value!.Naam, nieuw.Value.Kosten!.Exclusief, nieuw.Value.Gegeven.Count));
        await trip.DoAsync("eerste", act => trip.AfgevenAsync(act, KetenTrip.Belasting));

        var bekend = (await query.SelecteerAsync(await trip.ActAsync("kijken"), KetenTrip.Intermediair, CancellationToken.None)).Value!;

        Assert.Null(bekend.Kosten);
        Assert.Equal(KetenTrip.Belasting, Assert.Single(bekend.Gegeven));
        Assert.Equal("post@katrien.example", bekend.Email);
    }

    // refused before anything else is asked.
    [Theory]
    [InlineData("12")]
    [InlineData("12345678")]
    public async Task Selecteer_NoCompany_IsRefusedAtItsField(string kvk)
    {
        var result = await world.Services.GetRequiredService<AfgevenQuery>().SelecteerAsync(await trip.ActAsync("kijken"), kvk, CancellationToken.None);

        Assert.Equal("Intermediair", Assert.Single(result.Refusals).Field);
    }

    // more for the same intermediair costs nothing and needs no consent.
    [Fact]
    public async Task Afgeven_MoreToTheSame_CostsNothing()
    {
        await trip.DoAsync("eerste", act => trip.AfgevenAsync(act, KetenTrip.Belasting));

        await trip.DoAsync("tweede", act => trip.AfgevenAsync(act, Voorstel(KetenTrip.MijnRvo) with { Akkoord = false, GetoondeKosten = 0 }));

        Assert.Null((await AanvraagAsync()).Kosten);
        Assert.Equal(2, (await AfgegevenAsync()).Count);
        Assert.Equal([new KetenmachtigingExists("Belastingdienst: Inloggen zakelijk") { Field = "Dekkingen" }], await RefusalsAsync(Voorstel(KetenTrip.Belasting)));
    }

    // also all diensten of a dienstverlener, and everything up to a level.
    [Fact]
    public async Task Afgeven_DienstverlenerAndAlgemeen_CoverMoreThanOneDienst()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, new(KetenSoort.Dienstverlener, "00000004000000002000"), new(KetenSoort.Algemeen, "EH3")));

        Assert.Equal(["Algemene bevoegdheid EH3", "UWV: alle diensten"], (await AfgegevenAsync()).Select(k => k.Dienst));
    }

    [Fact]
    public async Task Afgeven_EverythingWrong_NamesAllAtOnce()
    {
        var refusals = await RefusalsAsync(new("12345678", "geen adres", [], new(null, null), Akkoord: false, GetoondeKosten: null));

        Assert.Equal(
            [
                new KvkUnknown("12345678") { Field = "Intermediair" },
                new NotValid("Emailadres") { Field = "Email" },
                new Required { Field = "Dekkingen" },
                new Required { Field = "Einddatum" },
                new AkkoordMissing { Field = "Akkoord" },
            ],
            refusals);
        Assert.Equal(0, await world.ReadAsync(db => db.Aanvragen.CountAsync()));
    }

    [Fact]
    public async Task Afgeven_ToItself_IsRefused() =>
        Assert.Contains(new KetenEigenKvk { Field = "Intermediair" }, await RefusalsAsync(Voorstel(KetenTrip.Belasting) with { KvkNummer = "68750110" }));

    [Fact]
    public async Task Afgeven_ToACompanyThatHasEnded_IsRefused() =>
        Assert.Contains(await RefusalsAsync(Voorstel(KetenTrip.Belasting) with { KvkNummer = "96354429" }), r => r is KvkUitgeschreven);

    // Nobody reviews it, so without the register it cannot be recorded.
    [Fact]
    public async Task Afgeven_WhileTheRegisterIsSilent_IsRefusedAndRecordsNothing()
    {
        Assert.Equal([new HandelsregisterSilent { Field = "Intermediair" }], await RefusalsAsync(Voorstel(KetenTrip.Belasting) with { KvkNummer = "90004973" }));
        Assert.Equal(0, await world.ReadAsync(db => db.Ketenmachtigingen.CountAsync()));
    }

    // §2.3: nobody records a power above his own level.
    [Fact]
    public async Task Afgeven_AboveTheOwnLevel_IsRefused() =>
        Assert.Equal([new NiveauAboveOwn("EH4", "EH3") { Field = "Dekkingen" }], await RefusalsAsync(Voorstel(KetenTrip.Digipoort)));

    [Fact]
    public async Task Afgeven_OtherCostsThanShown_IsRefused() =>
        Assert.Equal([new KostenChanged(10m, 15m) { Field = "GetoondeKosten" }], await RefusalsAsync(Voorstel(KetenTrip.Belasting) with { GetoondeKosten = 10m }));

    // Two windows at once: the company pays once, and each dienst is recorded once.
    [Fact]
    public async Task Afgeven_TwiceAtTheSameMoment_RecordsOne()
    {
        var acts = new[] { await trip.ActAsync("een"), await trip.ActAsync("twee") };
        var results = await Task.WhenAll(acts.Select(act => Task.Run(async () => (await trip.AfgevenAsync(act, KetenTrip.Belasting)).Succeeded)));
        await world.SettleAsync();

        Assert.Single(results, succeeded => succeeded);
        Assert.Equal(1, await world.ReadAsync(db => db.Ketenmachtigingen.CountAsync()));
    }

    // Through the last day, with a reminder two months and two weeks before.
    [Fact]
    public async Task LastDay_EndsAtTheMidnightAfterItWithTwoReminders()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, Voorstel(KetenTrip.Belasting) with { Duur = new(null, new(2026, 6, 30)) }));

        await AtAsync(new(2026, 4, 30, 6, 59, 59, TimeSpan.Zero));
        Assert.Equal(0, await MailsAsync("ketenmachtiging-verloopt"));
        await AtAsync(new(2026, 4, 30, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal(2, await MailsAsync("ketenmachtiging-verloopt"));
        await AtAsync(new(2026, 6, 16, 7, 0, 0, TimeSpan.Zero));
        Assert.Equal(4, await MailsAsync("ketenmachtiging-verloopt"));
        await AtAsync(new(2026, 6, 30, 21, 59, 59, TimeSpan.Zero));
        Assert.Single(await AfgegevenAsync());

        await AtAsync(new(2026, 6, 30, 22, 0, 0, TimeSpan.Zero));
        Assert.Empty(await AfgegevenAsync());
        await AssertEndedAsync(KetenmachtigingStatus.Verlopen);
        Assert.Equal(2, await MailsAsync("ketenmachtiging-beeindigd"));
    }

    // §5.5: extended, it reminds and ends by its new last day.
    [Fact]
    public async Task Verlengd_EndsOnItsNewDay()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, Voorstel(KetenTrip.Belasting) with { Duur = new(null, new(2026, 6, 30)) }));
        var id = await OnlyAsync();

        await trip.DoAsync("verlengen", act => trip.Beheer.VerlengAsync(act, id, new(1, null), CancellationToken.None));
        Assert.Equal(2, await MailsAsync("ketenmachtiging-gewijzigd"));
        await AtAsync(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        Assert.Equal(new DateOnly(2027, 3, 3), Assert.Single(await AfgegevenAsync()).Einddatum);

        await AtAsync(new(2027, 3, 4, 0, 0, 0, TimeSpan.Zero));
        await AssertEndedAsync(KetenmachtigingStatus.Verlopen);
    }

    //
    [Theory]
    [InlineData("2026-03-03")]
    [InlineData("2031-03-04")]
    public async Task Verlengen_OutsideTheTerm_IsRefused(string dag)
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, KetenTrip.Belasting));

        var result = await trip.Beheer.VerlengAsync(await trip.ActAsync("verlengen"), await OnlyAsync(), new(null, DateOnly.Parse(dag, System.Globalization.CultureInfo.InvariantCulture)), CancellationToken.None);

        Assert.Contains(result.Refusals, r => r is KetenmachtigingEndsTooSoon or KetenmachtigingTooLong);
    }

    [Fact]
    public async Task OneOfTwoWithdrawn_TheOtherHoldsOn()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, KetenTrip.Belasting, KetenTrip.MijnRvo));
        var rvo = await world.ReadAsync(db => db.Ketenmachtigingen.Where(k => k.Sleutel == KetenTrip.MijnRvo.Sleutel).Select(k => k.Id).SingleAsync());

        await trip.DoAsync("intrekken", act => trip.Beheer.TrekInAsync(act, rvo, CancellationToken.None));

        Assert.Equal("Belastingdienst: Inloggen zakelijk", Assert.Single(await AfgegevenAsync()).Dienst);
        Assert.Equal(2, await MailsAsync("ketenmachtiging-gewijzigd"));
        Assert.Equal(AanvraagStatus.InUitvoering, (await AanvraagAsync()).Status);
        Assert.IsType<KetenmachtigingNotActief>(Assert.Single((await trip.Beheer.TrekInAsync(await trip.ActAsync("nog eens"), rvo, CancellationToken.None)).Refusals));
    }

    // with everything, whatever aanvraag it came from.
    [Fact]
    public async Task IntermediairRemoved_EverythingEndsAndItsReturnCostsAgain()
    {
        await trip.DoAsync("eerste", act => trip.AfgevenAsync(act, KetenTrip.Belasting));
        await trip.DoAsync("tweede", act => trip.AfgevenAsync(act, KetenTrip.MijnRvo));

        await trip.DoAsync("verwijderen", act => trip.Beheer.VerwijderIntermediairAsync(act, KvkNummer.Parse(KetenTrip.Intermediair), CancellationToken.None));

        Assert.Empty(await AfgegevenAsync());
        await AssertEndedAsync(KetenmachtigingStatus.Ingetrokken);
        await trip.DoAsync("terug", act => trip.AfgevenAsync(act, KetenTrip.Belasting));
        Assert.NotNull((await AanvraagAsync()).Kosten);
    }

    // §5.5: the intermediair may resign; a stranger may not even learn that it exists.
    [Fact]
    public async Task TrekIn_ByTheIntermediair_EndsIt()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, KetenTrip.Belasting));
        var katrien = Given.Organisatie(KetenTrip.Intermediair, "Test NV Katrien");
        var vreemd = Given.Organisatie("90004760", "Vreemde NV");
        var (zij, hij) = (Given.Gebruiker(katrien), Given.Gebruiker(vreemd));
        await world.SeedAsync(katrien, vreemd, zij.Persoon, zij.Middel, zij.Koppeling, zij.Account, hij.Persoon, hij.Middel, hij.Koppeling, hij.Account);
        var id = await OnlyAsync();

        Assert.Equal([new NotAllowed()], (await trip.Beheer.TrekInAsync(world.Handeling(hij.Account.Id, vreemd.Id), id, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await trip.Beheer.VerlengAsync(world.Handeling(zij.Account.Id, katrien.Id), id, new(5, null), CancellationToken.None)).Refusals);
        Assert.Single((await world.Services.GetRequiredService<KetenQuery>().OntvangenAsync(world.Handeling(zij.Account.Id, katrien.Id), CancellationToken.None))!);
        Assert.True((await trip.Beheer.TrekInAsync(world.Handeling(zij.Account.Id, katrien.Id), id, CancellationToken.None)).Succeeded);
        await world.SettleAsync();

        await AssertEndedAsync(KetenmachtigingStatus.Ingetrokken);
    }

    // §5.3e: with the company all that it gave ends.
    [Fact]
    public async Task CompanyOpgezegd_EndsWhatItGave()
    {
        await trip.DoAsync("afgeven", act => trip.AfgevenAsync(act, KetenTrip.Belasting));
        var koppeling = await world.ReadAsync(db => db.Koppelingen.AsNoTracking().SingleAsync());

        await trip.DoAsync("opzeggen", act => world.Services.GetRequiredService<OpzeggingSubmit>().RunAsync(
            act, new(koppeling.Id, OpzegMoment.PerDirect, null, [], [koppeling.OrganisatieId]), CancellationToken.None));

        Assert.Equal(OrganisatieStatus.Opgezegd, await world.ReadAsync(db => db.Organisaties.Select(o => o.Status).SingleAsync()));
        await AssertEndedAsync(KetenmachtigingStatus.Beeindigd, "ketenmachtiging-afgeven");
        Assert.Contains("post@katrien.example", await world.ReadAsync(db => db.Verzendingen.Where(v => v.Template == "ketenmachtiging-beeindigd").Select(v => v.Adres).ToListAsync()));
    }

    private static KetenmachtigingVoorstel Voorstel(params KetenKeuze[] diensten) =>
        new(KetenTrip.Intermediair, "post@katrien.example", diensten, new(3, null), Akkoord: true, GetoondeKosten: null);

    private async Task<IReadOnlyList<Refusal>> RefusalsAsync(KetenmachtigingVoorstel voorstel) => (await trip.AfgevenAsync(await trip.ActAsync("geweigerd"), voorstel)).Refusals;

    private async Task<IReadOnlyList<KetenRij>> AfgegevenAsync() =>
        (await world.Services.GetRequiredService<KetenQuery>().AfgegevenAsync(await trip.ActAsync("kijken"), CancellationToken.None))!;

    private Task<Guid> OnlyAsync() => world.ReadAsync(db => db.Ketenmachtigingen.Select(k => k.Id).SingleAsync());

    private Task<Aanvraag> AanvraagAsync() => world.ReadAsync(db => db.Aanvragen.AsNoTracking().OrderByDescending(a => a.Nummer).FirstAsync());

    private Task<int> MailsAsync(string template) => world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));

    private async Task AtAsync(DateTimeOffset at)
    {
        world.Time.SetUtcNow(at);
        await world.SettleAsync();
    }

    private async Task AssertEndedAsync(KetenmachtigingStatus status, string type = "ketenmachtiging-afgeven")
    {
        Assert.All(await world.ReadAsync(db => db.Ketenmachtigingen.Select(k => k.Status).ToListAsync()), s => Assert.Equal(status, s));
        Assert.All(await world.ReadAsync(db => db.Aanvragen.Where(a => a.Type == type).Select(a => a.Status).ToListAsync()), s => Assert.Equal(AanvraagStatus.Afgerond, s));
        Assert.All(await world.ReadAsync(db => db.Instances.Select(i => i.Status).ToListAsync()), s => Assert.Equal(InstanceStatus.Finished, s));
    }
}
