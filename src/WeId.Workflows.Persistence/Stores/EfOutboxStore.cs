using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Claims by conditional updates under a lease; the lease id fences off a holder that comes back late.</summary>
internal sealed class EfOutboxStore(IDbContextFactory<WeIdDbContext> contexts, WriteGate gate, TimeProvider time) : IOutboxStore
{
    public async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(OutboxLane lane, DateTimeOffset now, TimeSpan lease, int max, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (!await db.Outbox.AnyAsync(
            m => m.Status == OutboxStatus.Pending
                && m.Lane == lane
                && m.DueAt <= now,
            ct))
        {
            return [];
        }

        using var held = await gate.EnterAsync(ct);
        var candidates = await db.Outbox.AsNoTracking()
            .Where(m => m.Lane == lane && m.Status == OutboxStatus.Pending && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .Where(m => !db.Outbox.Any(o => o.Key == m.Key && o.Status == OutboxStatus.Pending && o.Sequence < m.Sequence))
            .OrderByDescending(m => m.Priority).ThenBy(m => m.Sequence)
            .Take(max)
            .ToListAsync(ct);
        var claimed = new List<OutboxMessage>(candidates.Count);
        foreach (var message in candidates)
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            var until = now + lease;
            var won = await db.Outbox
                .Where(m => m.Sequence == message.Sequence && m.Status == OutboxStatus.Pending && (m.LeasedUntil == null || m.LeasedUntil <= now))
                .ExecuteUpdateAsync(
                    m => m.SetProperty(x => x.LeaseId, id).SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, x => x.Attempts + 1),
                    ct);
            if (won == 1)
            {
                message.LeaseId = id;
                message.LeasedUntil = until;
                message.Attempts++;
                claimed.Add(message);
            }
        }

        return claimed;
    }

    public Task<bool> CompleteAsync(OutboxMessage message, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(message, OutboxStatus.Done, null, message.DueAt, now, ct);

    public Task<bool> FailAsync(OutboxMessage message, string error, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(message, retryAt is null ? OutboxStatus.Failed : OutboxStatus.Pending, error, retryAt ?? message.DueAt, now, ct);

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox.Where(m => m.Status == OutboxStatus.Pending).MinAsync(m => (DateTimeOffset?)m.DueAt, ct);
    }

    private async Task<bool> EndAsync(OutboxMessage message, OutboxStatus status, string? error, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var held = await gate.EnterAsync(ct);
        DateTimeOffset? endedAt = status is OutboxStatus.Pending ? null : now;
        return await db.Outbox
            .Where(m => m.Sequence == message.Sequence && m.LeaseId == message.LeaseId)
            .ExecuteUpdateAsync(
                m => m.SetProperty(x => x.Status, status)
                    .SetProperty(x => x.LastError, error)
                    .SetProperty(x => x.DueAt, dueAt)
                    .SetProperty(x => x.EndedAt, endedAt)
                    .SetProperty(x => x.LeaseId, (Guid?)null)
                    .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
                ct) == 1;
    }
}
