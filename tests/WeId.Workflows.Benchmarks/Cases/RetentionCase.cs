using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Persistence.Retention;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Whether people notice that very many old instances are being removed.</summary>
internal sealed class RetentionCase : ICase
{
    /// <inheritdoc />
    public string Name => "retention";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var count = settings.Of(300_000, 10_000);
        report.Section($"Removing {count:N0} old instances while people work");
        var database = await BenchWorld.CreateDatabaseAsync(Setup.SqliteFull, settings.Folder);
        var recorded = await RecordedTrip.RecordAsync(Setup.SqliteFull, BenchFlows.OneTask.DefinitionId, 1, settings.Folder);
        var kept = new RetentionOptions();
        Filler.Fill(database, recorded.After(recorded.Units.Count), count, kept.Instances + TimeSpan.FromDays(10));
        await using var world = await BenchWorld.OpenAsync(database, [new("Retention:Instances", "7300.00:00:00"), new("Retention:Messages", "3650.00:00:00")]);
        var options = world.Services.GetRequiredService<IOptions<RetentionOptions>>().Value;
        var service = world.Services.GetRequiredService<RetentionService>();
        using var trips = new Trips(world);

        // From here on they are too old; the service of the host looks again only in an hour.
        (options.Instances, options.Messages) = (kept.Instances, kept.Messages);
        var (rounds, times) = settings.Of((15, 200), (3, 40));
        await RoundAsync(trips, times);
        var before = Count(database);
        var (removing, ratios, quiet, busy) = (TimeSpan.Zero, new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var without = await RoundAsync(trips, times);
            using var stop = new CancellationTokenSource();
            var watch = Stopwatch.StartNew();
            var removal = service.RunAsync(stop.Token);
            var with = await RoundAsync(trips, times);
            await stop.CancelAsync();
            removing += watch.Elapsed;
            await ((Task)removal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (removal.IsFaulted)
            {
                await removal;
            }

            ratios.Add(with.Percentile(99) / without.Percentile(99));
            quiet.AddRange(without);
            busy.AddRange(with);
        }

        var (low, high) = Statistics.MedianInterval(ratios);
        report.Text(
            $"One caller, start → task → done, {rounds} rounds of {times} trips without and with the removal, in turns; ms. Removed meanwhile: "
            + $"{before - Count(database):N0} instances with their journal and waits, {Report.Number((before - Count(database)) / removing.TotalSeconds)} a second. "
            + $"Ratio of p99 by round: median {Report.Number(ratios.Median())}, 95 % interval {Report.Number(low)}–{Report.Number(high)}.");
        report.Table(
            ["trips", "p50", "p99", "max"],
            [
                ["without", Report.Number(quiet.Median()), Report.Number(quiet.Percentile(99)), Report.Number(quiet.Max())],
                ["while it removes", Report.Number(busy.Median()), Report.Number(busy.Percentile(99)), Report.Number(busy.Max())],
            ]);
        report.Goal($"p99 of a trip while {count:N0} old instances are removed", "< 2 × without", Report.Number(ratios.Median()), ratios.Median() < 2);
    }

    private static async Task<IReadOnlyList<double>> RoundAsync(Trips trips, int times)
    {
        var found = new List<double>(times);
        for (var i = 0; i < times; i++)
        {
            var watch = Stopwatch.StartNew();
            await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
            found.Add(watch.Elapsed.TotalMilliseconds);
        }

        return found;
    }

    private static long Count(BenchDatabase database)
    {
        using var connection = database.Open();
        return (long)connection.Read("SELECT COUNT(*) FROM \"WorkflowInstances\" WHERE \"EndedAt\" < date('now', '-7 years')")[0][0]!;
    }
}
