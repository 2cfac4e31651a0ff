using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>What running instances cost in memory and on disk.</summary>
internal sealed class MemoryCase : ICase
{
    /// <summary>By which this program starts itself, so that each measurement has a process of its own.</summary>
    public const string Verb = "memory-of";

    private const int Instances = 10_000;

    /// <inheritdoc />
    public string Name => "memory";

    /// <summary>Measures in this process and writes the result to the console.</summary>
    /// <param name="args">The verb, the folder for the database, how many instances run and how many trips are made.</param>
    public static async Task<int> MeasureAsync(string[] args)
    {
        var (folder, running, times) = (args[1], int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, folder, start: false);
        if (running > 0)
        {
            var recorded = await RecordedTrip.RecordAsync(Setup.SqliteFull, BenchFlows.OneTask.DefinitionId, 1, folder);
            Filler.Fill(world.Database, recorded.After(commits: 2), running);
        }

        await world.StartAsync();
        using var trips = new Trips(world);
        for (var i = 0; i < times; i++)
        {
            await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(JsonSerializer.Serialize(
            new Memory(process.WorkingSet64 / 1e6, GC.GetTotalMemory(forceFullCollection: false) / 1e6, new FileInfo(world.Database.File).Length / 1e6)));
        return 0;
    }

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var trips = settings.Of(200, 50);
        report.Section($"Memory for {Instances:N0} running instances");
        report.Text($"The product without its pages in a process of its own, without running instances and with that many that wait at their task; after {trips} trips and a full collection. MB.");
        var rows = new List<IReadOnlyList<string>>();
        foreach (var running in new[] { 0, Instances })
        {
            var memory = await MeasureApartAsync(settings.Folder, running, trips);
            rows.Add([$"{running:N0} running", Report.Number(memory.WorkingSet), Report.Number(memory.Heap), Report.Number(memory.File)]);
        }

        report.Table(["instances", "working set", "managed heap", "database file"], rows);
    }

    private static async Task<Memory> MeasureApartAsync(string folder, int running, int trips)
    {
        string[] arguments = [typeof(MemoryCase).Assembly.Location, Verb, folder, running.ToString(CultureInfo.InvariantCulture), trips.ToString(CultureInfo.InvariantCulture)];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<Memory>(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!;
    }

    /// <summary>In MB.</summary>
    private sealed record Memory(double WorkingSet, double Heap, double File);
}
