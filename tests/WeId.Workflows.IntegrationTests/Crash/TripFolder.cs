using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Databases;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>The folder of a world in which a trip is about to begin; copies of it are cheap.</summary>
internal sealed class TripFolder : IDisposable
{
    private readonly string folder;

    private TripFolder(string folder) => this.folder = folder;

    /// <summary>Prepares the trip.</summary>
    public static async Task<TripFolder> OfAsync(CrashTrip trip)
    {
        var folder = await TestWorld.CreateFolderAsync(DatabaseKind.Sqlite);
        await using var world = TestWorld.Open(folder, TestWorld.Begin, Product.Add, keepFolder: true, kind: DatabaseKind.Sqlite);
        await trip.PrepareAsync(world);
        return new(folder);
    }

    /// <summary>The database file.</summary>
    public static string DatabaseIn(string folder) => Path.Combine(folder, "weid.db");

    /// <summary>A world whose sweep looks for itself whether the invariants hold, and reports what it finds.</summary>
    public static TestWorld Open(string folder, DateTimeOffset at, Action<IServiceCollection>? configure = null)
    {
        var world = TestWorld.Open(
            folder,
            at,
            (services, configuration) =>
            {
                Product.Add(services, configuration);
                configure?.Invoke(services);
            },
            kind: DatabaseKind.Sqlite);
        world.MayBreak("The sweep looks itself.", [.. Invariants.Names]);
        return world;
    }

    /// <summary>The end of the trip when nothing disturbs it.</summary>
    public async Task<string> EndAsync(CrashTrip trip)
    {
        await using var world = Open(Copy(), TestWorld.Begin);
        await trip.RunAsync(world);
        return await EndState.OfAsync(world);
    }

    /// <summary>A new folder with the same files.</summary>
    public string Copy()
    {
        var copy = Directory.CreateTempSubdirectory("weid-test-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(folder, recursive: true);
}
