using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Large databases, made once for all cases of a run.</summary>
internal sealed class FilledWorlds(string parentFolder)
{
    private readonly Dictionary<int, BenchDatabase> databases = [];

    /// <summary>A database that holds that many finished instances, and whatever other cases have added.</summary>
    public async Task<BenchDatabase> FinishedAsync(int count)
    {
        if (databases.TryGetValue(count, out var database))
        {
            return database;
        }

        database = databases[count] = await BenchWorld.CreateDatabaseAsync(Setup.SqliteFull, parentFolder);
        if (count > 0)
        {
            var recorded = await RecordedTrip.RecordAsync(Setup.SqliteFull, BenchFlows.OneTask.DefinitionId, 1, parentFolder);
            Filler.Fill(database, recorded.After(recorded.Units.Count), count);
        }

        return database;
    }
}
