using System.Diagnostics;
using Microsoft.Data.Sqlite;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Raw;

/// <summary>Fills a database with instances as the engine would have left them, each with ids and instants of its own.</summary>
internal static class Filler
{
    /// <summary>Adds copies of a recorded trip, spread evenly over the year before now.</summary>
    public static async Task FillAsync(string file, RecordedTrip recorded, int count)
    {
        var now = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        await using var connection = BenchWorld.OpenRaw(file, Setup.SqliteNormal);

        // Sorting each index once is many times faster than keeping it in order; nobody reads before the end.
        Execute(connection, "PRAGMA synchronous=OFF; PRAGMA cache_size=-262144; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=20000; PRAGMA temp_store=FILE");
        var indexes = Indexes(connection);
        indexes.ForEach(index => Execute(connection, $"DROP INDEX \"{index.Name}\""));
        using (var writer = new RawWriter(BenchWorld.OpenRaw(file, Setup.SqliteNormal), recorded))
        {
            const int inACommit = 5_000;
            for (var done = 0; done < count; done += inACommit)
            {
                using var transaction = writer.Begin();
                for (var i = done; i < Math.Min(count, done + inACommit); i++)
                {
                    var values = TripValues.Next(recorded, now, -TimeSpan.FromDays(365) * ((count - i) / (double)count));
                    var trip = writer.Prepare(values);
                    for (var unit = 0; unit < writer.UnitCount; unit++)
                    {
                        writer.Write(trip, unit, transaction);
                    }
                }

                transaction.Commit();
            }
        }

        indexes.ForEach(index => Execute(connection, index.Sql));
        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        Console.WriteLine(FormattableString.Invariant($"(filled with {count} in {watch.Elapsed.TotalSeconds:N0} s, {new FileInfo(file).Length / 1e6:N0} MB)"));
    }

    private static List<(string Name, string Sql)> Indexes(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
        using var reader = command.ExecuteReader();
        var found = new List<(string, string)>();
        while (reader.Read())
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
