using System.Collections.Concurrent;
using System.Diagnostics;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>
/// How long after a decision another reader sees the next task, while decisions come in at a fixed rate whether or not
/// those before are through: each is timed from the instant at which it was due.
/// </summary>
internal sealed class LatencyCase : ICase
{
    private const int PerSecond = 20;

    /// <inheritdoc />
    public string Name => "latency";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Decision → next task visible");
        var count = PerSecond * settings.Of(30, 5);
        report.Text($"{PerSecond} decisions a second for {count / PerSecond} s on instances with two tasks in sequence; ms from the instant at which the decision was due until another connection reads the next open task.");
        var rows = new List<IReadOnlyList<string>>();
        foreach (var setup in settings.Setups)
        {
            var times = await MeasureAsync(settings, setup, count);
            rows.Add([setup.Label(), Report.Number(times.Median()), Report.Number(times.Percentile(90)), Report.Number(times.Percentile(99)), Report.Number(times.Max())]);
            if (setup is Setup.SqliteFull)
            {
                report.Goal($"decision → next task visible, p99 under {PerSecond} decisions/s", "< 50 ms", $"{Report.Number(times.Percentile(99))} ms", times.Percentile(99) < 50);
            }
        }

        report.Table(["database", "p50", "p90", "p99", "max"], rows);
    }

    private static async Task<IReadOnlyList<double>> MeasureAsync(Settings settings, Setup setup, int count)
    {
        await using var world = await BenchWorld.CreateAsync(setup, settings.Folder);
        var free = new ConcurrentBag<Trips>();
        const int warmUp = PerSecond;
        var taken = new Queue<(Guid Aanvraag, Guid Taak)>();
        using (var first = new Trips(world))
        {
            for (var i = 0; i < count + warmUp; i++)
            {
                var aanvraag = await first.SubmitAsync(BenchFlows.TwoTasks.DefinitionId);
                taken.Enqueue((aanvraag, await first.UntilTaskAsync(aanvraag)));
            }
        }

        await ScheduleAsync(warmUp);
        var times = await ScheduleAsync(count);
        while (free.TryTake(out var trips))
        {
            trips.Dispose();
        }

        return times;

        async Task<IReadOnlyList<double>> ScheduleAsync(int decisions)
        {
            var watch = Stopwatch.StartNew();
            var running = new List<Task<double>>(decisions);
            for (var i = 0; i < decisions; i++)
            {
                var due = TimeSpan.FromSeconds(i / (double)PerSecond);
                await UntilAsync(watch, due);
                var (aanvraag, taak) = taken.Dequeue();
                running.Add(Task.Run(() => DecideAsync(watch, due, aanvraag, taak)));
            }

            return await Task.WhenAll(running);
        }

        async Task<double> DecideAsync(Stopwatch watch, TimeSpan due, Guid aanvraag, Guid taak)
        {
            var trips = free.TryTake(out var found) ? found : new Trips(world);
            await trips.DecideAsync(taak);
            await trips.UntilTaskAsync(aanvraag);
            var time = (watch.Elapsed - due).TotalMilliseconds;
            free.Add(trips);
            return time;
        }
    }

    /// <summary>A timer is too coarse for the last two milliseconds.</summary>
    private static async Task UntilAsync(Stopwatch watch, TimeSpan due)
    {
        if (due - watch.Elapsed is var left && left > TimeSpan.FromMilliseconds(2))
        {
            await Task.Delay(left - TimeSpan.FromMilliseconds(2));
        }

        while (watch.Elapsed < due)
        {
            Thread.SpinWait(20);
        }
    }
}
