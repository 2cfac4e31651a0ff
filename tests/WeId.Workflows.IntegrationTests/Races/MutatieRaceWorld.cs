using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>
/// As many companies as there are races, each with two beheerders and two users: of Zwart a second reviewer has the change of his middel, and the
/// end of Wit is planned.
/// </summary>
internal sealed class MutatieRaceWorld : IRaceStage
{
    private readonly (Medewerker Medewerker, Account Account) a = Given.Medewerker(StafRol.Beoordelaar);
    private readonly (Medewerker Medewerker, Account Account) b = Given.Medewerker(StafRol.Beoordelaar);
    private readonly (Dienstverlener Dienstverlener, Dienst Dienst) uwv = Given.Dienst("Werkgeversportaal");
    private int companies;

    private MutatieRaceWorld(TestWorld world, StillClock clock) => (World, Clock) = (world, clock);

    public IReadOnlyList<string> Acts { get; } = [.. MutatieRace.Acts.Keys];

    private TestWorld World { get; }

    private StillClock Clock { get; }

    public static async Task<MutatieRaceWorld> CreateAsync(DatabaseKind kind)
    {
        var clock = new StillClock(TestWorld.Begin);
        var world = await TestWorld.CreateAsync(
            (services, configuration) =>
            {
                Product.Add(services, configuration);
                services.AddSingleton<TimeProvider>(clock);
            },
            kind);
        await world.PublishDefinitionsAsync();
        var stage = new MutatieRaceWorld(world, clock);
        await world.SeedAsync(stage.a.Medewerker, stage.a.Account, stage.b.Medewerker, stage.b.Account, stage.uwv.Dienstverlener, stage.uwv.Dienst);
        return stage;
    }

