using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Statements, bytes and commits of what people do, and of a trip with a task.</summary>
internal sealed class StatementsCase : ICase
{
    private const int Times = 20;

    private readonly List<IReadOnlyList<string>> rows = [];
    private readonly HashSet<string> statements = [];

    /// <inheritdoc />
    public string Name => "statements";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Statements a user action");
        report.Text(
            $"Averages of {Times} after a warm-up, on SQLite. A statement is what one command sends, the bytes are those of its parameters, the time is inside "
            + "the database provider. The actions are those of an aanvraag for a new user of level EH2+, each alone; the trips are the tiny ones of the "
            + "other cases, with everything that the engine does until nothing is left.");
        await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, settings.Folder);
        var people = new NieuweGebruikers(world);
        await people.PrepareAsync();
        await PeopleAsync(world, people, 5);
        await TripAsync(world, 5);
        rows.Clear();

        await PeopleAsync(world, people, Times);
        await TripAsync(world, Times);
        await using var connection = world.Database.Open();
        report.Table(["action", "statements", "bytes", "commits", "ms in the database"], rows);
        report.Text(Plans.DescribeScans(Plans.Of(connection, statements)));
    }

    private async Task PeopleAsync(BenchWorld world, NieuweGebruikers people, int times)
    {
        var drafts = new List<Guid>();
        var aanvragen = new List<Guid>();
        var taken = new List<Guid>();
        await MeasureAsync(world, "submission", times, async _ => aanvragen.Add(await people.SubmitAsync(drafts[^1])), async _ => drafts.Add(await people.DraftAsync()));
        foreach (var aanvraag in aanvragen)
        {
            taken.Add(await people.UntilTaskAsync(aanvraag));
        }

        await MeasureAsync(world, "claim", times, i => people.ClaimAsync(taken[i]));
        await MeasureAsync(world, "decision", times, i => people.ApproveAsync(taken[i]));
    }

    private async Task TripAsync(BenchWorld world, int times)
    {
        using var trips = new Trips(world);
        await MeasureAsync(world, "whole trip: start → task → done", times, async _ =>
        {
            await trips.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
            await world.UntilIdleAsync();
        });
        await MeasureAsync(world, "whole trip: five steps", times, async _ =>
        {
            await trips.RunAsync(BenchFlows.FiveSteps.DefinitionId, 0);
            await world.UntilIdleAsync();
        });
    }

    /// <summary>Counts only while the act runs; what it caused before has come to rest.</summary>
    private async Task MeasureAsync(BenchWorld world, string what, int times, Func<int, Task> act, Func<int, Task>? prepare = null)
    {
        var (commits, count, bytes, time) = (0L, 0, 0L, TimeSpan.Zero);
        for (var i = 0; i < times; i++)
        {
            await (prepare?.Invoke(i) ?? Task.CompletedTask);
            await world.UntilIdleAsync();
            var before = world.Commits.Commits;
            world.Commands.IsOn = true;
            await act(i);
            world.Commands.IsOn = false;
            commits += world.Commits.Commits - before;
            var taken = world.Commands.Take();
            count += taken.Sum(k => k.Count);
            statements.UnionWith(taken.Select(k => k.Sql));
            bytes += taken.Sum(k => k.Bytes);
            time += TimeSpan.FromTicks(taken.Sum(k => k.Time.Ticks));
        }

        rows.Add([what, Report.Number(count / (double)times), Report.Number(bytes / (double)times), Report.Number(commits / (double)times), Report.Number(time.TotalMilliseconds / times)]);
    }
}
