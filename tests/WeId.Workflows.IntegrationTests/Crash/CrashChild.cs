using System.Globalization;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>A process that runs a trip, and dies on the way when told so.</summary>
internal static class CrashChild
{
    public const string Verb = "crash-child";

    /// <summary>Name of the file with the moments, in the folder of the world.</summary>
    public const string LogFile = "moments.txt";

    /// <summary>Arguments: folder, name of the trip, where to die (0: nowhere).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var (folder, trip) = (args[1], CrashTrip.All.Single(t => t.Name == args[2]));
        var points = new KillPoints(int.Parse(args[3], CultureInfo.InvariantCulture), Path.Combine(folder, LogFile));

        // Not disposed: the folder is the parent's to look at.
        var world = TestWorld.Open(folder, TestWorld.Begin, (services, configuration) =>
        {
            Product.Add(services, configuration);
            services.AddCountedPoints(points);
            OneAtATime.Decorate(services);
        }, kind: DatabaseKind.Sqlite);
        await trip.RunAsync(world);
        return 0;
    }
}
