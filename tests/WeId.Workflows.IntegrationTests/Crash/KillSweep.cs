using System.Globalization;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Kills the process of a trip at each moment in turn, starts the product again over what it left and looks at how it
/// ended: the same as without a kill, nothing lost and nothing twice.
/// </summary>
internal sealed class KillSweep(CrashTrip trip, int seed, TextWriter output)
{
    /// <summary>Kills at one of so many moments; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int oneOf)
    {
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.Sqlite);
        if (await StartAsync(folder, killAt: 0) is not 0 and var exit)
        {
            return [$"{trip.Name} without a kill ended with exit code {exit}"];
        }

        var moments = await File.ReadAllLinesAsync(Path.Combine(folder, CrashChild.LogFile));
        string expected;
        await using (var world = TripFolder.Open(folder, TestWorld.Begin))
        {
            expected = await EndState.OfAsync(world);
        }

        var findings = new List<string>();
        var chosen = Sample.Take(Enumerable.Range(1, moments.Length), oneOf, seed);
        await Parallel.ForEachAsync(chosen, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (k, _) =>
        {
            var found = await KillAndRestartAsync(k, expected);
            lock (findings)
            {
                findings.AddRange(found.Select(f => $"{trip.Name}, {moments[k - 1]}: {f}"));
            }
        });
        await output.WriteLineAsync($"kills of {trip.Name}: {chosen.Count} of {moments.Length} moments, seed {seed}, {findings.Count} findings");
        return findings;
    }

    private async Task<IReadOnlyList<string>> KillAndRestartAsync(int k, string expected)
    {
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.Sqlite);
        var exit = await StartAsync(folder, k);

        // Later than the leases of the killed process, earlier than the codes expire.
        await using var world = TripFolder.Open(folder, TestWorld.Begin.AddMinutes(2));
        if (exit is not Child.Killed)
        {
            return [$"the process ended with {exit} instead of by SIGKILL"];
        }

        try
        {
            await trip.RunAsync(world);
        }
        catch (Exception e)
        {
            return [$"after the restart the trip stopped with {e.GetType().Name}: {e.Message}"];
        }

        return await EndState.CompareAsync(world, expected);
    }

    private async Task<int> StartAsync(string folder, int killAt)
    {
        using var child = new Child(CrashChild.Verb, folder, trip.Name, killAt.ToString(CultureInfo.InvariantCulture));
        return await child.ExitAsync(output);
    }
}
