using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Startup;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>
/// Clients that work while the PostgreSQL server is stopped like by a power cut and connections are killed at random. A client
/// that heard of no success repeats with the same operation id. In the end each operation has happened once.
/// </summary>
internal sealed class ServerFaults(int seed, TextWriter output)
{
    private const int Clients = 6;

    private readonly Random random = new(seed);
    private int acknowledged;
    private int refused;

    /// <param name="operations">In all, spread over the clients.</param>
    /// <param name="stops">Immediate stops of the server.</param>
    /// <param name="kills">How often some connections are ended.</param>
    public async Task<IReadOnlyList<string>> RunAsync(int operations, int stops, int kills)
    {
        await using var server = await RestartableServer.StartAsync();
        using var node = Node.Build(
            new Dictionary<string, string?> { [Node.Connection] = server.ConnectionString("weid"), ["Outbox:PollInterval"] = "00:00:00.200", ["Outbox:FirstPause"] = "00:00:00.100", ["Outbox:Lease"] = "00:00:05" },
            new Gate(isOpen: true));
        await node.Services.GetRequiredService<DatabaseStartup>().MigrateAsync(CancellationToken.None);
        await node.StartAsync();
        var clients = Enumerable.Range(0, Clients).Select(c => WorkAsync(node, [.. Enumerable.Range(0, operations).Where(n => n % Clients == c)])).ToList();
        var faults = DisturbAsync(server, operations, stops, kills);
        await Task.WhenAll(clients);
        await faults;
        await Until.TrueAsync(() => HasEndedAsync(node, operations), $"{operations} workflows have ended", TimeSpan.FromMinutes(3));
        await node.StopAsync();
        var found = await FindFaultsAsync(node, operations);
        await output.WriteLineAsync(
            $"PostgreSQL: {operations} operations, {stops} immediate stops, {kills} times connections killed, {refused} answers that were no success, seed {seed}, {found.Count} faults");
        return found;
    }

    private Guid Operation(int number) => DerivedId.From(Guid.Empty, $"{seed}:{number}");

    private async Task WorkAsync(IHost node, IReadOnlyList<int> numbers)
    {
        foreach (var number in numbers)
        {
            while (true)
            {
                try
                {
                    await node.AskAsync(Operation(number), NodeFlows.Quick);
                    Interlocked.Increment(ref acknowledged);
                    break;
                }
                catch (Exception e) when (e is NpgsqlException or DbUpdateException or InvalidOperationException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }
    }

    /// <summary>At moments of the work, not of the clock: so many operations acknowledged.</summary>
    private async Task DisturbAsync(RestartableServer server, int operations, int stops, int kills)
    {
        var plan = Enumerable.Repeat(true, stops).Concat(Enumerable.Repeat(false, kills)).OrderBy(_ => random.Next()).ToList();
        for (var i = 0; i < plan.Count; i++)
        {
            var moment = operations * (i + 1) / (plan.Count + 2);
            await Until.TrueAsync(() => Task.FromResult(Volatile.Read(ref acknowledged) >= moment), $"{moment} operations are acknowledged");
            if (plan[i])
            {
                await server.StopAsync();
                await server.StartAgainAsync();
            }
            else
            {
                await KillSomeAsync(server);
            }
        }
    }

    private async Task KillSomeAsync(RestartableServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE datname = 'weid'", connection);
        var ids = new List<int>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                ids.Add(reader.GetInt32(0));
            }
        }

        foreach (var id in ids.Where(_ => random.Next(2) == 0))
        {
            await using var kill = new NpgsqlCommand($"SELECT pg_terminate_backend({id})", connection);
            await kill.ExecuteNonQueryAsync();
        }
    }

    private static async Task<bool> HasEndedAsync(IHost node, int operations)
    {
        try
        {
            await using var db = node.NewContext();
            return await db.Instances.CountAsync(i => i.Status == InstanceStatus.Finished) == operations
                && !await db.Outbox.AnyAsync(m => m.Status == OutboxStatus.Pending);
        }
        catch (InvalidOperationException)
        {
            // A connection of the pool that was killed.
            return false;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> FindFaultsAsync(IHost node, int operations)
    {
        await using var db = node.NewContext();
        var expected = Enumerable.Range(0, operations).Select(Operation).ToHashSet();
        var found = await db.Instances.Select(i => i.AanvraagId).ToListAsync();
        var wrong = await db.Journal.GroupBy(j => j.InstanceId).CountAsync(g => g.Count() != 5);
        var incidents = await db.Incidents.CountAsync();
        var failed = await db.Outbox.CountAsync(m => m.Status != OutboxStatus.Done);
        await Invariants.CheckAsync(db, "I10");
        return expected.SetEquals(found) && found.Count == operations && wrong + incidents + failed == 0
            ? []
            : [$"seed {seed}: {expected.Except(found).Count()} operations lost, {found.Count - operations} too many, {wrong} journals of another length, {incidents} incidents, {failed} messages not done"];
    }
}