    public async Task<IRace> OpenAsync(string left, string right)
    {
        var number = ++companies;
        var eerste = Given.Organisatie(Kvk(10_000_000 + number), "Eerste");
        var tweede = Given.Organisatie(Kvk(20_000_000 + number), "Tweede");
        var een = Given.Gebruiker(eerste, achternaam: "Een");
        var twee = Given.Gebruiker(eerste, achternaam: "Twee");
        var zwart = Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Zwart");
        var wit = Given.Gebruiker(eerste, rol: Rol.Gebruiker, achternaam: "Wit");
        await World.SeedAsync(
            eerste, tweede, een.Persoon, een.Middel, een.Koppeling, Given.Koppeling(een.Middel, tweede, Rol.Beheerder, KoppelingStatus.Actief), een.Account,
            twee.Persoon, twee.Middel, twee.Koppeling, twee.Account, zwart.Persoon, zwart.Middel, zwart.Koppeling, zwart.Account, wit.Persoon, wit.Middel, wit.Koppeling, wit.Account);
        await using (var db = World.NewContext())
        {
            var koppeling = await db.Koppelingen.Include(k => k.EhMiddel).SingleAsync(k => k.Id == zwart.Koppeling.Id);
            db.Machtigingen.Add(Given.Machtiging(koppeling, koppeling.EhMiddel, MachtigingBereik.Of(await db.Diensten.SingleAsync())));
            await db.SaveChangesAsync();
        }

        var race = new MutatieRace(World, Clock, eerste.Id, tweede.Id, een.Account.Id, twee.Account.Id, zwart.Account.Id, b.Account.Id)
        {
            Een = een.Koppeling.Id, Twee = twee.Koppeling.Id, Zwart = zwart.Koppeling.Id, Wit = wit.Koppeling.Id,
        };
        await race.PrepareAsync(a.Account.Id);
        return race;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private static string Kvk(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}

/// <summary>One company in a race.</summary>
internal sealed class MutatieRace(
    TestWorld world, StillClock clock, Guid eerste, Guid tweede, Guid beheerderEen, Guid beheerderTwee, Guid gebruikerZwart, Guid beoordelaar) : IRace
{
    private Guid taak;
    private Guid mutatie;

    public static IReadOnlyDictionary<string, Func<MutatieRace, string, Task<string>>> Acts { get; } = new Dictionary<string, Func<MutatieRace, string, Task<string>>>
    {
        ["B keurt de wissel goed"] = (r, act) => r.DecideAsync(act, goed: true),
        ["B wijst de wissel af"] = (r, act) => r.DecideAsync(act, goed: false),
        ["trek de wissel in"] = (r, act) => r.DoAsync(act, r.BeheerderEen, h => r.Of<AanvraagIntrekken>().RunAsync(h, r.mutatie, CancellationToken.None)),
        ["koppel Zwart"] = (r, act) => r.DoAsync(act, r.BeheerderEen, h => r.Of<OrganisatieKoppelenSubmit>().RunAsync(
            h, new(r.Zwart, Rol.Gebruiker, [r.Tweede], AbonnementDuur.EenJaar, true, null), CancellationToken.None)),
        ["zeg Zwart op per direct"] = (r, act) => r.OpzeggenAsync(act, r.BeheerderEen, r.Zwart, OpzegMoment.PerDirect),
        ["zeg Zwart op later"] = (r, act) => r.OpzeggenAsync(act, r.BeheerderTwee, r.Zwart, OpzegMoment.OpDatum),
        ["wijzig Wit"] = (r, act) => r.DoAsync(act, r.BeheerderTwee, h => r.Of<WijzigMiddeltypeSubmit>().RunAsync(
            h, new(r.Wit, MiddelType.Belastingdienst, AbonnementDuur.EenJaar, true, null), CancellationToken.None)),
        ["zeg Wit op per direct"] = (r, act) => r.OpzeggenAsync(act, r.BeheerderTwee, r.Wit, OpzegMoment.PerDirect),
        ["maak opzegging Wit ongedaan"] = (r, act) => r.DoAsync(act, r.BeheerderEen, h => r.Of<OpzeggingIntrekken>().RunAsync(h, r.Wit, CancellationToken.None)),
        ["Een zegt Twee op"] = (r, act) => r.OpzeggenAsync(act, r.BeheerderEen, r.Twee, OpzegMoment.PerDirect),
        ["Twee zegt Een op"] = (r, act) => r.OpzeggenAsync(act, r.BeheerderTwee, r.Een, OpzegMoment.PerDirect),
        ["Zwart meldt verlies"] = (r, act) => r.DoAsync(act, gebruiker: true, h => r.Of<SchorsingMelden>().RunAsync(h, new(null, SchorsingReden.Verlies, null, true), CancellationToken.None)),
        ["Een meldt Zwart"] = (r, act) => r.DoAsync(act, r.BeheerderEen, h => r.Of<SchorsingMelden>().RunAsync(h, new(r.Zwart, SchorsingReden.Misbruik, null, true), CancellationToken.None)),
        ["Twee meldt Een"] = (r, act) => r.DoAsync(act, r.BeheerderTwee, h => r.Of<SchorsingMelden>().RunAsync(h, new(r.Een, SchorsingReden.Misbruik, null, true), CancellationToken.None)),
    };

    public required Guid Een { get; init; }

    public required Guid Twee { get; init; }

    public required Guid Zwart { get; init; }

    public required Guid Wit { get; init; }

    private Guid BeheerderEen => beheerderEen;

    private Guid BeheerderTwee => beheerderTwee;

    private Guid Tweede => tweede;

    /// <summary>A reviewer has approved, the other one has taken the second stage; the end of Wit is planned.</summary>
    public async Task PrepareAsync(Guid eersteBeoordelaar)
    {
        Ok(await DoAsync("wijzig Zwart", beheerderEen, h => Of<WijzigMiddeltypeSubmit>().RunAsync(
            h, new(Zwart, MiddelType.Belastingdienst, AbonnementDuur.EenJaar, true, null), CancellationToken.None)));
        Ok(await OpzeggenAsync("vooraf", beheerderEen, Wit, OpzegMoment.OpDatum));
        await SettleAsync();
        mutatie = await world.ReadAsync(db => db.Aanvragen.Where(a => a.OrganisatieId == eerste && a.Type == WijzigMiddeltypeGegevens.Type).Select(a => a.Id).SingleAsync());
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == mutatie));
        taak = await TaakAsync("Eerste");
        var goed = Goed(aanvraag, "Eerste");
        Ok(await DoAsync("A neemt", eersteBeoordelaar, h => Of<BeoordelingService>().ClaimAsync(h with { OrganisatieId = null }, taak, CancellationToken.None)));
        Ok(await DoAsync("A keurt goed", eersteBeoordelaar, h => Of<BeoordelingService>().DecideAsync(h with { OrganisatieId = null }, taak, goed, CancellationToken.None)));
        await SettleAsync();
        taak = await TaakAsync("Tweede");
        Ok(await DoAsync("B neemt", beoordelaar, h => Of<BeoordelingService>().ClaimAsync(h with { OrganisatieId = null }, taak, CancellationToken.None)));
    }

    public Task<string> RunAsync(string act) => Acts[act](this, act);

    public Task DispatchAsync() => Of<OutboxDispatcher>().RunUntilIdleAsync(CancellationToken.None);

    public async Task SettleAsync()
    {
        await DispatchAsync();
        for (var turn = 0; turn < 10 && await world.ReadAsync(db => db.Outbox.AnyAsync(m => m.Status == OutboxStatus.Pending)); turn++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            await DispatchAsync();
        }
    }

    public Task HoldAsync() => world.HoldOutboxAsync(clock);

