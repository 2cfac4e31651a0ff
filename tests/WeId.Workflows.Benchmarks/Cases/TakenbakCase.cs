using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Features.Beoordeling;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>The first page of a takenbak with very many open and decided tasks, by the query of the page.</summary>
internal sealed class TakenbakCase(FilledWorlds filled) : ICase
{
    /// <inheritdoc />
    public string Name => "takenbak";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var count = settings.Of(1_000_000, 20_000);
        report.Section($"Takenbak with {count:N0} open tasks");
        var database = await filled.FinishedAsync(count);
        var recorded = await RecordedTrip.RecordAsync(Setup.SqliteFull, BenchFlows.OneTask.DefinitionId, 1, settings.Folder);
        Filler.Fill(database, recorded.After(commits: 2), count);
        await using var world = await BenchWorld.OpenAsync(database);
        var people = new NieuweGebruikers(world);
        await people.PrepareAsync();
        report.Text($"{count:N0} tasks are open and {count:N0} decided, with their aanvragen and instances. The first page as a reviewer sees it, with its counts; ms.");
        var query = world.Services.GetRequiredService<TakenQuery>();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var filter in Enum.GetValues<TakenFilter>())
        {
            var times = new List<double>();
            for (var i = 0; i < settings.Of(105, 25); i++)
            {
                var watch = Stopwatch.StartNew();
                var page = await query.ListAsync(people.Act(people.BeoordelaarId), filter, CancellationToken.None);
                times.Add(watch.Elapsed.TotalMilliseconds);
                if (page is null || (filter is TakenFilter.Open && page.Rijen.Count != TakenQuery.MaxRijen))
                {
                    throw new InvalidOperationException("The reviewer does not see his takenbak.");
                }

                if (watch.Elapsed > TimeSpan.FromSeconds(5) && i > 2)
                {
                    break;
                }
            }

            times.RemoveAt(0);
            rows.Add([$"{filter}", Report.Number(times.Median()), Report.Number(times.Percentile(99)), Report.Number(times.Max())]);
            if (filter is TakenFilter.Open)
            {
                report.Goal($"first page of the takenbak, {count:N0} open tasks, p99", "< 50 ms", $"{Report.Number(times.Percentile(99))} ms", times.Percentile(99) < 50);
            }
        }

        report.Table(["filter", "p50", "p99", "max"], rows);
    }
}
