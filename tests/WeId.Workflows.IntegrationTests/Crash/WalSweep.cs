using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Every state in which a crash can leave SQLite during a trip: the file as it was, with each prefix of its write-ahead
/// log. Each opens sound, keeps the invariants and holds what was acknowledged before; from the commits the trip goes on.
/// </summary>
internal sealed class WalSweep(CrashTrip trip, int seed, TextWriter output)
{
    /// <summary>Looks at one of so many states, and goes on from one of so many commits; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int oneOf, int finishOneOf)
    {
        using var recorded = await RecordedWal.OfAsync(trip);
        var wal = recorded.Wal;
        var commits = Enumerable.Range(1, wal.Frames).Where(wal.Commits).Select(wal.EndOf).ToList();
        var all = Enumerable.Range(1, wal.Frames)
            .SelectMany(f => wal.Inside(f).Append(wal.EndOf(f)))
            .Prepend(WalFile.Header).Prepend(WalFile.Header / 2).Prepend(0)
            .ToList();
        var finishes = Sample.Take(commits, finishOneOf, seed).ToHashSet();
        var cuts = Sample.Take(all, oneOf, seed).Union(finishes).ToList();
        var findings = new List<string>();
        await Parallel.ForEachAsync(cuts, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (cut, _) =>
        {
            var found = await CheckAsync(recorded, cut, finishes.Contains(cut));
            lock (findings)
            {
                findings.AddRange(found.Select(f => $"{trip.Name}, {cut} bytes of the WAL: {f}"));
            }
        });
        await output.WriteLineAsync(
            $"crash states of {trip.Name}: {cuts.Count} of {all.Count} prefixes of the WAL ({wal.Frames} frames, {commits.Count} commits, {recorded.Acknowledgements} acknowledgements), {finishes.Count} finished, seed {seed}, {findings.Count} findings");
        return findings;
    }

    private async Task<IReadOnlyList<string>> CheckAsync(RecordedWal recorded, int cut, bool finishes)
    {
        try
        {
            // Later than the leases of the crashed process.
            await using var world = TripFolder.Open(await recorded.FolderAsync(cut), TestWorld.Begin.AddMinutes(2));
            await using (var db = world.NewContext())
            {
                var integrity = await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync();
                if (integrity is not ["ok"])
                {
                    return integrity;
                }

                if (await Invariants.FindAsync(world) is { Count: > 0 } violations)
                {
                    return [.. violations.Select(v => v.Report)];
                }

                if (await recorded.AcknowledgedBefore(cut).MissingInAsync(db) is { Count: > 0 } missing)
                {
                    return missing;
                }
            }

            if (!finishes)
            {
                return [];
            }

            await trip.RunAsync(world);
            return await EndState.CompareAsync(world, recorded.End);
        }
        catch (Exception e)
        {
            return [$"{e.GetType().Name}: {e.Message}"];
        }
    }

    /// <summary>A trip without checkpoints, with what it was told and sent at which length of the log.</summary>
    private sealed class RecordedWal : IDisposable, ICountedPoints
    {
        private readonly List<(long Length, Acknowledged Told)> told = [];
        private readonly Dictionary<string, long> sent = [];
        private readonly Lock turn = new();
        private readonly TripFolder before;
        private readonly string folder;

        private RecordedWal(TripFolder before)
        {
            this.before = before;
            folder = before.Copy();
        }

        public WalFile Wal { get; private set; } = null!;

        public string End { get; private set; } = "";

        public int Acknowledgements => told.Count;

        private string LogFile => $"{TripFolder.DatabaseIn(folder)}-wal";

        private string Postvak => Path.Combine(folder, "postvak");

        public static async Task<RecordedWal> OfAsync(CrashTrip trip)
        {
            var recorded = new RecordedWal(await TripFolder.OfAsync(trip));
            await recorded.RecordAsync(trip);
            return recorded;
        }

        /// <summary>A new folder as a crash would leave it with that much of the log; what was sent by then has left.</summary>
        public async Task<string> FolderAsync(int cut)
        {
            var copy = before.Copy();
            await Wal.WritePrefixAsync($"{TripFolder.DatabaseIn(copy)}-wal", cut);
            var postvak = Directory.CreateDirectory(Path.Combine(copy, "postvak")).FullName;
            foreach (var (name, _) in sent.Where(s => s.Value <= cut))
            {
                File.Copy(Path.Combine(Postvak, name), Path.Combine(postvak, name));
            }

            return copy;
        }

        /// <summary>What callers had been told when the log was no longer than that.</summary>
        public Acknowledged AcknowledgedBefore(int cut)
        {
            var before = told.Where(t => t.Length <= cut).Select(t => t.Told).ToList();
            return new([.. before.SelectMany(t => t.Operations)], [.. before.SelectMany(t => t.Journal)]);
        }

        public void Before(PointKind kind, string what)
        {
        }

        public void After(PointKind kind, string what)
        {
            if (kind is PointKind.Channel)
            {
                lock (turn)
                {
                    foreach (var file in Directory.EnumerateFiles(Postvak).Select(f => Path.GetFileName(f)))
                    {
                        sent.TryAdd(file, Length());
                    }
                }
            }
        }

        public void Dispose()
        {
            before.Dispose();
            Directory.Delete(folder, recursive: true);
        }

        private async Task RecordAsync(CrashTrip trip)
        {
            var world = TripFolder.Open(folder, TestWorld.Begin, services =>
            {
                services.AddCountedPoints(this);
                services.AddSingleton<IInterceptor, NoCheckpoints>();
                Crash.Acknowledgements.Decorate(services, Heard);
            });

            // The last connection that closes would empty the log.
            await using var open = new SqliteConnection($"Data Source={TripFolder.DatabaseIn(folder)};Pooling=False");
            await open.OpenAsync();
            await using (var first = open.CreateCommand())
            {
                first.CommandText = "SELECT COUNT(*) FROM sqlite_schema";
                await first.ExecuteScalarAsync();
            }

            await trip.RunAsync(world);
            End = await EndState.OfAsync(world);
            Wal = new(await File.ReadAllBytesAsync(LogFile));
            await world.CloseAsync();
        }

        private void Heard(Acknowledged what)
        {
            lock (turn)
            {
                told.Add((Length(), what));
            }
        }

        private long Length() => new FileInfo(LogFile) is { Exists: true } log ? log.Length : 0;
    }

    private sealed class NoCheckpoints : DbConnectionInterceptor
    {
        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_autocheckpoint=0";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