    public async Task<string> StateAsync()
    {
        await using var db = world.NewContext();
        var koppelingen = await db.Koppelingen.AsNoTracking()
            .Include(k => k.Organisatie).Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Where(k => k.OrganisatieId == eerste || k.OrganisatieId == tweede)
            .ToListAsync();
        var personen = koppelingen.Select(k => k.EhMiddel.PersoonId).Distinct().ToList();
        var accounts = await db.Users.Where(u => personen.Contains(u.PersoonId!.Value)).ToDictionaryAsync(u => u.PersoonId!.Value, u => u.IsActief);
        var ids = koppelingen.Select(k => k.Id).ToList();
        var machtigingen = await db.Machtigingen.Where(m => ids.Contains(m.KoppelingId)).Select(m => m.Status).ToListAsync();
        var aanvragen = await db.Aanvragen.AsNoTracking().Where(a => a.OrganisatieId == eerste || a.OrganisatieId == tweede).ToListAsync();
        var nummers = aanvragen.Select(a => a.Id).ToList();
        var namen = koppelingen.Select(k => k.EhMiddel.Persoon).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => p.Achternaam);
        var taken = await db.Taken.Where(t => nummers.Contains(t.AanvraagId)).Select(t => new { t.Soort, t.Fase, t.Status, t.Besluit }).ToListAsync();
        var incidents = await db.Incidents.Where(i => nummers.Contains(i.AanvraagId)).Select(i => new { i.ActivityId, i.ClosedBy }).ToListAsync();
        var instances = await db.Instances.Where(i => nummers.Contains(i.AanvraagId)).Select(i => new { i.DefinitionId, i.Status }).ToListAsync();
        var audit = await db.Audit.Where(r => r.AanvraagId != null && nummers.Contains(r.AanvraagId.Value)).Select(r => r.Wat).ToListAsync();
        return string.Join('\n',
        [
            .. koppelingen.Select(k => $"{k.EhMiddel.Persoon.Achternaam} {k.Organisatie.Naam} {k.Organisatie.Status} {k.Status} {k.EhMiddel.Type} {(k.EhMiddel.MutatieAanvraagId is null ? "vrij" : "slot")} {(k.EhMiddel.BelastingdienstKvk is null ? "-" : "plaats")} {accounts.GetValueOrDefault(k.EhMiddel.PersoonId)}").Order(),
            $"machtigingen {string.Join(' ', machtigingen.Order())}",
            $"aanvragen {string.Join(' ', aanvragen.Select(a => $"{a.Type}:{namen.GetValueOrDefault(a.PersoonId!.Value)}:{a.Status}").Order())}",
            $"instances {string.Join(' ', instances.Select(i => $"{i.DefinitionId}:{i.Status}").Order())}",
            $"taken {string.Join(' ', taken.Select(t => $"{t.Soort}:{t.Fase}:{t.Status}:{t.Besluit}").Order())}",
            $"incidents {string.Join(' ', incidents.Select(i => $"{i.ActivityId}:{i.ClosedBy}").Order())}",
            $"audit {string.Join(' ', audit.Order())}",
        ]);
    }

    public Task CloseAsync() => Task.CompletedTask;

    private static void Ok(string told)
    {
        if (told != "gelukt")
        {
            throw new InvalidOperationException(told);
        }
    }

    private T Of<T>()
        where T : notnull => world.Services.GetRequiredService<T>();

    private Besluit Goed(Aanvraag aanvraag, string fase) => new(
        true, Of<AanvraagSoorten>().Of(aanvraag).Checklist(aanvraag, fase).ToDictionary(p => p.Code, _ => PuntAntwoord.Akkoord), [], null);

    private Task<Guid> TaakAsync(string fase) => world.ReadAsync(db => db.Taken.Where(t => t.AanvraagId == mutatie && t.Fase == fase).Select(t => t.Id).SingleAsync());

    private async Task<string> DecideAsync(string act, bool goed)
    {
        var aanvraag = await world.ReadAsync(db => db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == mutatie));
        var besluit = goed ? Goed(aanvraag, "Tweede") : new Besluit(false, new Dictionary<string, PuntAntwoord>(), [Afkeurredenen.Codes[0]], "De scan is onleesbaar.");
        return await DoAsync(act, beoordelaar, h => Of<BeoordelingService>().DecideAsync(h with { OrganisatieId = null }, taak, besluit, CancellationToken.None));
    }

    private Task<string> OpzeggenAsync(string act, Guid account, Guid koppeling, OpzegMoment moment) => DoAsync(act, account, h => Of<OpzeggingSubmit>().RunAsync(
        h, new(koppeling, moment, moment is OpzegMoment.OpDatum ? new(2026, 5, 1) : null, [], []), CancellationToken.None));

    private Task<string> DoAsync<T>(string act, bool gebruiker, Func<Handeling, Task<Result<T>>> run) => DoAsync(act, gebruikerZwart, h => run(gebruiker ? h with { OrganisatieId = null } : h));

    // The same act in the same company has the same operation id.
    private async Task<string> DoAsync<T>(string act, Guid account, Func<Handeling, Task<Result<T>>> run)
    {
        var result = await run(new(DerivedId.From(eerste, act), clock.GetUtcNow()) { AccountId = account, OrganisatieId = eerste });
        return result.Succeeded ? "gelukt" : string.Join(", ", result.Refusals.Select(r => r.Code));
    }
}
