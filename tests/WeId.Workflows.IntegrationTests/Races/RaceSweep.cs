using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>
/// Lets each two acts begin at the same moment on one aanvraag, and looks whether both were told, and left behind, what one
/// of them after the other would have been told and would have left.
/// </summary>
internal sealed class RaceSweep(DatabaseKind kind, Func<DatabaseKind, Task<IRaceStage>> create, int seed, TextWriter output)
{
    private const int MaxSpins = 20_000;

    private readonly Random random = new(seed);

    // What the serial orders give does not depend on the race.
    private readonly Dictionary<string, string> serial = [];

    /// <summary>Runs every pair that often; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int rounds)
    {
        await using var stage = await create(kind);
        var pairs = stage.Acts.SelectMany((left, i) => stage.Acts.Skip(i).Select(right => (left, right))).ToList();
        var faults = new List<string>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (left, right) in pairs)
            {
                if (await RaceAsync(stage, left, right) is { } fault)
                {
                    faults.Add(fault);
                    await output.WriteLineAsync(fault);
                }
            }
        }

        await output.WriteLineAsync($"races on {kind}: {rounds * pairs.Count} races of {pairs.Count} pairs, seed {seed}, {faults.Count} faults");
        return faults;
    }

    private async Task<string?> RaceAsync(IRaceStage stage, string left, string right)
    {
        var raced = await RunAsync(stage, left, right, AtOnceAsync);
        var orders = new (string Name, Play Play)[]
        {
            ("left, right", OneAfterTheOther(leftFirst: true, _ => Task.CompletedTask)),
            ("right, left", OneAfterTheOther(leftFirst: false, _ => Task.CompletedTask)),
            ("left, settled, right", OneAfterTheOther(leftFirst: true, race => race.SettleAsync())),
            ("right, settled, left", OneAfterTheOther(leftFirst: false, race => race.SettleAsync())),
            ("left, held, right", OneAfterTheOther(leftFirst: true, race => race.HoldAsync())),
            ("right, held, left", OneAfterTheOther(leftFirst: false, race => race.HoldAsync())),
        };
        foreach (var (name, play) in orders)
        {
            var key = $"{left}|{right}|{name}";
            if (!serial.TryGetValue(key, out var expected))
            {
                expected = await RunAsync(stage, left, right, play);
                serial[key] = expected;
            }

            if (expected == raced)
            {
                return null;
            }
        }

        var known = orders.Select(o => $"-- {o.Name}\n{serial[$"{left}|{right}|{o.Name}"]}");
        return $"{kind}, seed {seed}: \"{left}\" against \"{right}\" ended as\n{raced}\ninstead of one of\n{string.Join('\n', known)}";
    }

    private static async Task<string> RunAsync(IRaceStage stage, string left, string right, Play play)
    {
        var race = await stage.OpenAsync(left, right);
        var (toLeft, toRight) = await play(race, left, right);
        await race.SettleAsync();
        var state = $"left {toLeft}\nright {toRight}\n{await race.StateAsync()}";
        await race.CloseAsync();
        return state;
    }

    private static Play OneAfterTheOther(bool leftFirst, Func<IRace, Task> between) => async (race, left, right) =>
    {
        var first = await race.RunAsync(leftFirst ? left : right);
        await between(race);
        var second = await race.RunAsync(leftFirst ? right : left);
        return leftFirst ? (first, second) : (second, first);
    };

    /// <summary>Both at a barrier; the seed says who is held up a little, and who lets the dispatcher run afterwards.</summary>
    private async Task<(string Left, string Right)> AtOnceAsync(IRace race, string left, string right)
    {
        using var barrier = new Barrier(2);
        var toLeft = StartAsync(left);
        var toRight = StartAsync(right);
        await Task.WhenAll(toLeft, toRight);
        return (await toLeft, await toRight);

        Task<string> StartAsync(string act)
        {
            var spins = random.Next(2) * random.Next(MaxSpins);
            var dispatches = random.Next(2) == 0;
            return Task.Factory.StartNew(
                async () =>
                {
                    barrier.SignalAndWait();
                    Thread.SpinWait(spins);
                    try
                    {
                        var told = await race.RunAsync(act);
                        if (dispatches)
                        {
                            await race.DispatchAsync();
                        }

                        return told;
                    }
                    catch (Exception e)
                    {
                        return $"{e.GetType().Name}: {e.Message}";
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).Unwrap();
        }
    }

    private delegate Task<(string Left, string Right)> Play(IRace race, string left, string right);
}
