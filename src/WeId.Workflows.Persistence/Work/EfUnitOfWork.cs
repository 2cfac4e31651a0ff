using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
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
    FrequentQueries queries,
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
                if (await queries.Operation(db, operationId, token) is { } earlier)
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

    public async Task ConsumeAsync(OutboxMessage message, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct)
    {
        try
        {
            await ConsumeOnceAsync(message, work, ct);
        }
        catch (Exception e) when (provider.IsTransient(e) && !TransientFailure.Is(e))
        {
            // What the driver does not say of itself (SQLITE_BUSY, a lost race) the engine cannot know: the message comes again.
            throw new DatabaseBusyException(e);
        }
    }

    private async Task ConsumeOnceAsync(OutboxMessage message, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken ct)
    {
        var consumed = await WriteAsync(
            async (db, services, token) =>
            {
                if (await queries.HeldMessage(db, message.Sequence, message.LeaseId, token) is not { } held)
                {
                    return new Outcome<bool>(false, Commits: false);
                }

                (held.Status, held.EndedAt, held.Attempts) = (OutboxStatus.Done, time.GetUtcNow(), message.Attempts);
                (held.LeaseId, held.LeasedUntil) = (null, null);
                await work(services, token);
                return new Outcome<bool>(true);
            },
            ct);
        if (!consumed)
        {
            // It was not its turn, or somebody else's: a look tells what is.
            messages.Wake();
        }
    }

    private async Task<T> WriteAsync<T>(Func<WeIdDbContext, IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        var added = new Added();
        var answer = await transactions.RunAsync(
            async (services, token) =>
            {
                var db = services.GetRequiredService<WeIdDbContext>();
                added = new Added();
                EventHandler<EntityTrackedEventArgs> noting = added.Note;
                db.ChangeTracker.Tracked += noting;
                try
                {
                    var outcome = await work(db, services, token);
                    if (outcome.Commits)
                    {
                        await db.SaveChangesAsync(token);
                        await provider.NotifyAsync(db, added.What, token);
                    }
                    else
                    {
                        added = new Added();
                    }

                    return outcome;
                }
                finally
                {
                    db.ChangeTracker.Tracked -= noting;
                }
            },
            ct);
        added.Wake(messages, deadlines, time.GetUtcNow());
        return answer;
    }

    /// <summary>What a unit of work has written that somebody waits for.</summary>
    private sealed class Added
    {
        private readonly List<OutboxMessage> messages = [];
        private DateTimeOffset? deadline;

        public Written What => (messages.Count > 0 ? Written.Messages : Written.Nothing) | (deadline is null ? Written.Nothing : Written.Deadlines);

        public void Note(object? sender, EntityTrackedEventArgs e)
        {
            switch (e.FromQuery ? null : e.Entry.Entity)
            {
                case OutboxMessage message:
                    messages.Add(message);
                    break;
                case WorkflowWait { Status: WaitStatus.Open, Deadline: { } at } when deadline is null || at < deadline:
                    deadline = at;
                    break;
            }
        }

        public void Wake(OutboxWake outbox, TimerWake timers, DateTimeOffset now)
        {
            var handed = messages.Where(m => m.Lane == OutboxLane.Workflow && m.DueAt <= now).ToList();
            if (handed.Count > 0)
            {
                outbox.HandOver(handed.OrderBy(m => m.Sequence));
            }

            if (handed.Count < messages.Count)
            {
                outbox.Wake();
            }

            if (deadline is { } at)
            {
                timers.Wake(at);
            }
        }
    }
}
