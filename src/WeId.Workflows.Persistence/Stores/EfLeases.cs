using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Leases as rows, for databases that several nodes share.</summary>
internal sealed class EfLeases(WeIdDbContext db, Node node) : ILeases
{
    public async Task<bool> TryHoldAsync(string name, DateTimeOffset now, TimeSpan term, CancellationToken ct)
    {
        var until = now + term;
        var held = await db.Leases.Where(l => l.Name == name && (l.Holder == node.Id || l.Until <= now)).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.Holder, node.Id).SetProperty(x => x.Until, until),
            ct);
        if (held == 1)
        {
            return true;
        }

        if (await db.Leases.AnyAsync(l => l.Name == name, ct))
        {
            return false;
        }

        db.Leases.Add(new Lease { Name = name, Holder = node.Id, Until = until });
        return true;
    }
}

/// <summary>A SQLite file belongs to one process, which need not ask.</summary>
internal sealed class OneNode : ILeases
{
    public Task<bool> TryHoldAsync(string name, DateTimeOffset now, TimeSpan term, CancellationToken ct) => Task.FromResult(true);
}

/// <summary>This process among those that share a database.</summary>
internal sealed class Node(TimeProvider time)
{
    /// <summary>Another one at each start.</summary>
    public Guid Id { get; } = Guid.CreateVersion7(time.GetUtcNow());
}
