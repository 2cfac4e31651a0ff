using System.Text.Json;
using Xunit.Abstractions;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>The short run of each kind of fault; the long one is the command <c>faults</c>, see docs/quality.md.</summary>
[Trait("Database", "Sqlite")]
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Seed = 20260303;

    [Fact]
    public Task Trip_CommandCommitOrChannelCallFails_EndsTheSame() =>
        CheckEachAsync((trip, log) => new FaultSweep(trip, Seed, log).RunAsync(oneOf: 151));

    [Fact]
    public Task Trip_KilledAtCommitOrChannelCall_EndsTheSame() =>
        CheckEachAsync((trip, log) => new KillSweep(trip, Seed, log).RunAsync(oneOf: 43));

    [Fact]
    public Task Trip_CrashLeftAPrefixOfTheWal_OpensSoundAndEndsTheSame() =>
        CheckEachAsync((trip, log) => new WalSweep(trip, Seed, log).RunAsync(oneOf: 61, finishOneOf: 17));

    [Fact]
    public Task ManyAtWork_KilledAtAnyMoment_NothingAcknowledgedIsLost() => CheckAsync(log => new LoadKills(Seed, log).RunAsync(kills: 1));

    [Fact]
    public Task Trip_DiskFull_ReadsGoOnAndItEndsTheSameWhenThereIsRoom() =>
        CheckEachAsync((trip, log) => new DiskFullSweep(trip, Seed, log).RunAsync(oneOf: 23));

    [Fact]
    public async Task Definitions_Shipped_EachHasACrashTrip()
    {
        var shipped = new List<string?>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json"))
        {
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            shipped.Add(json.RootElement.GetProperty("definitionId").GetString());
        }

        Assert.NotEmpty(shipped);
        Assert.Empty(shipped.Except(CrashTrip.All.Select(t => t.DefinitionId)));
    }

    private async Task CheckEachAsync(Func<CrashTrip, TextWriter, Task<IReadOnlyList<string>>> run)
    {
        foreach (var trip in CrashTrip.Quick)
        {
            await CheckAsync(log => run(trip, log));
        }
    }

    private async Task CheckAsync(Func<TextWriter, Task<IReadOnlyList<string>>> run)
    {
        using var log = new StringWriter();

        var findings = await run(TextWriter.Synchronized(log));

        output.WriteLine(log.ToString());
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
    }
}
