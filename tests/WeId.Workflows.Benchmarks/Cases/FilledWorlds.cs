using WeId.Workflows.Benchmarks.Raw;
using WeId.Workflows.Benchmarks.World;

namespace WeId.Workflows.Benchmarks.Cases;

/// <summary>Folders with large databases, made once for all cases of a run.</summary>
internal sealed class FilledWorlds(string parentFolder)
{
    private readonly Dictionary<int, string> folders = [];

    /// <summary>A folder whose database holds that many finished instances, and whatever other cases have added.</summary>
    public async Task<string> FinishedAsync(int count)
    {
        if (folders.TryGetValue(count, out var folder))
        {
            return folder;
        }

        folder = folders[count] = await BenchWorld.CreateFolderAsync(Setup.SqliteFull, parentFolder);
        if (count > 0)
        {
            var recorded = await RecordedTrip.RecordAsync(BenchFlows.OneTask.DefinitionId, 1, parentFolder);
            await Filler.FillAsync(Path.Combine(folder, BenchWorld.DatabaseFile), recorded.After(recorded.Units.Count), count);
        }

        return folder;
    }
}
