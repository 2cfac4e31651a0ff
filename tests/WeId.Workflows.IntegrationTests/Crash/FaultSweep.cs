using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Makes each command, commit and channel call of a trip fail in turn, in each way. People and dispatcher try again, as
/// they would; the end must be the same as without a fault.
/// </summary>
internal sealed class FaultSweep(CrashTrip trip, int seed, TextWriter output)
{
    private const int MaxTries = 8;

    // Later than a lease and than the first pauses of the outbox, and several times of that earlier than the codes expire.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    /// <summary>Tries one of so many; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int oneOf)
    {
        using var prepared = await TripFolder.OfAsync(trip);
        var points = await CountAsync(prepared);
        var expected = await prepared.EndAsync(trip);
        var faults = Sample.Take(All(points), oneOf, seed);
        var findings = new List<string>();
        await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (fault, _) =>
        {
            var found = await DisturbAsync(prepared, fault, expected);
            var (kind, what) = points[fault.Point - 1];
            lock (findings)
            {
                findings.AddRange(found.Select(f => $"{trip.Name}, {fault}, {kind} '{what}': {f}"));
            }
        });
        await output.WriteLineAsync(
            $"points of {trip.Name}: {faults.Count} faults at {points.Count} points ({points.Count(p => p.Kind is PointKind.Commit)} commits, {points.Count(p => p.Kind is PointKind.Channel)} channel calls), seed {seed}, {findings.Count} findings");
        return findings;
    }

    private async Task<IReadOnlyList<(PointKind Kind, string What)>> CountAsync(TripFolder prepared)
    {
        var points = new FaultPoints();
        await using var world = Open(prepared.Copy(), TestWorld.Begin, points);
        points.Arm(null);
        await trip.RunAsync(world);
        return points.Seen;
    }

    private static IEnumerable<Fault> All(IReadOnlyList<(PointKind Kind, string What)> points) =>
        from point in Enumerable.Range(1, points.Count)
        from kind in Enum.GetValues<FaultKind>()
        from stays in (bool[])[false, true]
        where !stays || kind is not FaultKind.After
        select new Fault(point, kind, stays);

    private async Task<IReadOnlyList<string>> DisturbAsync(TripFolder prepared, Fault fault, string expected)
    {
        var folder = prepared.Copy();
        var points = new FaultPoints();
        var world = Open(folder, TestWorld.Begin, points);
        points.Arm(fault);
        try
        {
            Exception? last = null;
            for (var tries = 0; tries < MaxTries; tries++)
            {
                last = await TryAsync(() => trip.RunAsync(world));
                points.Heal();
                var now = world.Time.GetUtcNow() + Patience;
                if (points is { IsGone: true, IsArmed: true })
                {
                    points.Disarm();
                    await world.CloseAsync();
                    world = Open(folder, now, points);
                }
                else if (last is null)
                {
                    // What was postponed comes later.
                    world.Time.Advance(Patience);
                    last = await TryAsync(() => world.SettleAsync());
                    if (last is null)
                    {
                        break;
                    }
                }
                else
                {
                    world.Time.Advance(Patience);
                }
            }

            points.Disarm();
            if (points.Seen.Count < fault.Point)
            {
                return ["the trip never came to this point"];
            }

            return last is null
                ? await EndState.CompareAsync(world, expected)
                : [$"it came to no end: {last.GetType().Name}: {last.Message}"];
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    private static async Task<Exception?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    private static TestWorld Open(string folder, DateTimeOffset at, FaultPoints points) => TripFolder.Open(folder, at, services =>
    {
        services.AddCountedPoints(points);
        OneAtATime.Decorate(services);
    });
}
