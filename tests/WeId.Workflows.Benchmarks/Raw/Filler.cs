using System.Diagnostics;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>Fills a database with instances as the engine would have left them, each with ids and instants of its own.</summary>
internal static class Filler
{
    private const string Haste = "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=20000";

    /// <summary>Copies of a recorded trip are spread over this time: short enough that nothing of them is due to be removed.</summary>
    private static readonly TimeSpan Span = TimeSpan.FromDays(28);

    /// <summary>Adds copies of a recorded trip.</summary>
    /// <param name="age">How long ago the last one was.</param>
    public static void Fill(BenchDatabase database, RecordedTrip recorded, int count, TimeSpan age = default)
    {
        var now = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        using var connection = database.Open();

        // Sorting each index once is many times faster than keeping it in order; nobody reads before the end.
        connection.Execute(Haste);
        var indexes = connection.Read("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL");
        foreach (var index in indexes)
        {
            connection.Execute($"DROP INDEX \"{index[0]}\"");
        }

        using (var fast = database.Open())
        {
            fast.Execute(Haste);
            using var writer = RawWriter.For(fast, recorded);
            foreach (var chunk in Enumerable.Range(0, count).Chunk(5_000))
            {
                writer.Commit(
                [
                    .. chunk
                        .Select(i => writer.Prepare(TripValues.Next(recorded, now, -age - (Span * ((count - i) / (double)count)))))
                        .SelectMany(trip => Enumerable.Range(0, writer.UnitCount).Select(unit => (trip, unit))),
                ]);
            }
        }

        foreach (var index in indexes)
        {
            connection.Execute((string)index[1]!);
        }

        connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Console.WriteLine(FormattableString.Invariant($"(filled with {count} in {watch.Elapsed.TotalSeconds:N0} s, {new FileInfo(database.File).Length / 1e6:N0} MB)"));
    }
}
