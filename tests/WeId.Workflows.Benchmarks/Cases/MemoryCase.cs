using System.Diagnostics;
using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>What running instances cost in memory and on disk.</summary>
internal sealed class MemoryCase : ICase
{
    private const int Instances = 10_000;

    /// <inheritdoc />
    public string Name => "memory";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section($"Memory for {Instances:N0} running instances");
        report.Text("One world without running instances and one in which that many wait at their task; after the same 200 trips in each, then a full collection. MB.");
        var recorded = await RecordedTrip.RecordAsync(Setup.SqliteFull, BenchFlows.OneTask.DefinitionId, 1, settings.Folder);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var running in new[] { 0, Instances })
        {
            await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, settings.Folder, start: false);
            if (running > 0)
            {
                Filler.Fill(world.Database, recorded.After(commits: 2), running);
            }

            await world.StartAsync();
            using var trips = new Trips(world);
            for (var i = 0; i < settings.Of(200, 50); i++)
            {
                await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            rows.Add([
                $"{running:N0} running",
                Report.Number(process.WorkingSet64 / 1e6),
                Report.Number(GC.GetTotalMemory(forceFullCollection: false) / 1e6),
                Report.Number(new FileInfo(world.Database.File).Length / 1e6)]);
        }

        report.Table(["instances", "working set", "managed heap", "database file"], rows);
    }
}
