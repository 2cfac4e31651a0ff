using System.Diagnostics;
using System.Globalization;
using WeId.Workflows.IntegrationTests.Crash;
using WeId.Workflows.IntegrationTests.Nodes;
using WeId.Workflows.IntegrationTests.Races;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Faults;

/// <summary>The long runs, by the name under which the command knows them; each prints what it checked and returns what was wrong.</summary>
internal static class FaultParts
{
    public const string Verb = "faults";

    private const string AllParts = "all";
    private const int LoadKillCount = 20;
    private const int RaceRounds = 20;
    private const int DeliverySeeds = 50;
    private const int Timers = 10_000;

    private static readonly DatabaseKind[] Kinds = [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    private static readonly TimeSpan LongLease = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, Func<Run, Task<IReadOnlyList<string>>>> Parts = new()
    {
        ["points"] = run => OnEachAsync(CrashTrip.All, trip => new FaultSweep(trip, run.Seed, run.Output).RunAsync(run.OneOf)),
        ["kill"] = run => OnEachAsync(CrashTrip.All, trip => new KillSweep(trip, run.Seed, run.Output).RunAsync(run.OneOf)),
        ["wal"] = run => OnEachAsync(CrashTrip.All, trip => new WalSweep(trip, run.Seed, run.Output).RunAsync(run.OneOf, finishOneOf: run.OneOf)),
        ["load"] = run => new LoadKills(run.Seed, run.Output).RunAsync(LoadKillCount),
        ["disk"] = run => OnEachAsync(CrashTrip.All, trip => new DiskFullSweep(trip, run.Seed, run.Output).RunAsync(run.OneOf)),
        ["races"] = run => OnEachAsync(Kinds, kind => new RaceSweep(kind, async k => await RaceWorld.CreateAsync(k), run.Seed, run.Output).RunAsync(RaceRounds)),
        ["mutatie-races"] = run => OnEachAsync(Kinds, kind => new RaceSweep(kind, async k => await MutatieRaceWorld.CreateAsync(k), run.Seed, run.Output).RunAsync(RaceRounds)),
        ["deliveries"] = run => OnEachAsync(Kinds, kind => new DeliverySweep(kind, run.Output).RunAsync(run.Seed, DeliverySeeds)),
        ["timers"] = run => InDatabaseAsync(folder => new TimerLoad(folder, run.Output).RunAsync(Timers)),
        ["paused-node"] = run => InDatabaseAsync(folder => new PausedNode(folder, LongLease, run.Output).RunAsync()),
        ["postgres"] = run => new ServerFaults(run.Seed, run.Output).RunAsync(operations: 3_000, stops: 10, kills: 30),
    };

    /// <summary>How it is called.</summary>
    public static string Usage => $"{Verb} [{AllParts}|{string.Join('|', Parts.Keys)} [SEED [ONE_OF]]]";

    /// <summary>
    /// Arguments: a part, a seed, and of how many faults of a sweep one is tried; all parts, a seed of the moment and each
    /// fault when they are missing.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such part.</exception>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var part = args.ElementAtOrDefault(1) ?? AllParts;
        if (part != AllParts && !Parts.ContainsKey(part))
        {
            throw new ArgumentException($"Usage: {Usage}");
        }

        var run = new Run(NumberAt(2) ?? Random.Shared.Next(), NumberAt(3) ?? 1, TextWriter.Synchronized(output));
        var faults = 0;
        foreach (var (name, runAsync) in Parts.Where(p => part is AllParts || p.Key == part))
        {
            await output.WriteLineAsync($"{name}, seed {run.Seed}, one of {run.OneOf}");
            var watch = Stopwatch.StartNew();
            foreach (var fault in await runAsync(run))
            {
                await output.WriteLineAsync(fault);
                faults++;
            }

            await output.WriteLineAsync($"{name} took {watch.Elapsed.TotalSeconds:F0} s");
        }

        await output.WriteLineAsync($"{faults} faults in all, seed {run.Seed}");
        return faults == 0 ? 0 : 1;

        int? NumberAt(int index) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : null;
    }

    private static async Task<IReadOnlyList<string>> OnEachAsync<T>(IEnumerable<T> all, Func<T, Task<IReadOnlyList<string>>> run)
    {
        var faults = new List<string>();
        foreach (var one in all)
        {
            faults.AddRange(await run(one));
        }

        return faults;
    }

    private static async Task<IReadOnlyList<string>> InDatabaseAsync(Func<string, Task<IReadOnlyList<string>>> run)
    {
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.PostgreSql);
        try
        {
            return await run(folder);
        }
        finally
        {
            await TestDatabases.Of(DatabaseKind.PostgreSql).DropAsync(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What was asked for.</summary>
    /// <param name="OneOf">Of so many faults of a sweep one is tried.</param>
    private sealed record Run(int Seed, int OneOf, TextWriter Output);
}
