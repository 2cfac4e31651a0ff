using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>
/// Lets the disk be full after each further page of a trip in turn. Reading goes on; when there is room again, the same
/// process goes on, and the end is the same; that a step failed meanwhile may stand in the journal, where there was room for that.
/// </summary>
internal sealed class DiskFullSweep(CrashTrip trip, int seed, TextWriter output)
{
    private const int MaxTries = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    /// <summary>Tries one of so many; returns what was wrong, empty when nothing was.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int oneOf)
    {
        using var prepared = await TripFolder.OfAsync(trip);
        var (first, last, expected) = await MeasureAsync(prepared);
        var limits = Sample.Take(Enumerable.Range(first, last - first), oneOf, seed);
        var findings = new List<string>();
        await Parallel.ForEachAsync(limits, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (limit, _) =>
        {
            var found = await FillAsync(prepared, limit, expected);
            lock (findings)
            {
                findings.AddRange(found.Select(f => $"{trip.Name}, no more than {limit} pages: {f}"));
            }
        });
        await output.WriteLineAsync($"full disks of {trip.Name}: {limits.Count} of {last - first}, seed {seed}, {findings.Count} findings");
        return findings;
    }

    private async Task<(int First, int Last, string End)> MeasureAsync(TripFolder prepared)
    {
        await using var world = TripFolder.Open(prepared.Copy(), TestWorld.Begin);
        var first = await PagesAsync(world);
        await trip.RunAsync(world);
        return (first, await PagesAsync(world), await EndState.OfAsync(world));
    }

    private static Task<int> PagesAsync(TestWorld world) =>
        world.ReadAsync(async db => (await db.Database.SqlQueryRaw<int>("PRAGMA page_count").ToListAsync()).Single());

    private async Task<IReadOnlyList<string>> FillAsync(TripFolder prepared, int limit, string expected)
    {
        var disk = new Disk { Pages = limit };
        await using var world = TripFolder.Open(prepared.Copy(), TestWorld.Begin, services => services.AddSingleton<IInterceptor>(disk));
        var refused = await TryAsync(() => trip.RunAsync(world));
        try
        {
            await EndState.OfAsync(world);
        }
        catch (Exception e)
        {
            return [$"reading fails with {e.GetType().Name}: {e.Message}"];
        }

        disk.Pages = Disk.NoLimit;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            world.Time.Advance(Patience);
            await RetryIncidentsAsync(world);
            refused = await TryAsync(() => trip.RunAsync(world)) ?? await TryAsync(() => world.SettleAsync());
            if (refused is null && await EndState.CompareAsync(world, expected, withFailures: false) is { Count: 0 })
            {
                return [];
            }
        }

        return refused is null
            ? await EndState.CompareAsync(world, expected, withFailures: false)
            : [$"with room again it came to no end: {refused.GetType().Name}: {refused.Message}"];
    }

    /// <summary>What operations do when there is room again.</summary>
    private static async Task RetryIncidentsAsync(TestWorld world)
    {
        foreach (var incident in await world.ReadAsync(db => db.Incidents.AsNoTracking().Where(i => i.ClosedAt == null).ToListAsync()))
        {
            await using var scope = world.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().RetryAsync(new(world.Handeling().OperationId, incident.Id), CancellationToken.None);
        }
    }

    private static async Task<Exception?> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    /// <summary>A disk with room for so many pages of the database.</summary>
    private sealed class Disk : DbTransactionInterceptor
    {
        public const int NoLimit = 1_000_000;

        public int Pages { get; set; }

        public override async ValueTask<DbTransaction> TransactionStartedAsync(
            DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
        {
            // At each, since a connection stays open when there is room again.
            await using var command = connection.CreateCommand();
            command.Transaction = result;
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={Pages}");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
    }
}
