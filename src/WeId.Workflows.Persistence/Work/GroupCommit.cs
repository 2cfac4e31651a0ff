using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using IDatabaseProvider = WeId.Workflows.Persistence.Providers.IDatabaseProvider;

namespace WeId.Workflows.Persistence.Work;

/// <summary>
/// For a database with one writer: what waits in the queue runs one after the other, each in its savepoint, and shares one
/// commit, which is where the time goes. Callers are answered after that commit. When it fails, each runs again alone.
/// </summary>
internal sealed class GroupCommit(
    IServiceScopeFactory scopes,
    IDbContextFactory<WeIdDbContext> contexts,
    IDatabaseProvider provider) : ITransactions, IAsyncDisposable
{
    /// <summary>More would make the first of a group wait longer than the commit that it is spared.</summary>
    private const int MaxInGroup = 64;

    private const int MaxAttempts = 6;

    private readonly Channel<Work> queue = Channel.CreateUnbounded<Work>(new() { SingleReader = true });
    private readonly Lock starting = new();
    private Task? loop;
    private Writer? writer;

    public async Task<T> RunAsync<T>(Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct)
    {
        Nesting.Refuse();
        var entry = new Work<T>(scopes, work, ct);
        Start();
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(entry), this);

        return await entry.Answered;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await (loop ?? Task.CompletedTask);
        await CloseAsync();
    }

    private void Start()
    {
        lock (starting)
        {
            // Not in the flow of the first caller: what he has set for himself must not stay with the writer.
            using (ExecutionContext.SuppressFlow())
            {
                loop ??= Task.Run(WriteAsync);
            }
        }
    }

    private async Task WriteAsync()
    {
        var reader = queue.Reader;
        while (await reader.WaitToReadAsync())
        {
            var group = new List<Work>();
            try
            {
                await CommitAsync(group, () => group.Count < MaxInGroup && reader.TryRead(out var next) ? next : null);
                group.ForEach(w => w.Answer());
            }
            catch (Exception e)
            {
                await OneByOneAsync(group, e);
            }
        }
    }

    /// <summary>Runs what <paramref name="take"/> gives in one transaction, and notes in the group what has been taken.</summary>
    private async Task CommitAsync(List<Work> group, Func<Work?> take)
    {
        var transaction = default(IDbContextTransaction);
        try
        {
            writer ??= await Writer.OpenAsync(contexts);
            while (take() is { } work)
            {
                group.Add(work);
                transaction ??= await writer.BeginAsync();
                await RunAsync(work, writer, transaction);
            }

            if (group.Exists(w => w.Commits))
            {
                await transaction!.CommitAsync();
            }

            await (transaction?.DisposeAsync() ?? default);
        }
        catch
        {
            // What is left of the transaction ends with its connection, also when the connection is what failed.
            await CloseAsync();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        var closing = writer;
        writer = null;
        await (closing?.DisposeAsync() ?? default);
    }

    private async Task RunAsync(Work work, Writer lender, IDbContextTransaction transaction)
    {
        for (var attempt = 1; ; attempt++)
        {
            await transaction.CreateSavepointAsync(Work.Savepoint);
            if (await work.RunAsync(await lender.LendAsync(transaction)))
            {
                await transaction.ReleaseSavepointAsync(Work.Savepoint);
                return;
            }

            // A full disk or a broken file has ended the whole transaction, and this throws.
            await transaction.RollbackToSavepointAsync(Work.Savepoint);
            if (work.Failure is not null)
            {
                await lender.ReplaceLentAsync();
            }

            if (work.Failure is null || attempt == MaxAttempts || !provider.IsTransient(work.Failure))
            {
                return;
            }
        }
    }

    /// <summary>After a commit that failed nobody knows whose fault it was, nor whether it happened: the operation ids tell.</summary>
    private async Task OneByOneAsync(List<Work> group, Exception cause)
    {
        foreach (var work in group)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var next = work;
                    await CommitAsync([], () => Interlocked.Exchange(ref next, null));
                    work.Answer();
                    break;
                }
                catch (Exception e)
                {
                    if (attempt == MaxAttempts || !provider.IsTransient(e))
                    {
                        work.Fail(work.Failure ?? e);
                        break;
                    }
                }
            }
        }

        if (group.Count == 0)
        {
            // The transaction could not even begin, and nobody was taken from the queue: the next one hears why.
            if (queue.Reader.TryRead(out var first))
            {
                first.Fail(cause);
            }
        }
    }

    /// <summary>What waits for the writer.</summary>
    private abstract class Work
    {
        public const string Savepoint = "work";

        /// <summary>Why it failed in its last try.</summary>
        public Exception? Failure { get; protected set; }

        /// <summary>Whether its last try wrote something to keep.</summary>
        public bool Commits { get; protected set; }

        /// <summary>Runs it on a context that the writer lends; false when what it wrote must go.</summary>
        public abstract Task<bool> RunAsync(WeIdDbContext lent);

        /// <summary>Tells the caller how its last try ended.</summary>
        public abstract void Answer();

        /// <summary>Tells the caller that it came to nothing.</summary>
        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(IServiceScopeFactory scopes, Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, CancellationToken ct) : Work
    {
        private readonly TaskCompletionSource<T> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ExecutionContext? caller = ExecutionContext.Capture();
        private T? answer;

        public Task<T> Answered => answered.Task;

        public override async Task<bool> RunAsync(WeIdDbContext lent)
        {
            (Failure, Commits) = (null, false);
            try
            {
                ct.ThrowIfCancellationRequested();
                (answer, Commits) = await InFlowOfCallerAsync(() => RunInScopeAsync(lent));
            }
            catch (Exception e)
            {
                Failure = e;
            }

            return Commits;
        }

        public override void Answer()
        {
            if (Failure is null)
            {
                answered.SetResult(answer!);
            }
            else
            {
                Fail(Failure);
            }
        }

        public override void Fail(Exception exception)
        {
            if (exception is OperationCanceledException && ct.IsCancellationRequested)
            {
                answered.SetCanceled(ct);
            }
            else
            {
                answered.SetException(exception);
            }
        }

        /// <summary>So that culture and trace are those of the caller.</summary>
        private async Task<Outcome<T>> InFlowOfCallerAsync(Func<Task<Outcome<T>>> run)
        {
            if (caller is null)
            {
                return await run();
            }

            var running = default(Task<Outcome<T>>);
            ExecutionContext.Run(caller, _ => running = run(), null);
            return await running!;
        }

        private async Task<Outcome<T>> RunInScopeAsync(WeIdDbContext lent)
        {
            Nesting.Enter();
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ScopedContext>().Lent = lent;
            return await work(scope.ServiceProvider, ct);
        }
    }
}
