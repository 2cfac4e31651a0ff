using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Leases and ends by conditional updates; the lease id fences off a holder that comes back late.</summary>
internal sealed class EfOutboxStore(IDbContextFactory<WeIdDbContext> contexts, ITransactions transactions, TimeProvider time) : IOutboxStore
{
    public async Task<IReadOnlyList<OutboxMessage>> ListDueAsync(OutboxLane lane, DateTimeOffset now, int max, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Outbox.AsNoTracking()
            .Where(m => m.Lane == lane && m.Status == OutboxStatus.Pending && m.DueAt <= now && (m.LeasedUntil == null || m.LeasedUntil <= now))
            .Where(m => !db.Outbox.Any(o => o.Key == m.Key && o.Status == OutboxStatus.Pending && o.Sequence < m.Sequence))
            .OrderByDescending(m => m.Priority).ThenBy(m => m.Sequence)
            .Take(max)
            .ToListAsync(ct);
    }

    public async Task<bool> TryLeaseAsync(OutboxMessage message, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var until = now + lease;
        var attempts = message.Attempts + 1;
        var won = await UpdateAsync(
            outbox => outbox
                .Where(m => m.Sequence == message.Sequence && m.Status == OutboxStatus.Pending && (m.LeasedUntil == null || m.LeasedUntil <= now))
                .ExecuteUpdateAsync(
                    m => m.SetProperty(x => x.LeaseId, id).SetProperty(x => x.LeasedUntil, until).SetProperty(x => x.Attempts, attempts),
                    ct),
            ct);
        if (won)
        {
            (message.LeaseId, message.LeasedUntil, message.Attempts) = (id, until, attempts);
        }

        return won;
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

    private Task<bool> EndAsync(OutboxMessage message, OutboxStatus status, string? error, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken ct)
    {
        DateTimeOffset? endedAt = status is OutboxStatus.Pending ? null : now;
        return UpdateAsync(
            outbox => outbox
                .Where(m => m.Sequence == message.Sequence && m.Status == OutboxStatus.Pending && m.LeaseId == message.LeaseId)
                .ExecuteUpdateAsync(
                    m => m.SetProperty(x => x.Status, status)
                        .SetProperty(x => x.LastError, error)
                        .SetProperty(x => x.Attempts, message.Attempts)
                        .SetProperty(x => x.DueAt, dueAt)
                        .SetProperty(x => x.EndedAt, endedAt)
                        .SetProperty(x => x.LeaseId, (Guid?)null)
                        .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
                    ct),
            ct);
    }

    private Task<bool> UpdateAsync(Func<IQueryable<OutboxMessage>, Task<int>> update, CancellationToken ct) => transactions.RunAsync(
        async (services, _) =>
        {
            var found = await update(services.GetRequiredService<WeIdDbContext>().Outbox) == 1;
            return new Outcome<bool>(found, Commits: found);
        },
        ct);
}
