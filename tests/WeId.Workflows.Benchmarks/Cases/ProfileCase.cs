using System.Diagnostics;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Where the time of a trip goes: processor, memory, and each statement inside SQLite. Not part of <c>all</c>.</summary>
internal sealed class ProfileCase : ICase
{
    /// <inheritdoc />
    public string Name => "profile";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        foreach (var callers in new[] { 1, 8 })
        {
            report.Section($"Profile of start → task → done, SQLite FULL, {callers} caller(s)");
            await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, settings.Folder);
            world.Profile.IsOn = true;
            var trips = settings.Of(1_000, 200);
            await InstancesCase.WarmUpAsync(settings, world, BenchFlows.OneTask, 1);
            await world.UntilIdleAsync();
            world.Profile.Take();

            using var process = Process.GetCurrentProcess();
            var (processor, allocated, commits, watch) = (process.TotalProcessorTime, GC.GetTotalAllocatedBytes(), world.Commits.Commits, Stopwatch.StartNew());
            await InstancesCase.RunEngineAsync(world, BenchFlows.OneTask, 1, callers, trips);
            await world.UntilIdleAsync();
            process.Refresh();
            report.Text(
                $"A trip: {Report.Number(watch.Elapsed.TotalMilliseconds / trips)} ms, {Report.Number((process.TotalProcessorTime - processor).TotalMilliseconds / trips)} ms processor, "
                + $"{Report.Number((GC.GetTotalAllocatedBytes() - allocated) / 1e3 / trips)} kB allocated, {Report.Number((world.Commits.Commits - commits) / (double)trips)} commits.");
            report.Table(
                ["statement", "a trip", "µs each", "µs a trip"],
                world.Profile.Take().Select(s => (IReadOnlyList<string>)[
                    $"`{s.Sql.ReplaceLineEndings(" ")[..Math.Min(160, s.Sql.ReplaceLineEndings(" ").Length)]}`",
                    Report.Number(s.Count / (double)trips),
                    Report.Number(s.Time.TotalMicroseconds / s.Count),
                    Report.Number(s.Time.TotalMicroseconds / trips)]));
        }
    }
}
