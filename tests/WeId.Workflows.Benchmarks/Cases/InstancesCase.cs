using System.Diagnostics;
using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Engine.Definitions;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Instances a second by one and by eight callers, beside what the database takes of the same rows.</summary>
internal sealed class InstancesCase : ICase
{
    private const int ManyCallers = 8;

    /// <inheritdoc />
    public string Name => "instances";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        report.Section("Instances a second");
        report.Text(
            "Engine and raw database in turns, round by round; median (lowest–highest) of the rounds. *Raw* writes the rows that the engine leaves "
            + "behind by prepared statements, in the fewest durable commits: with a task four, since four times somebody is answered who must find it "
            + "stored (submission; start up to the task; decision; signal to the end); with five steps six, since each step is durable before the "
            + "next begins (submission; five steps, the first with the start). For eight callers on SQLite one writer puts up to 64 waiting units into a commit; on PostgreSQL each has a connection.");
        var rows = new List<IReadOnlyList<string>>();
        foreach (var setup in settings.Setups)
        {
            rows.Add(await RunAsync(settings, report, setup, BenchFlows.OneTask, tasks: 1, callers: 1));
            rows.Add(await RunAsync(settings, report, setup, BenchFlows.OneTask, tasks: 1, callers: ManyCallers));
            rows.Add(await RunAsync(settings, report, setup, BenchFlows.FiveSteps, tasks: 0, callers: 1));
            rows.Add(await RunAsync(settings, report, setup, BenchFlows.FiveSteps, tasks: 0, callers: ManyCallers));
        }

        report.Table(["trip", "callers", "engine/s", "commits per instance", "processor ms per instance", "raw/s", "raw commits per instance", "engine : raw"], rows);
    }

    private static async Task<IReadOnlyList<string>> RunAsync(
        Settings settings, Report report, Setup setup, WorkflowDefinition definition, int tasks, int callers)
    {
        var recorded = await RecordedTrip.RecordAsync(setup, definition.DefinitionId, tasks, settings.Folder);
        await using var engineWorld = await BenchWorld.CreateAsync(setup, settings.Folder);
        await using var rawWorld = await BenchWorld.CreateAsync(setup, settings.Folder, start: false);
        using var raw = new RawRate(recorded, rawWorld.Database);
        var trips = settings.Of(callers == 1 ? 400 : 1_600, callers == 1 ? 60 : 240);
        var rounds = settings.Of(9, 3);

        var failed = (await WarmUpAsync(settings, engineWorld, definition, tasks)).Failed;
        await raw.RunAsync(callers, trips / 2);

        var (commits, rawCommits, rolledBack) = (engineWorld.Commits.Commits, raw.Commits, Rollbacks(engineWorld));
        var (engine, database, processor) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var run = await RunEngineAsync(engineWorld, definition, tasks, callers, trips);
            processor.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds / trips);
            engine.Add(run.PerSecond);
            failed += run.Failed;
            database.Add(await raw.RunAsync(callers, trips));
        }

        commits = engineWorld.Commits.Commits - commits;
        rawCommits = raw.Commits - rawCommits;
        if (setup is Setup.PostgreSql)
        {
            report.Text($"{setup.Label()}, {definition.Name}, {callers} caller(s): {Report.Number((Rollbacks(engineWorld) - rolledBack) / (double)(trips * rounds))} transactions rolled back an instance.");
        }

        if (failed > 0)
        {
            report.Text($"**{setup.Label()}, {definition.Name}, {callers} caller(s): {failed} trips failed.**");
        }

        if (engineWorld.Commits.Missed > 0)
        {
            report.Text($"**{engineWorld.Commits.Missed} times a trip was seen only after a pause; the figures below are too low.**");
        }

        var ratios = engine.Zip(database, (e, r) => e / r).ToList();
        if (setup is Setup.SqliteFull && tasks > 0)
        {
            ReportGoals(report, callers, engine, ratios);
        }

        Console.WriteLine($"({setup.Label()}, {definition.Name}, {callers} caller(s): engine {Report.Spread(engine)}, raw {Report.Spread(database)})");
        return
        [
            $"{setup.Label()}, {(tasks > 0 ? "task" : "five steps")}",
            $"{callers}",
            Report.Spread(engine),
            Report.Number(commits / (double)(trips * rounds)),
            Report.Spread(processor),
            Report.Spread(database),
            Report.Number(rawCommits / (double)(trips * rounds)),
            $"{Report.Percent(ratios.Median())} ({Report.Percent(ratios.Min())}–{Report.Percent(ratios.Max())})",
        ];
    }

    /// <summary>How often the server ended a transaction without a commit, mostly because another one was in its way.</summary>
    private static long Rollbacks(BenchWorld world)
    {
        if (world.Database.Setup is not Setup.PostgreSql)
        {
            return 0;
        }

        using var connection = world.Database.Open();
        return (long)connection.Read("SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()")[0][0]!;
    }

    private static void ReportGoals(Report report, int callers, List<double> engine, List<double> ratios)
    {
        var wanted = callers == 1 ? 0.5 : 0.4;
        report.Goal(
            $"start → task → done, {callers} caller(s), engine : raw{(callers == 1 ? "" : " grouped")}",
            $"≥ {Report.Percent(wanted)}",
            Report.Percent(ratios.Median()),
            ratios.Median() >= wanted);
        if (callers > 1)
        {
            report.Goal($"start → task → done, {callers} callers", "≥ 300/s", $"{Report.Number(engine.Median())}/s", engine.Median() >= 300);
        }
    }

    /// <summary>The runtime compiles what is called often a second time, for several seconds; that belongs to nobody's trip.</summary>
    public static Task<(double PerSecond, int Failed)> WarmUpAsync(Settings settings, BenchWorld world, WorkflowDefinition definition, int tasks) =>
        RunEngineAsync(world, definition, tasks, ManyCallers, settings.Of(4_000, 300));

    /// <summary>Instances a second that came to their end; each caller waits for the end of his trip before he begins the next.</summary>
    public static async Task<(double PerSecond, int Failed)> RunEngineAsync(BenchWorld world, WorkflowDefinition definition, int tasks, int callers, int trips)
    {
        var (left, failed) = (trips, 0);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            using var caller = new Trips(world);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    await caller.RunAsync(definition.DefinitionId, tasks);
                }
                catch (Exception e) when (e is not TimeoutException)
                {
                    Interlocked.Increment(ref failed);
                    await Console.Error.WriteLineAsync($"{e.GetType().Name}: {e.Message}");
                }
            }
        })));
        return ((trips - failed) / watch.Elapsed.TotalSeconds, failed);
    }
}
