using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence;
using Xunit;

namespace WeId.Workflows.TestKit;

/// <summary>What must hold whenever nothing is under way (quality: I1, I3, I6, I10).</summary>
public static class Invariants
{
    /// <summary>Fails with the first invariant that does not hold.</summary>
    public static async Task CheckAsync(TestWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        await using var db = world.NewContext();
        await CheckAsync(db);
    }

    /// <summary>Fails with the first invariant that does not hold.</summary>
    /// <param name="db">The database to look into.</param>
    /// <param name="importedAfgerond">Whether aanvragen may have been put in as rows when they were over: those have no workflow.</param>
    public static async Task CheckAsync(WeIdDbContext db, bool importedAfgerond = false)
    {
        ArgumentNullException.ThrowIfNull(db);
        var orphans = await db.Waits.CountAsync(w => w.Status == WaitStatus.Open
            && !db.Instances.Any(i => i.Id == w.InstanceId && i.Status == InstanceStatus.Running));
        Assert.True(orphans == 0, "I1: an open wait belongs to a running instance.");

        var tasksWithoutWait = await db.Taken.CountAsync(t =>
            (t.Status == Domain.Aanvragen.TaakStatus.Open || t.Status == Domain.Aanvragen.TaakStatus.Geclaimd)
            && !db.Waits.Any(w => w.Id == t.WaitId && w.Status == WaitStatus.Open));
        Assert.True(tasksWithoutWait == 0, "I1: an open task belongs to an open wait.");

        foreach (var instance in await db.Instances.AsNoTracking().ToListAsync())
        {
            var sequence = await db.Journal.Where(j => j.InstanceId == instance.Id).OrderBy(j => j.Seq).Select(j => j.Seq).ToListAsync();
            Assert.Equal(Enumerable.Range(1, (int)instance.JournalSeq).Select(n => (long)n), sequence);
        }

        var sameEyes = await db.Taken.Where(t => t.Besluit != null && t.Soort == Domain.Aanvragen.TaakSoort.Beoordeling)
            .GroupBy(t => new { t.AanvraagId, t.BeslotenDoor }).CountAsync(g => g.Count() > 1);
        Assert.True(sameEyes == 0, "I6: nobody decides two stages of one aanvraag.");

        var unaccounted = await db.Aanvragen.CountAsync(a => !db.Instances.Any(i => i.AanvraagId == a.Id)
            && !(importedAfgerond && a.Status == Domain.Aanvragen.AanvraagStatus.Afgerond)
            && !db.Outbox.Any(m => m.Type == "workflow.start" && m.Status == Engine.Outbox.OutboxStatus.Pending));
        Assert.True(unaccounted == 0, "I10: every aanvraag waits to start, runs or has ended.");
    }
}
