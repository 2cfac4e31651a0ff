using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Engine.Outbox;

/// <summary>
/// Works off the outbox: messages of one key one after the other, several keys at a time. Each lane has its own places, so
/// that a mail server that does not answer holds up no workflow. A handler that fails is tried again after growing pauses;
/// then the message is given up and waits for operations.
/// </summary>
public sealed class OutboxDispatcher(
    IServiceScopeFactory scopes,
    OutboxWake wake,
    TimeProvider clock,
    IOptions<OutboxDispatcherOptions> options,
    ILogger<OutboxDispatcher> logger) : BackgroundService
{
    /// <summary>A due message that another node holds must not make this one spin.</summary>
    private static readonly TimeSpan MinIdle = TimeSpan.FromMilliseconds(200);

    private static readonly OutboxLane[] Lanes = Enum.GetValues<OutboxLane>();

    private readonly OutboxDispatcherOptions options = options.Value;
    private readonly DateTimeOffset startedAt = clock.GetUtcNow();
    private DateTimeOffset nextLook;

    /// <summary>Handles every message that is due, and those that they cause; returns how many deliveries that took.</summary>
    public async Task<int> RunUntilIdleAsync(CancellationToken ct)
    {
        var running = new List<Delivery>();
        var deliveries = 0;
        int taken, ended;
        do
        {
            taken = await FillAsync(running, ct);
            deliveries += taken;
            ended = await RemoveEndedAsync(running);
        }
        while (taken > 0 || ended > 0);

        return deliveries;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Delivery>();
        var handed = new LinkedList<OutboxMessage>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(running, handed, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // The database may be away for a while; the dispatcher outlives that, whatever it throws.
                logger.OutboxLookFailed(e);
                wake.Wake();
                await Task.Delay(options.PollInterval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running.Select(d => d.Task));
    }

    /// <summary>
    /// Starts what there is to do and waits until there may be more. What this process has just committed is handed over to
    /// it; everything else (of other nodes, of an earlier process, postponed) is found by a look into the database.
    /// </summary>
    private async Task WorkAsync(List<Delivery> running, LinkedList<OutboxMessage> handed, CancellationToken stop)
    {
        // What was found by a look may have hidden the next of its key.
        var looks = running.RemoveAll(d => d is { Task.IsCompleted: true, WasHanded: false }) > 0;
        running.RemoveAll(d => d.Task.IsCompleted);
        foreach (var message in wake.TakeHanded())
        {
            handed.AddLast(message);
        }

        // Not stopped with the host: a message that is being handled may end within its lease.
        StartHanded(running, handed, CancellationToken.None);
        if (wake.TakeWanted() || looks || clock.GetUtcNow() >= nextLook)
        {
            nextLook = DateTimeOffset.MaxValue;
            if (await FillAsync(running, CancellationToken.None) == 0)
            {
                nextLook = clock.GetUtcNow() + await IdleTimeAsync(stop);
            }
        }

        await WaitForWorkAsync(running, stop);
    }

    /// <summary>Starts what was handed over where a place is free, one of a key at a time.</summary>
    private void StartHanded(List<Delivery> running, LinkedList<OutboxMessage> handed, CancellationToken ct)
    {
        var keys = running.Select(d => d.Message.Key).ToHashSet(StringComparer.Ordinal);
        for (var node = handed.First; node is not null && FreePlaces(running, OutboxLane.Workflow) > 0;)
        {
            var (current, message) = (node, node.Value);
            node = node.Next;
            if (running.Exists(d => d.Message.Sequence == message.Sequence))
            {
                handed.Remove(current);
            }
            else if (keys.Add(message.Key))
            {
                handed.Remove(current);
                running.Add(Start(message, wasHanded: true, ct));
            }
        }
    }

    private Delivery Start(OutboxMessage message, bool wasHanded, CancellationToken ct) =>
        new(message, wasHanded, Task.Run(() => DeliverAsync(message, ct), CancellationToken.None));

    /// <summary>Waits until one has ended, if any runs; what has ended may have hidden the next of its key.</summary>
    private static async Task<int> RemoveEndedAsync(List<Delivery> running)
    {
        if (running.Count == 0)
        {
            return 0;
        }

        await Task.WhenAny(running.Select(d => d.Task));
        await Task.WhenAll(running.Where(d => d.Task.IsCompleted).Select(d => d.Task));
        return running.RemoveAll(d => d.Task.IsCompletedSuccessfully);
    }

    private async Task<int> FillAsync(List<Delivery> running, CancellationToken ct)
    {
        running.RemoveAll(d => d.Task.IsCompleted);
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IOutboxStore>();
        var count = 0;
        foreach (var lane in Lanes.Where(lane => FreePlaces(running, lane) > 0))
        {
            // A message that is consumed without a lease is found again while it is being handled.
            var inHand = running.Where(d => d.Message.Lane == lane).Select(d => d.Message.Sequence).ToHashSet();
            var free = FreePlaces(running, lane);
            var due = await store.ListDueAsync(lane, clock.GetUtcNow(), free + inHand.Count, ct);
            foreach (var message in due.Where(m => !inHand.Contains(m.Sequence)).Take(free))
            {
                running.Add(Start(message, wasHanded: false, ct));
                count++;
            }
        }

        return count;
    }

    private int FreePlaces(List<Delivery> running, OutboxLane lane) => options.Parallelism - running.Count(d => d.Message.Lane == lane);

    private async Task WaitForWorkAsync(List<Delivery> running, CancellationToken ct)
    {
        if (Lanes.All(lane => FreePlaces(running, lane) == 0))
        {
            await Task.WhenAny(running.Select(d => d.Task)).WaitAsync(ct);
            return;
        }

        var idle = nextLook == DateTimeOffset.MaxValue ? options.PollInterval : nextLook - clock.GetUtcNow();
        if (idle <= TimeSpan.Zero)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var woken = wake.WaitAsync(idle, stop.Token);
        await Task.WhenAny([.. running.Select(d => d.Task), woken]);
        await stop.CancelAsync();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<TimeSpan> IdleTimeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<IOutboxStore>().NextDueAsync(ct);
        return next is { } due && due - clock.GetUtcNow() is var until && until < options.PollInterval
            ? until < MinIdle ? MinIdle : until
            : options.PollInterval;
    }

    private async Task DeliverAsync(OutboxMessage message, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var handler = HandlerOf(scope.ServiceProvider, message);
        try
        {
            if (!await TakeAsync(message, handler, ct))
            {
                return;
            }

            // Ends before the lease does: two nodes must not handle one message at the same time.
            using var leased = new CancellationTokenSource(options.Lease * 0.8, clock);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(leased.Token, ct);
            await HandleAsync(message, handler, stop.Token);
            if (handler is { EndsMessage: false })
            {
                await FinishAsync(message, store => store.CompleteAsync(message, clock.GetUtcNow(), CancellationToken.None));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            // Whatever a handler throws is the failure of its message, never of the dispatcher.
            await FailAsync(message, e);
        }
    }

    /// <summary>
    /// Leases the message, unless its handler ends it in its own transaction. One that failed or was left by another process
    /// is leased all the same: only the lease counts a try that kills the process.
    /// </summary>
    private async Task<bool> TakeAsync(OutboxMessage message, IOutboxHandler? handler, CancellationToken ct)
    {
        if (handler is { EndsMessage: true } && message.Attempts == 0 && message.CreatedAt >= startedAt)
        {
            message.Attempts = 1;
            return true;
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IOutboxStore>().TryLeaseAsync(message, clock.GetUtcNow(), options.Lease, ct);
    }

    private async Task HandleAsync(OutboxMessage message, IOutboxHandler? handler, CancellationToken ct)
    {
        if (message.Attempts > options.MaxAttempts && !HasPatience(message))
        {
            throw new PermanentFailureException("Its last attempt never came to an end.");
        }

        if (handler is null)
        {
            throw new PermanentFailureException($"No handler takes messages of type '{message.Type}'.");
        }

        await handler.HandleAsync(message, ct);
    }

    private async Task FailAsync(OutboxMessage message, Exception failure)
    {
        var now = clock.GetUtcNow();
        var isFinal = failure is PermanentFailureException || (message.Attempts >= options.MaxAttempts && !HasPatience(message));
        DateTimeOffset? retryAt = isFinal ? null : RetryAt(message, failure, now);
        if (isFinal)
        {
            logger.OutboxMessageGivenUp(failure, message.Id, message.Type, message.Attempts);
        }
        else
        {
            logger.OutboxMessagePostponed(message.Id, message.Type, failure.GetType().Name, message.Attempts, retryAt);
        }

        var error = (failure as IFailureOfTheOtherSide)?.Answer
            ?? (failure.InnerException is { } inner ? $"{failure.GetType().Name}: {inner.GetType().Name}" : failure.GetType().Name);
        try
        {
            if (isFinal)
            {
                await GiveUpAsync(message);
            }

            await FinishAsync(message, store => store.FailAsync(message, error, retryAt, now, CancellationToken.None));
            wake.Wake();
        }
        catch (Exception e)
        {
            // It comes again when its lease has passed.
            logger.OutboxLookFailed(e);
        }
    }

    private DateTimeOffset RetryAt(OutboxMessage message, Exception failure, DateTimeOffset now)
    {
        var usual = now + options.PauseAfter(message.Attempts, message.Id);
        return failure is PostponedException { NotBefore: { } notBefore } && notBefore > usual ? notBefore : usual;
    }

    private bool HasPatience(OutboxMessage message) =>
        WorkflowMessages.LaneOf(message.Type) is OutboxLane.Outside && clock.GetUtcNow() - message.CreatedAt < options.OutsidePatience;

    private async Task GiveUpAsync(OutboxMessage message)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await (HandlerOf(scope.ServiceProvider, message)?.GiveUpAsync(message, CancellationToken.None) ?? Task.CompletedTask);
        }
        catch (PermanentFailureException)
        {
            // A message that cannot be read has nobody to tell; it must end all the same.
        }
    }

    private static IOutboxHandler? HandlerOf(IServiceProvider services, OutboxMessage message) =>
        services.GetServices<IOutboxHandler>().FirstOrDefault(h => h.Type == message.Type);

    private async Task FinishAsync(OutboxMessage message, Func<IOutboxStore, Task<bool>> finish)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (!await finish(scope.ServiceProvider.GetRequiredService<IOutboxStore>()))
        {
            logger.OutboxLeaseLost(message.Id, message.Type);
        }
    }

    /// <summary>A message that is being handled.</summary>
    private sealed record Delivery(OutboxMessage Message, bool WasHanded, Task Task);
}
