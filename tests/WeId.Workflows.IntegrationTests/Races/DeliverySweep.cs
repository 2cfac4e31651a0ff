using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Contracts;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Repeats messages in the main trip and in a workflow with many waits, and compares the end with that of single deliveries.</summary>
internal sealed class DeliverySweep(DatabaseKind kind, TextWriter output)
{
    private static readonly string[] Waits = ["a1", "a2", "b1", "b2", "c1", "c2"];

    /// <summary>Runs both with that many seeds from the given one on; returns what was wrong.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int seed, int seeds)
    {
        var faults = new List<string>();
        var (trip, _) = await TripAsync(seed, repeated: false);
        var (flow, _) = await SignalsAsync(seed, repeated: false);
        var deliveries = 0;
        for (var s = seed; s < seed + seeds; s++)
        {
            var (ofTrip, inTrip) = await TripAsync(s, repeated: true);
            var (ofFlow, inFlow) = await SignalsAsync(s, repeated: true);
            deliveries += inTrip + inFlow;
            faults.AddRange(Compare(trip, ofTrip, "trip", s));
            faults.AddRange(Compare(flow, ofFlow, "signals before their waits", s));
        }

        await output.WriteLineAsync($"deliveries on {kind}: {deliveries} repeated, seeds {seed} to {seed + seeds - 1}, {faults.Count} faults");
        return faults;
    }

    private IEnumerable<string> Compare(string expected, string found, string what, int seed) =>
        found == expected ? [] : [$"{kind}, seed {seed}: the {what} ended as\n{found}\ninstead of\n{expected}"];

    private async Task<(string State, int Deliveries)> TripAsync(int seed, bool repeated)
    {
        var repeats = new Repeats(seed);
        await using var world = await TestWorld.CreateAsync(
            (services, configuration) =>
            {
                Product.Add(services, configuration);
                if (repeated)
                {
                    repeats.Wrap(services);
                }
            },
            kind);
        await new NieuweGebruikerTrip(world, "EH3", TweedeFactor.OtpDevice).RunAsync();
        if (repeated)
        {
            await repeats.DeliverAllAgainAsync(world.Services);
            await world.SettleAsync();
        }

        var files = Directory.EnumerateFiles(Path.Combine(world.Folder, "postvak"), "*.json").Count();
        await using var db = world.NewContext();
        return ($"{await StateAsync(db)}\nfiles {files}", repeats.Count);
    }

    /// <summary>Six waits in three branches; the signals come in any order, most of them before their wait exists.</summary>
    private async Task<(string State, int Deliveries)> SignalsAsync(int seed, bool repeated)
    {
        var random = new Random(seed);
        var repeats = new Repeats(seed);
        await using var world = await TestWorld.CreateAsync(kind: kind);
        world.MayBreak("this workflow has no aanvraag", "I10");
        await using var host = new EngineHost(services =>
        {
            services.AddPersistence(world.Configuration);
            if (repeated)
            {
                repeats.Wrap(services);
            }
        });
        await host.StartAsync(new FlowBuilder().Fork("delen", "a", "b", "c").Waiting([.. Waits, "w"]).Auto("mail").Join("samen", "WaitAll").Finish("einde")
            .Connect("start>delen delen.a>a1 a1.Ok>a2 a2.Ok>samen delen.b>b1 b1.Ok>b2 b2.Ok>samen delen.c>c1 c1.Ok>c2 c2.Ok>samen samen>w w.Herinneren>mail mail.Ok>w w.Ok>einde"));
        foreach (var name in repeated ? Waits.OrderBy(_ => random.Next()) : Waits.AsEnumerable())
        {
            await AddAsync(host, name, "Ok");
            if (random.Next(2) == 0)
            {
                await host.DispatchAsync();
            }
        }

        // A second delivery of the reminder would be one more round.
        await AddAsync(host, "w", "Herinneren");
        await host.DispatchAsync();
        await AddAsync(host, "w", "Ok");
        await host.DispatchAsync();
        if (repeated)
        {
            await repeats.DeliverAllAgainAsync(host.Services);
            await host.DispatchAsync();
        }

        var view = await host.InspectAsync();
        var ended = view.Journal.Where(j => j.Event == JournalEvent.Completed).Select(j => $"{j.ActivityId}.{j.Outcome}").Order();
        return ($"{view.Status} {string.Join(' ', ended)}\nruns {string.Join(' ', host.Script.RanActivities.Order())}", repeats.Count);
    }

    private static Task<bool> AddAsync(EngineHost host, string waitName, string outcome)
    {
        var id = host.NextOperation();
        return host.Services.GetRequiredService<IUnitOfWork>().RunAsync(
            DerivedId.From(id, "use case"),
            (services, _) =>
            {
                services.GetRequiredService<IOutbox>().Add(
                    id, WorkflowMessages.Signal, WorkflowMessages.KeyOf(host.AanvraagId), new Signal(id, host.AanvraagId, outcome) { WaitName = waitName });
                return Task.FromResult(true);
            },
            CancellationToken.None);
    }

    private static async Task<string> StateAsync(WeIdDbContext db)
    {
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        await text.WriteLineAsync($"koppelingen {string.Join(' ', (await db.Koppelingen.Select(k => k.Status).ToListAsync()).Order())}");
        await text.WriteLineAsync($"aanvragen {string.Join(' ', await db.Aanvragen.Select(a => a.Status).ToListAsync())}");
        await text.WriteLineAsync($"taken {string.Join(' ', await db.Taken.OrderBy(t => t.Fase).ThenBy(t => t.Soort).Select(t => $"{t.Soort}:{t.Fase}:{t.Status}").ToListAsync())}");
        await text.WriteLineAsync($"journal {string.Join(' ', await db.Journal.OrderBy(j => j.Seq).Select(j => $"{j.ActivityId}:{j.Event}:{j.Outcome}").ToListAsync())}");
        await text.WriteLineAsync($"verzendingen {string.Join(' ', (await db.Verzendingen.Select(v => $"{v.Template}:{v.Status}").ToListAsync()).Order(StringComparer.Ordinal))}");
        await text.WriteLineAsync($"messages {await db.Outbox.CountAsync()}, not done {await db.Outbox.CountAsync(m => m.Status != OutboxStatus.Done)}");
        await text.WriteAsync($"incidents {await db.Incidents.CountAsync()}, audit {await db.Audit.CountAsync()}");
        return text.ToString();
    }
}
