using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit.Checks;
using Xunit;

namespace WeId.Workflows.TestKit;

/// <summary>What must hold after every commit, whatever happened before it: docs/quality.md. Each <see cref="TestWorld"/> checks it at its end.</summary>
public static class Invariants
{
    private const int ShownRows = 5;

    private static readonly Invariant[] All =
    [
        EngineChecks.Waits, EngineChecks.State, OutsideChecks.Acknowledged, EngineChecks.Journal, OutsideChecks.Causes, OutsideChecks.Sent, EngineChecks.Timers,
        DomainChecks.FourEyes, StatusChecks.Pairs, OutsideChecks.Audit, DomainChecks.Scope, EngineChecks.Conservation, OutsideChecks.Documents,
        DomainChecks.Beheerder, DomainChecks.Niveau, DomainChecks.OneMutatie, DomainChecks.Erased, DomainChecks.Audited, StatusChecks.Term, StatusChecks.Costs,
        DomainChecks.Aanvulling,
        MutatieChecks.Slot, MutatieChecks.Belastingdienst, MutatieChecks.Koppelen, MutatieChecks.Opzegging, MutatieChecks.Machtigingen, MutatieChecks.Schorsing,
        DomainChecks.Keten, DomainChecks.EersteBeheerder,
        DomainChecks.Post,
        DomainChecks.Tellingen,
    ];

    /// <summary>The names of all, each once.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(i => i.Name).Distinct()];

    /// <summary>Fails with every invariant that does not hold and that the world has not said it may break.</summary>
    public static async Task CheckAsync(TestWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        Fail((await FindAsync(world)).Where(v => !world.Broken.ContainsKey(v.Name)));
    }

    /// <summary>Fails with every invariant that does not hold in this database.</summary>
    /// <param name="db">The database to look into.</param>
    /// <param name="mayBreak">Names of those that need not hold.</param>
    public static async Task CheckAsync(WeIdDbContext db, params string[] mayBreak)
    {
        ArgumentNullException.ThrowIfNull(db);
        Fail((await FindAsync(new Look(db))).Where(v => !mayBreak.Contains(v.Name)));
    }

    /// <summary>Fails when a timer that is due has not acted: for the moment at which nothing is left to do.</summary>
    public static async Task CheckAtRestAsync(TestWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var now = world.Time.GetUtcNow();
        var due = await world.ReadAsync(db => db.Waits.AsNoTracking().Where(w => w.Status == WaitStatus.Open && w.Deadline <= now).Select(w => w.ActivityId).ToListAsync());
        Assert.True(due.Count == 0, $"I5: a due timer acts once everything has run. Still open: {string.Join(", ", due)}.");
    }

    /// <summary>What does not hold in the world, whatever it said it may break.</summary>
    public static async Task<IReadOnlyList<Violation>> FindAsync(TestWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        await using var db = world.NewContext();
        return await FindAsync(new Look(db, world.Services, world.Folder));
    }

    private static async Task<IReadOnlyList<Violation>> FindAsync(Look look)
    {
        var found = new List<Violation>();
        foreach (var invariant in All)
        {
            var rows = await invariant.FindAsync(look);
            if (rows.Count > 0)
            {
                var more = rows.Count > ShownRows ? $"{Environment.NewLine}  … and {rows.Count - ShownRows} more" : "";
                found.Add(new(
                    invariant.Name,
                    $"{invariant.Name}: {invariant.Sentence}{Environment.NewLine}{string.Join(Environment.NewLine, rows.Take(ShownRows).Select(r => $"  {r}"))}{more}"));
            }
        }

        return found;
    }

    private static void Fail(IEnumerable<Violation> violations)
    {
        var reports = violations.Select(v => v.Report).ToList();
        Assert.True(reports.Count == 0, string.Join(Environment.NewLine, reports));
    }
}
