using WeId.Workflows.IntegrationTests.Nodes;
using WeId.Workflows.IntegrationTests.Races;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Faults;

/// <summary>The long runs, by the name under which the command knows them; each prints what it checked and returns what was wrong.</summary>
internal static class FaultParts
{
    public const string Verb = "faults";

    private const int RaceRounds = 20;
    private const int DeliverySeeds = 50;
    private const int Timers = 10_000;

    private static readonly DatabaseKind[] Kinds = [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    private static readonly TimeSpan LongLease = TimeSpan.FromMinutes(1);

    private static readonly Dictionary<string, Func<int, TextWriter, Task<IReadOnlyList<string>>>> Parts = new()
    {
        ["races"] = (seed, output) => OnEachAsync(kind => new RaceSweep(kind, seed, output).RunAsync(RaceRounds)),
        ["deliveries"] = (seed, output) => OnEachAsync(kind => new DeliverySweep(kind, output).RunAsync(seed, DeliverySeeds)),
        ["timers"] = (_, output) => InDatabaseAsync(folder => new TimerLoad(folder, output).RunAsync(Timers)),
        ["paused-node"] = (_, output) => InDatabaseAsync(folder => new PausedNode(folder, LongLease, output).RunAsync()),
        ["postgres"] = (seed, output) => new ServerFaults(seed, output).RunAsync(operations: 3_000, stops: 10, kills: 30),
    };

    /// <summary>Arguments: a part and a seed; all parts and a seed of the moment when they are missing.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var seed = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        var faults = 0;
        foreach (var (name, run) in Parts.Where(p => args.Length < 2 || p.Key == args[1]))
        {
            await output.WriteLineAsync($"{name}, seed {seed}");
            foreach (var fault in await run(seed, output))
            {
                await output.WriteLineAsync(fault);
                faults++;
            }
        }

        return faults == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> OnEachAsync(Func<DatabaseKind, Task<IReadOnlyList<string>>> run)
    {
        var faults = new List<string>();
        foreach (var kind in Kinds)
        {
            faults.AddRange(await run(kind));
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
}
