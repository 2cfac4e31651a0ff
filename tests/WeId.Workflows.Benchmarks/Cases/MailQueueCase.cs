using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Benchmarks.Reporting;
using WeId.Workflows.Benchmarks.World;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Partners.Documents;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Smtp;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Whether a queue of mails leaves whole after the mail server was away for an hour, and whether people notice.</summary>
internal sealed class MailQueueCase : ICase
{
    private const string Template = "afwijzing";
    private const int PerCommit = 100;
    private const double MaxRatio = 1.25;

    /// <inheritdoc />
    public string Name => "mailqueue";

    /// <inheritdoc />
    public async Task RunAsync(Settings settings, Report report)
    {
        var (count, away, trips) = settings.Of((10_000, TimeSpan.FromSeconds(60), 400), (300, TimeSpan.FromSeconds(5), 40));
        report.Section($"A queue of {count:N0} mails after an hour without a mail server");
        await using var sink = new SmtpSink { DataAnswer = "421 closed" };
        var time = new ShiftableTimeProvider();
        await using var world = await BenchWorld.CreateAsync(Setup.SqliteFull, settings.Folder, settings: Smtp(sink), time: time);
        using var people = new Trips(world);
        await MeasureAsync(people, trips / 4, () => false);
        var quiet = await MeasureAsync(people, trips, () => false);

        await FillAsync(world, count);
        await Task.Delay(away);
        var tries = Read(world, "SELECT SUM(\"Attempts\") FROM \"Outbox\"");
        time.Shift(TimeSpan.FromHours(1) - away);
        sink.DataAnswer = null;
        var watch = Stopwatch.StartNew();
        var draining = UntilDrainedAsync(world, watch);
        var busy = await MeasureAsync(people, int.MaxValue, () => draining.IsCompleted);
        var took = await draining;

        var lost = count - sink.Received.Select(m => m.Content.Split("Message-Id: <", StringSplitOptions.None)[1][..32]).ToFrozenSet(StringComparer.Ordinal).Count;
        var twice = sink.Received.Count - (count - lost);
        var ratio = busy.Percentile(99) / quiet.Percentile(99);
        report.Text(
            $"The server answered 421 for {away.TotalSeconds:N0} s, in which the mails were tried {tries:N0} times; the rest of the hour was skipped by the clock, so that all were due at once. "
            + $"Then they left in {took.TotalSeconds:N0} s, {Report.Number(count / took.TotalSeconds)} a second, each over a connection of its own; {lost} did not come, {twice} came twice. "
            + "Meanwhile one caller went start → task → done without a pause; ms.");
        report.Table(
            ["trips", "count", "p50", "p99", "max"],
            [
                ["before", $"{quiet.Count}", Report.Number(quiet.Median()), Report.Number(quiet.Percentile(99)), Report.Number(quiet.Max())],
                ["while the queue leaves", $"{busy.Count}", Report.Number(busy.Median()), Report.Number(busy.Percentile(99)), Report.Number(busy.Max())],
            ]);
        report.Goal($"{count:N0} mails after an hour's outage, lost or sent twice", "0", $"{lost + twice}", lost + twice == 0);
        report.Goal("p99 of a trip while the queue leaves", $"≤ {MaxRatio} × before", Report.Number(ratio), ratio <= MaxRatio);
    }

    private static Dictionary<string, string?> Smtp(SmtpSink sink) => new()
    {
        ["Partners:Kanalen:Mail"] = "Smtp",
        ["Partners:Smtp:Host"] = "127.0.0.1",
        ["Partners:Smtp:Port"] = $"{sink.Port}",
        ["Partners:Smtp:Security"] = "None",
        ["Partners:Smtp:AllowedDomains:0"] = "example.nl",
    };

    private static async Task FillAsync(BenchWorld world, int count)
    {
        var gegevens = TemplateCheck.Sample(TemplateGegevens.TypeOf(Template)!, yes: true);
        for (var i = 0; i < count; i += PerCommit)
        {
            await world.UseCases.RunAsync<Done>(
                new Handeling(Guid.CreateVersion7(), world.Time.GetUtcNow()),
                (scope, _) =>
                {
                    var maker = VerzendingMaker.In(scope, world.Services.GetRequiredService<IGeheimen>());
                    for (var n = i; n < Math.Min(i + PerCommit, count); n++)
                    {
                        maker.Add(VerzendKanaal.Mail, new Ontvanger("Anna Jansen", $"anna{n}@example.nl", "nl"), gegevens, world.Time.GetUtcNow());
                    }

                    return Task.FromResult<Result<Done>>(default(Done));
                },
                CancellationToken.None);
        }
    }

    private static async Task<TimeSpan> UntilDrainedAsync(BenchWorld world, Stopwatch watch)
    {
        using var connection = world.Database.Open();
        while (connection.Read($"SELECT 1 FROM \"Outbox\" WHERE \"Status\" = 'Pending' AND \"Type\" = '{VerzendOpdracht.MessageType}' LIMIT 1").Count > 0)
        {
            await Task.Delay(100);
        }

        return watch.Elapsed;
    }

    private static async Task<List<double>> MeasureAsync(Trips people, int most, Func<bool> isOver)
    {
        var found = new List<double>();
        while (found.Count < most && !isOver())
        {
            var watch = Stopwatch.StartNew();
            await people.RunAsync(BenchFlows.OneTask.DefinitionId, 1);
            found.Add(watch.Elapsed.TotalMilliseconds);
        }

        return found;
    }

    private static long Read(BenchWorld world, string sql)
    {
        using var connection = world.Database.Open();
        return (long)connection.Read(sql)[0][0]!;
    }
}
