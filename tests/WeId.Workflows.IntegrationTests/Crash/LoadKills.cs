using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.IntegrationTests.Museum;
using WeId.Workflows.IntegrationTests.Nodes;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Kills a process in which several people work, at a moment of chance. After the restart everything that they had been
/// told is done is there, and everything that they had begun comes to its end.
/// </summary>
internal sealed class LoadKills(int seed, TextWriter output)
{
    /// <summary>Acknowledged operations after which it is killed, at most.</summary>
    private const int Latest = 60;

    /// <summary>Kills so many processes; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int kills)
    {
        var random = new Random(seed);
        var moments = Enumerable.Range(0, kills)
            .Select(_ => new Moment(random.Next(1, Latest), TimeSpan.FromMilliseconds(random.Next(0, 30)))).ToList();
        var findings = new List<string>();
        var acknowledged = 0;
        foreach (var moment in moments)
        {
            var (count, found) = await KillAsync(moment);
            acknowledged += count;
            findings.AddRange(found.Select(f => $"{moment}: {f}"));
        }

        await output.WriteLineAsync($"kills under load: {kills}, {acknowledged} acknowledged operations, seed {seed}, {findings.Count} findings");
        return findings;
    }

    private async Task<(int Acknowledged, IReadOnlyList<string> Findings)> KillAsync(Moment moment)
    {
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.Sqlite);
        await using (var opened = TestWorld.Open(folder, TestWorld.Begin, Product.Add, keepFolder: true, kind: DatabaseKind.Sqlite))
        {
            await opened.PublishDefinitionsAsync();
            await new Loket(opened).OpenAsync();
        }

        var log = Path.Combine(folder, LoadChild.LogFile);
        using (var child = new Child(LoadChild.Verb, folder))
        {
            await Until.TrueAsync(
                async () => child.HasExited || (await ReadAsync(log)).Count >= moment.Acknowledged,
                $"the clients were told {moment.Acknowledged} times");
            await Task.Delay(moment.Later);
            child.Kill();
            if (await child.ExitAsync(output) is not Child.Killed and var exit)
            {
                return (0, [$"the process ended with {exit} instead of by SIGKILL"]);
            }
        }

        // Later than the leases of the killed process, earlier than the codes expire.
        var told = await ReadAsync(log);
        await using var world = TripFolder.Open(folder, TestWorld.Begin.AddMinutes(2));
        return (told.Count, await CheckAsync(world, told));
    }

    private static async Task<IReadOnlyList<string>> CheckAsync(TestWorld world, IReadOnlyList<Guid> told)
    {
        try
        {
            await using var db = world.NewContext();
            var integrity = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync();
            if (integrity is not ["ok"])
            {
                return integrity;
            }

            IReadOnlyList<string> found =
            [
                .. await new Acknowledged(told, []).MissingInAsync(db),
                .. (await Invariants.FindAsync(world)).Select(v => v.Report),
            ];
            if (found.Count > 0)
            {
                return found;
            }

            await new MuseumAfronding(world, []).RunAsync();
            var open = await db.Aanvragen.CountAsync(a => a.Status != AanvraagStatus.Afgerond);
            return open == 0 ? [.. (await Invariants.FindAsync(world)).Select(v => v.Report)] : [$"{open} aanvragen did not end"];
        }
        catch (Exception e)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }

    /// <summary>The whole lines; the last one may be cut off, and then nobody was told.</summary>
    private static async Task<IReadOnlyList<Guid>> ReadAsync(string log)
    {
        if (!File.Exists(log))
        {
            return [];
        }

        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = await reader.ReadToEndAsync();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
    }

    /// <summary>When the process is killed.</summary>
    /// <param name="Acknowledged">After so many acknowledged operations.</param>
    /// <param name="Later">And so long after.</param>
    private sealed record Moment(int Acknowledged, TimeSpan Later);
}
