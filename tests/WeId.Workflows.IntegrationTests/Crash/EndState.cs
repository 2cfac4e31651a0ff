using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>How a trip ended, as lines that can be compared.</summary>
internal static class EndState
{
    /// <summary>All that must be the same however often it was disturbed; a code that was asked for again may be sent once more.</summary>
    /// <param name="withFailures">Also the steps that failed and were tried again.</param>
    public static async Task<string> OfAsync(TestWorld world, bool withFailures = true)
    {
        await using var db = world.NewContext();
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        foreach (var koppeling in await db.Koppelingen.OrderBy(k => k.Rol).ThenBy(k => k.Status).ToListAsync())
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
        var failures = 0;
        foreach (var row in await db.Journal.OrderBy(j => j.Seq).ToListAsync())
        {
            if (row.Event is JournalEvent.Faulted && !withFailures)
            {
                failures++;
                continue;
            }

            text.WriteLine($"journal {row.Seq - failures} {row.ActivityId} {row.Event} {row.Outcome}");
        }

        foreach (var instance in await db.Set<WorkflowInstance>().ToListAsync())
        {
            text.WriteLine($"instance {instance.Status} journal {instance.JournalSeq - failures}");
        }

        text.WriteLine($"open waits {await db.Waits.CountAsync(w => w.Status == Engine.Waits.WaitStatus.Open)}");
        text.WriteLine($"open incidents {await db.Incidents.CountAsync(i => i.ClosedAt == null)}");
        text.WriteLine($"outbox not done {await db.Outbox.CountAsync(m => m.Status != OutboxStatus.Done)}");
        var codes = new[] { "validatiecode", "sms-inlogcode" };
        foreach (var group in await db.Verzendingen.Where(v => !codes.Contains(v.Template)).GroupBy(v => new { v.Template, v.Kanaal, v.Status })
            .Select(g => new { g.Key.Template, g.Key.Kanaal, g.Key.Status, Count = g.Count() }).OrderBy(g => g.Template).ToListAsync())
        {
            text.WriteLine($"verzending {group.Template} {group.Kanaal} {group.Status} {group.Count}");
        }

        // One message in the outbox and one file in the letter box for each verzending: none lost, none twice.
        var ids = await db.Verzendingen.Select(v => v.Id).ToListAsync();
        var files = Directory.CreateDirectory(Path.Combine(world.Folder, "postvak")).EnumerateFiles("*.json").Select(f => Path.GetFileNameWithoutExtension(f.Name)).ToHashSet();
        text.WriteLine($"verzendingen without file {ids.Count(id => !files.Contains(id.ToString("N")))}, files without verzending {files.Count - ids.Count(id => files.Contains(id.ToString("N")))}");
        text.WriteLine($"verzend messages minus verzendingen {await db.Outbox.CountAsync(m => m.Type == "verzend") - ids.Count}");
        return text.ToString();
    }

    /// <summary>What is wrong with the end of a disturbed trip; empty when nothing is.</summary>
    /// <inheritdoc cref="OfAsync" path="/param[@name='withFailures']"/>
    public static async Task<IReadOnlyList<string>> CompareAsync(TestWorld world, string expected, bool withFailures = true)
    {
        var violations = await Invariants.FindAsync(world);
        if (violations.Count > 0)
        {
            return [.. violations.Select(v => v.Report)];
        }

        var state = await OfAsync(world, withFailures);
        return state == expected ? [] : [$"it ended as{Environment.NewLine}{state}instead of{Environment.NewLine}{expected}"];
    }
}
