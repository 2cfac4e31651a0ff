using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Kills the process of the trip at each moment in turn, starts the product again over what it left and looks at how it
/// ended: the same as without a kill, nothing lost and nothing twice.
/// </summary>
/// <param name="leases">Also before and after each lease and end of an outbox message, which are most of the moments.</param>
internal sealed class CrashSweep(string niveau, TweedeFactor factor, bool leases, TextWriter output)
{
    public const string Verb = "crash-sweep";

    /// <summary>By hand: prints each moment and what was found. Arguments: level and second factor; default EH3 OtpDevice.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output)
    {
        var sweep = args.Length > 2
            ? new CrashSweep(args[1], Enum.Parse<TweedeFactor>(args[2]), leases: true, output)
            : new CrashSweep("EH3", TweedeFactor.OtpDevice, leases: true, output);
        var faults = await sweep.RunAsync();
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>What was wrong, by moment; empty when every restart ended well.</summary>
    public async Task<IReadOnlyList<string>> RunAsync()
    {
        var folder = await TestWorld.CreateFolderAsync();
        if (await StartAsync(folder, killAt: 0) is not 0 and var exit)
        {
            return [$"The trip without a kill ended with exit code {exit}."];
        }

        var moments = await File.ReadAllLinesAsync(Path.Combine(folder, CrashChild.LogFile));
        var expected = await EndStateAsync(folder);
        Directory.Delete(folder, recursive: true);
        var faults = new List<string>();
        var chosen = Enumerable.Range(1, moments.Length).Where(k => leases || !moments[k - 1].Contains("Outbox", StringComparison.Ordinal)).ToList();
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (k, _) =>
        {
            var found = await KillAndRestartAsync(k, expected);
            lock (faults)
            {
                output.WriteLine($"SIGKILL at {moments[k - 1]}: {(found.Count == 0 ? "ends the same" : string.Join("; ", found))}");
                faults.AddRange(found.Select(f => $"{moments[k - 1]}: {f}"));
            }
        });
        output.WriteLine($"{niveau} {factor}: {chosen.Count} kills, {faults.Count} faults");
        return faults;
    }

    private async Task<IReadOnlyList<string>> KillAndRestartAsync(int k, string expected)
    {
        var folder = await TestWorld.CreateFolderAsync();
        var killed = await StartAsync(folder, k);
        if (killed is not 137)
        {
            return [$"the process ended with {killed} instead of by SIGKILL"];
        }

        // Later than the leases of the killed process, earlier than the codes expire.
        try
        {
            await using var world = TestWorld.Open(folder, TestWorld.Begin.AddMinutes(2), Product.Add, keepFolder: true);
            await new NieuweGebruikerTrip(world, niveau, factor).RunAsync();
        }
        catch (Exception e)
        {
            return [$"after the restart the trip stopped with {e.GetType().Name}: {e.Message}"];
        }

        var state = await EndStateAsync(folder);
        Directory.Delete(folder, recursive: true);
        return state == expected ? [] : [$"it ended as{Environment.NewLine}{state}instead of{Environment.NewLine}{expected}"];
    }

    private async Task<int> StartAsync(string folder, int killAt)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true };
        string[] arguments =
        [
            typeof(CrashSweep).Assembly.Location, CrashChild.Verb, folder, niveau, factor.ToString(),
            killAt.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode is not (0 or 137))
        {
            output.WriteLine(errors);
        }

        return process.ExitCode;
    }

    /// <summary>All that must be the same however often it was killed; a code that was asked for again may be sent once more.</summary>
    private static async Task<string> EndStateAsync(string folder)
    {
        await using var world = TestWorld.Open(folder, TestWorld.Begin, keepFolder: true);
        await using var db = world.NewContext();
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var koppeling in await db.Koppelingen.OrderBy(k => k.Id).ToListAsync())
        {
            text.WriteLine($"koppeling {koppeling.Rol} {koppeling.Status}");
        }

        foreach (var aanvraag in await db.Aanvragen.ToListAsync())
        {
            text.WriteLine($"aanvraag {aanvraag.Nummer} {aanvraag.Status}");
        }

        foreach (var taak in await db.Taken.OrderBy(t => t.Fase).ThenBy(t => t.Soort).ToListAsync())
        {
            text.WriteLine($"taak {taak.Soort} {taak.Fase} {taak.Status}");
        }

        text.WriteLine($"documents left {await db.Bijlagen.CountAsync(b => b.Versleuteld != null)}");
        foreach (var row in await db.Journal.OrderBy(j => j.Seq).ToListAsync())
        {
            text.WriteLine($"journal {row.Seq} {row.ActivityId} {row.Event} {row.Outcome}");
        }

        foreach (var instance in await db.Set<WorkflowInstance>().ToListAsync())
        {
            text.WriteLine($"instance {instance.Status} journal {instance.JournalSeq}");
        }

        text.WriteLine($"open waits {await db.Waits.CountAsync(w => w.Status == Engine.Waits.WaitStatus.Open)}");
        text.WriteLine($"incidents {await db.Incidents.CountAsync()}");
        text.WriteLine($"outbox not done {await db.Outbox.CountAsync(m => m.Status != OutboxStatus.Done)}");
        var codes = new[] { "validatiecode", "sms-inlogcode" };
        foreach (var group in await db.Verzendingen.Where(v => !codes.Contains(v.Template)).GroupBy(v => new { v.Template, v.Kanaal, v.Status })
            .Select(g => new { g.Key.Template, g.Key.Kanaal, g.Key.Status, Count = g.Count() }).OrderBy(g => g.Template).ToListAsync())
        {
            text.WriteLine($"verzending {group.Template} {group.Kanaal} {group.Status} {group.Count}");
        }

        // One message in the outbox and one file in the letter box for each verzending: none lost, none twice.
        var ids = await db.Verzendingen.Select(v => v.Id).ToListAsync();
        var files = Directory.EnumerateFiles(Path.Combine(folder, "postvak"), "*.json").Select(Path.GetFileNameWithoutExtension).ToHashSet();
        text.WriteLine($"verzendingen without file {ids.Count(id => !files.Contains(id.ToString("N")))}, files without verzending {files.Count - ids.Count(id => files.Contains(id.ToString("N")))}");
        text.WriteLine($"verzend messages minus verzendingen {await db.Outbox.CountAsync(m => m.Type == "verzend") - ids.Count}");
        return text.ToString();
    }
}
