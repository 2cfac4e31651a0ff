using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Providers;

namespace WeId.Workflows.Persistence.Work;

/// <summary>Remembers answers, ends messages, and wakes whoever waits for what was written; see <see cref="IUnitOfWork"/>.</summary>
internal sealed class EfUnitOfWork(
    ITransactions transactions,
    IDatabaseProvider provider,
    OutboxWake messages,
    TimerWake deadlines,
    TimeProvider time) : IUnitOfWork
{
    public Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, CancellationToken ct) =>
        RunAsync(operationId, work, _ => true, ct);

    /// <summary>As <see cref="IUnitOfWork.RunAsync"/>; rolled back and not remembered when the answer is not worth a commit.</summary>
    public Task<T> RunAsync<T>(Guid operationId, Func<IServiceProvider, CancellationToken, Task<T>> work, Func<T, bool> commits, CancellationToken ct) =>
        WriteAsync(
            async (db, services, token) =>
            {
                if (await db.Operations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == operationId, token) is { } earlier)
                {
                    return new(JsonSerializer.Deserialize<T>(earlier.Answer)!, Commits: false);
                }

                var answer = await work(services, token);
                if (!commits(answer))
                {
                    return new(answer, Commits: false);
                }

                db.Operations.Add(new Operation(operationId, JsonSerializer.Serialize(answer), time.GetUtcNow()));
                return new Outcome<T>(answer);
            },
            ct);

    public Task ConsumeAsync(OutboxMessage message, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct) =>
        WriteAsync(
            async (db, services, token) =>
            {
                DateTimeOffset? now = time.GetUtcNow();
                var held = await db.Outbox
                    .Where(m => m.Sequence == message.Sequence && m.Status == OutboxStatus.Pending && m.LeaseId == message.LeaseId)
                    .ExecuteUpdateAsync(
                        m => m.SetProperty(x => x.Status, OutboxStatus.Done)
                            .SetProperty(x => x.EndedAt, now)
                            .SetProperty(x => x.Attempts, message.Attempts)
                            .SetProperty(x => x.LeaseId, (Guid?)null)
                            .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
                        token);
                if (held == 1)
                {
                    await work(services, token);
                }

                return new Outcome<bool>(held == 1, Commits: held == 1);
            },
            ct);

    private async Task<T> WriteAsync<T>(Func<WeIdDbContext, IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        var written = Written.Nothing;
        var answer = await transactions.RunAsync(
            async (services, token) =>
            {
                var db = services.GetRequiredService<WeIdDbContext>();
                var noticed = Written.Nothing;
                db.ChangeTracker.Tracked += (_, e) => noticed |= e.FromQuery ? Written.Nothing : WhatIs(e.Entry.Entity);
                var outcome = await work(db, services, token);
                if (outcome.Commits)
                {
                    await db.SaveChangesAsync(token);
                    await provider.NotifyAsync(db, noticed, token);
                }

                written = outcome.Commits ? noticed : Written.Nothing;
                return outcome;
            },
            ct);
        if (written.HasFlag(Written.Messages))
        {
            messages.Wake();
        }

        if (written.HasFlag(Written.Deadlines))
        {
            deadlines.Wake();
        }

        return answer;
    }

    private static Written WhatIs(object entity) => entity switch
    {
        OutboxMessage => Written.Messages,
        WorkflowWait { Status: WaitStatus.Open, Deadline: not null } => Written.Deadlines,
        _ => Written.Nothing,
    };
}
