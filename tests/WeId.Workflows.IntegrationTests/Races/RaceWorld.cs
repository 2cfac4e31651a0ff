using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Features.Aanvragen.NieuweGebruiker;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence.Identity;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.TestKit.Flows;
using WeId.Workflows.TestKit.InMemory;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Two reviewers, and as many aanvragen at the same place as there are races.</summary>
internal sealed class RaceWorld : IRaceStage
{
    private readonly Organisatie organisatie = Given.Organisatie();
    private readonly Persoon aanvrager = Given.Persoon("De Beheerder");
    private readonly (Medewerker Medewerker, Account Account) a = Given.Medewerker(StafRol.Beoordelaar);
    private readonly (Medewerker Medewerker, Account Account) b = Given.Medewerker(StafRol.Beoordelaar);

    private RaceWorld(TestWorld world, StillClock clock, StepScript script) => (World, Clock, Script) = (world, clock, script);

    public TestWorld World { get; }

    public StillClock Clock { get; }

    public StepScript Script { get; }

    public IReadOnlyList<string> Acts { get; } = [.. RaceAct.All.Select(act => act.Name)];

    public Guid A => a.Account.Id;

    public Guid B => b.Account.Id;

    public BeoordelingService Beoordeling => World.Services.GetRequiredService<BeoordelingService>();

    public static async Task<RaceWorld> CreateAsync(DatabaseKind kind)
    {
        var clock = new StillClock(TestWorld.Begin);
        var script = new StepScript();
        var definitions = new InMemoryDefinitionCatalog();
        await definitions.PublishAsync(RaceFlow.Build(1), CancellationToken.None);
        await definitions.PublishAsync(RaceFlow.Build(2), CancellationToken.None);
        var world = await TestWorld.CreateAsync(
            (services, configuration) =>
            {
                Product.Add(services, configuration);
                services.AddSingleton<TimeProvider>(clock).AddSingleton(script).AddSingleton(RaceFlow.Catalog).AddSingleton<IDefinitionCatalog>(definitions);
                foreach (var handler in RaceFlow.Catalog.Handlers)
                {
                    services.AddScoped(handler);
                }
            },
            kind);
        world.MayBreak("the workflow of the races ends without granting or refusing what was asked for", "I7");
        var race = new RaceWorld(world, clock, script);
        await world.SeedAsync(
            race.organisatie, race.aanvrager, race.a.Medewerker, race.a.Account, race.b.Medewerker, race.b.Account);
        return race;
    }

    public async Task<IRace> OpenAsync(string left, string right)
    {
        var acts = RaceAct.All.Where(act => act.Name == left || act.Name == right).ToList();
        var zaak = await OpenAsync(claimed: !acts.Exists(act => act.NeedsFreeTask));
        if (acts.Exists(act => act.NeedsDeadline))
        {
            Clock.Advance(ReviewWithDeadlineStep.Term);
        }

        return new Race(this, zaak);
    }

    /// <summary>Another aanvraag before the reviewers, with an open incident beside; claimed by the first reviewer or free.</summary>
    public async Task<Zaak> OpenAsync(bool claimed)
    {
        var gegevens = new NieuweGebruikerGegevens(
            Betrouwbaarheidsniveau.Eh2Plus, Rol.Gebruiker, "Anna", null, "Nieuw", new DateOnly(1985, 6, 15), "anna@example.nl", DocumentType.Paspoort, "SPECI2014",
            new DateOnly(2030, 1, 1), null, TweedeFactor.Sms, "+31612345678", [], AbonnementDuur.EenJaar);
        var aanvraag = Given.Aanvraag(organisatie, aanvrager, gegevens: JsonSerializer.Serialize(gegevens));
        await World.SeedAsync(aanvraag, AuditRegel.Of(new Handeling(DerivedId.From(aanvraag.Id, "indienen"), Clock.GetUtcNow()), "AanvraagIngediend", aanvraag.Id));
        Script.Fail("stuk", () => new InvalidOperationException("stuk"));
        await EngineAsync(e => e.StartAsync(new StartWorkflow(DerivedId.From(aanvraag.Id, "start"), aanvraag.Id, RaceFlow.Name, 1, new Dictionary<string, object?>()), CancellationToken.None));
        await SettleAsync(aanvraag.Id);
        var zaak = new Zaak(
            aanvraag.Id,
            await World.ReadAsync(db => db.Taken.Where(t => t.AanvraagId == aanvraag.Id).Select(t => t.Id).SingleAsync()),
            await World.ReadAsync(db => db.Incidents.Where(i => i.AanvraagId == aanvraag.Id).Select(i => i.Id).SingleAsync()));
        if (claimed)
        {
            Assert.True((await Beoordeling.ClaimAsync(Act(zaak, "vooraf", A), zaak.TaakId, CancellationToken.None)).Succeeded);
        }

        return zaak;
    }

    /// <summary>The same act of the same account has the same operation id.</summary>
    public Handeling Act(Zaak zaak, string wat, Guid account) => new(zaak.Operation(wat), Clock.GetUtcNow()) { AccountId = account };

