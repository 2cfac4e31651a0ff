using System.Diagnostics;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Whether a trip costs the same in a database full of finished instances as in an empty one.</summary>
internal sealed class FlatnessCase(FilledWorlds filled) : ICase
{
    /// <inheritdoc />
    public string Name => "flatness";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Trips beside many finished instances");
        report.Text(
            "One caller, start → task → done, trip by trip in turns with an empty database in the same process (SQLite FULL); ms. The ratio is that to "
            + "the empty one within a round; median of the rounds and its 95 % interval by bootstrap. Pages are those that SQLite looked at, in its cache or not.");
        var times = new List<IReadOnlyList<string>>();
        foreach (var count in settings.Of<int[]>([100_000, 1_000_000], [5_000, 20_000]))
        {
            await using var empty = await Side.OpenAsync(await filled.FinishedAsync(0));
            await using var full = await Side.OpenAsync(await filled.FinishedAsync(count));
            times.Add(await CompareAsync(settings, report, empty, full, count, isGoal: count == settings.Of(1_000_000, 20_000)));
            if (count == settings.Of(1_000_000, 20_000))
            {
                await CountAsync(report, empty, full, count);
            }
        }

        report.Table(["finished", "median empty", "median full", "ratio of medians", "p99 empty", "p99 full", "ratio of p99"], times);
    }

    private static async Task<IReadOnlyList<string>> CompareAsync(Settings settings, Report report, Side empty, Side full, int count, bool isGoal)
    {
        var (rounds, trips) = settings.Of((15, 200), (3, 40));
        await RoundAsync(empty, full, trips);
        var found = new List<(IReadOnlyList<double> Empty, IReadOnlyList<double> Full)>();
        for (var round = 0; round < rounds; round++)
        {
            found.Add(await RoundAsync(empty, full, trips));
        }

        var medians = found.Select(r => r.Full.Median() / r.Empty.Median()).ToList();
        var tails = found.Select(r => r.Full.Percentile(99) / r.Empty.Percentile(99)).ToList();
        if (isGoal)
        {
            report.Goal($"p99 of a trip beside {count:N0} finished instances", "≤ 1.10 × empty", Ratio(tails), tails.Median() <= 1.10);
        }

        return
        [
            $"{count:N0}",
            Report.Number(found.SelectMany(r => r.Empty).Median()),
            Report.Number(found.SelectMany(r => r.Full).Median()),
            Ratio(medians),
            Report.Number(found.SelectMany(r => r.Empty).Percentile(99)),
            Report.Number(found.SelectMany(r => r.Full).Percentile(99)),
            Ratio(tails),
        ];
    }

    private static string Ratio(List<double> ratios)
    {
        var (low, high) = Statistics.MedianInterval(ratios);
        return $"{Report.Number(ratios.Median())} ({Report.Number(low)}–{Report.Number(high)})";
    }

    /// <summary>Trip by trip in turns, and each round the other one first every second time.</summary>
    private static async Task<(IReadOnlyList<double> Empty, IReadOnlyList<double> Full)> RoundAsync(Side empty, Side full, int trips)
    {
        var (ofEmpty, ofFull) = (new List<double>(trips), new List<double>(trips));
        for (var i = 0; i < trips; i++)
        {
            if (i % 2 == 0)
            {
                ofEmpty.Add(await empty.TripAsync());
                ofFull.Add(await full.TripAsync());
            }
            else
            {
                ofFull.Add(await full.TripAsync());
                ofEmpty.Add(await empty.TripAsync());
            }
        }

        return (ofEmpty, ofFull);
    }

    private static async Task CountAsync(Report report, Side empty, Side full, int count)
    {
        var (small, large) = (await empty.CountAsync(), await full.CountAsync());
        report.Table(
            ["a trip", "empty", $"{count:N0} finished"],
            [
                ["statements", Report.Number(small.Statements), Report.Number(large.Statements)],
                ["pages looked at", Report.Number(small.Pages), Report.Number(large.Pages)],
                ["different query plans", "–", $"{large.Plans.Count(p => small.Plans.TryGetValue(p.Key, out var plan) && plan != p.Value)}"],
            ]);
        report.Text(Plans.DescribeScans(large.Plans));
    }

    /// <summary>One of the two databases, with its caller.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private const int Counted = 50;

        private readonly BenchWorld world;
        private readonly Trips trips;

        private Side(BenchWorld world)
        {
            this.world = world;
            trips = new Trips(world);
        }

        public static async Task<Side> OpenAsync(BenchDatabase database) => new(await BenchWorld.OpenAsync(database));

        /// <summary>Milliseconds of a trip, to rest: what it leaves in the outbox is not the next one's.</summary>
        public async Task<double> TripAsync()
        {
            await world.UntilIdleAsync();
            var watch = Stopwatch.StartNew();
            await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
            return watch.Elapsed.TotalMilliseconds;
        }

        public async Task<(double Statements, double Pages, IReadOnlyDictionary<string, string> Plans)> CountAsync()
        {
            await world.UntilIdleAsync();
            var pages = world.Pages.Pages;
            world.Commands.IsOn = true;
            for (var i = 0; i < Counted; i++)
            {
                await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
                await world.UntilIdleAsync();
            }

            world.Commands.IsOn = false;
            var taken = world.Commands.Take();
            await using var connection = world.Database.Open();
            return (taken.Sum(k => k.Count) / (double)Counted, (world.Pages.Pages - pages) / (double)Counted, Plans.Of(connection, taken.Select(k => k.Sql)));
        }

        public async ValueTask DisposeAsync()
        {
            trips.Dispose();
            await world.DisposeAsync();
        }
    }
}
