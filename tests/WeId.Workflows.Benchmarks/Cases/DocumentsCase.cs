using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>How many contracts and letters one core writes, from the data to the file.</summary>
internal sealed class DocumentsCase : ICase
{
    private const double Goal = 40;

    private static readonly string[] Brieven = ["contract", "activatiebrief"];

    /// <inheritdoc />
    public string Name => "documents";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var (rounds, times) = settings.Of((15, 100), (3, 10));
        await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, settings.Folder, start: false);
        var composer = world.Services.GetRequiredService<Composer>();
        report.Section("Documents");
        report.Text($"One caller: template filled, laid out and written as a tagged PDF, its redacted copy too; {rounds} rounds of {times}; a second of one core, median (lowest–highest).");
        var rows = new List<IReadOnlyList<string>>();
        foreach (var brief in Brieven)
        {
            var gegevens = TemplateCheck.Sample(TemplateGegevens.TypeOf(brief)!, yes: true);
            var bestemming = new Bestemming(new(brief, VerzendKanaal.Post, "nl"), "J. Jansen", "Test BV Donald\nHizzaarderlaan 3A\n8823 SJ Lollum", new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
            var size = composer.Compose(bestemming, gegevens).Pdf!.Length;
            List<double> rates = [.. Enumerable.Range(0, rounds).Select(_ => Rate(() => composer.Compose(bestemming, gegevens), times))];
            rows.Add([brief, Report.Spread(rates), $"{size / 1000} kB"]);
            if (brief == "contract")
            {
                report.Goal("contracts a second on one core", $"≥ {Goal}", Report.Number(rates.Median()), rates.Median() >= Goal);
            }
        }

        report.Table(["document", "a second", "size"], rows);
    }

    /// <summary>By the time that the processors spent on it, whatever else the machine does.</summary>
    private static double Rate(Action make, int times)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < times; i++)
        {
            make();
        }

        process.Refresh();
        return times / (process.TotalProcessorTime - before).TotalSeconds;
    }
}