    public async Task<T> EngineAsync<T>(Func<IWorkflowEngine, Task<T>> call)
    {
        await using var scope = World.Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<IWorkflowEngine>());
    }

    public Task<bool> EngineAsync(Func<IWorkflowEngine, Task> call) => EngineAsync(async e =>
    {
        await call(e);
        return true;
    });

    public Task<int> RunTimersAsync() => World.Services.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None);

    public Task<int> DispatchAsync() => World.Services.GetRequiredService<OutboxDispatcher>().RunUntilIdleAsync(CancellationToken.None);

    /// <summary>Handles what is due, also what has to be tried again.</summary>
    public async Task SettleAsync(Guid aanvraagId)
    {
        var key = WorkflowMessages.KeyOf(aanvraagId);
        await DispatchAsync();
        for (var turn = 0; turn < 10 && await World.ReadAsync(db => db.Outbox.AnyAsync(m => m.Key == key && m.Status == OutboxStatus.Pending)); turn++)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await DispatchAsync();
        }
    }

    /// <summary>Ends what is left of a race, so that its deadlines do not come due in another.</summary>
    public async Task CloseAsync(Zaak zaak)
    {
        await EngineAsync(e => e.CancelAsync(new CancelWorkflow(zaak.Operation("opruimen"), zaak.AanvraagId, "opruimen"), CancellationToken.None));
        await SettleAsync(zaak.AanvraagId);
    }

    /// <summary>All that an act may have changed, without ids and times.</summary>
    public async Task<string> StateAsync(Zaak zaak)
    {
        await using var db = World.NewContext();
        var names = new Dictionary<Guid, string>
        {
            [a.Medewerker.Id] = "A", [b.Medewerker.Id] = "B", [A] = "A", [B] = "B",
        };
        string Who(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "?") : "-";
        string By(string? closedBy) => Guid.TryParse(closedBy, out var account) ? Who(account) : closedBy ?? "-";

        var instance = await db.Instances.AsNoTracking().SingleAsync(i => i.AanvraagId == zaak.AanvraagId);
        var journal = await db.Journal.Where(j => j.InstanceId == instance.Id).OrderBy(j => j.Seq).ToListAsync();
        var waits = await db.Waits.Where(w => w.InstanceId == instance.Id).ToListAsync();
        var taak = await db.Taken.SingleAsync(t => t.AanvraagId == zaak.AanvraagId);
        var aanvraag = await db.Aanvragen.SingleAsync(x => x.Id == zaak.AanvraagId);
        var incidents = await db.Incidents.Where(i => i.InstanceId == instance.Id).ToListAsync();
        var audit = await db.Audit.Where(r => r.AanvraagId == zaak.AanvraagId).Select(r => r.Wat).ToListAsync();
        var key = WorkflowMessages.KeyOf(zaak.AanvraagId);
        var unfinished = await db.Outbox.CountAsync(m => m.Key == key && m.Status != OutboxStatus.Done);
        return string.Join('\n',
        [
            $"instance {instance.Status} v{instance.DefinitionVersion}",
            $"journal {string.Join(' ', journal.Select(j => $"{j.ActivityId}:{j.Event}:{j.Outcome}"))}",
            $"waits {string.Join(' ', waits.Select(w => $"{w.ActivityId}:{w.Status}:{w.Outcome}:{By(w.ClosedBy)}").Order())}",
            $"taak {taak.Status} {taak.Besluit} geclaimd {Who(taak.GeclaimdDoor)} besloten {Who(taak.BeslotenDoor)}",
            $"aanvraag {aanvraag.Status}",
            $"incidents {string.Join(' ', incidents.Select(i => $"{i.ActivityId}:{i.ClosedBy}").Order())}",
            $"audit {string.Join(' ', audit.Order())}",
            $"outbox {unfinished}",
        ]);
    }

    /// <summary>The first of two names in a text, so that answers compare across worlds.</summary>
    public string Anonymous(string answer) => answer.Replace(a.Medewerker.Naam, "A", StringComparison.Ordinal).Replace(b.Medewerker.Naam, "B", StringComparison.Ordinal);

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private sealed class Race(RaceWorld world, Zaak zaak) : IRace
    {
        public async Task<string> RunAsync(string act) => world.Anonymous(await RaceAct.All.Single(a => a.Name == act).RunAsync(world, zaak));

        public Task DispatchAsync() => world.DispatchAsync();

        public Task SettleAsync() => world.SettleAsync(zaak.AanvraagId);

        public Task HoldAsync() => world.World.HoldOutboxAsync(world.Clock);

        public Task<string> StateAsync() => world.StateAsync(zaak);

        public Task CloseAsync() => world.CloseAsync(zaak);
    }
}

/// <summary>One aanvraag in a race.</summary>
internal sealed record Zaak(Guid AanvraagId, Guid TaakId, Guid IncidentId)
{
    public Guid Operation(string wat) => DerivedId.From(AanvraagId, wat);
}
