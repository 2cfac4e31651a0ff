using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Retention;

/// <summary>Removes what the engine left behind when its term is over, a little at a time and on one node.</summary>
public sealed partial class RetentionService : BackgroundService
{
    private const string LeaseName = "retention";
    private static readonly TimeSpan LeaseTerm = TimeSpan.FromMinutes(1);

    private readonly ITransactions transactions;
    private readonly TimeProvider time;
    private readonly RetentionOptions options;
    private readonly ILogger<RetentionService> logger;

    internal RetentionService(ITransactions transactions, TimeProvider time, IOptions<RetentionOptions> options, ILogger<RetentionService> logger)
    {
        this.transactions = transactions;
        this.time = time;
        this.options = options.Value;
        this.logger = logger;
    }

    /// <summary>Removes everything whose term is over.</summary>
    /// <returns>How many instances, messages and answers went.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var removed = await RepeatAsync((db, token) => RemoveInstancesAsync(db, InstanceStatus.Finished, now - options.Instances, token), ct)
            + await RepeatAsync((db, token) => RemoveInstancesAsync(db, InstanceStatus.Canceled, now - options.Instances, token), ct)
            + await RepeatAsync((db, token) => RemoveMessagesAsync(db, now - options.Messages, token), ct)
            + await RepeatAsync((db, token) => RemoveOperationsAsync(db, now - options.Messages, token), ct);
        if (removed > 0)
        {
            LogRemoved(logger, removed);
        }

        return removed;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not at once: the database may be made by this very start.
        using var timer = new PeriodicTimer(options.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The database may be away for a while; what is old stays old.
                LogFailed(logger, e);
            }
        }
    }

    private async Task<int> RemoveInstancesAsync(WeIdDbContext db, InstanceStatus status, DateTimeOffset before, CancellationToken ct)
    {
        var ids = await db.Instances
            .Where(i => i.Status == status && i.EndedAt < before)
            .OrderBy(i => i.EndedAt)
            .Select(i => i.Id)
            .Take(options.BatchSize)
            .ToListAsync(ct);
        await db.Journal.Where(j => ids.Contains(j.InstanceId)).ExecuteDeleteAsync(ct);
        await db.Waits.Where(w => ids.Contains(w.InstanceId)).ExecuteDeleteAsync(ct);
        await db.Incidents.Where(i => ids.Contains(i.InstanceId)).ExecuteDeleteAsync(ct);
        return await db.Instances.Where(i => ids.Contains(i.Id)).ExecuteDeleteAsync(ct);
    }

    // What was given up stays: it is for operations to look at.
    private Task<int> RemoveMessagesAsync(WeIdDbContext db, DateTimeOffset before, CancellationToken ct) => db.Outbox
        .Where(m => m.EndedAt < before && m.Status == OutboxStatus.Done)
        .OrderBy(m => m.EndedAt)
        .Take(options.BatchSize * 10)
        .ExecuteDeleteAsync(ct);

    private Task<int> RemoveOperationsAsync(WeIdDbContext db, DateTimeOffset before, CancellationToken ct) => db.Operations
        .Where(o => o.At < before)
        .OrderBy(o => o.At)
        .Take(options.BatchSize * 10)
        .ExecuteDeleteAsync(ct);

    private async Task<int> RepeatAsync(Func<WeIdDbContext, CancellationToken, Task<int>> remove, CancellationToken ct)
    {
        var removed = 0;
        int last;
        do
        {
            last = await transactions.RunAsync(
                async (services, token) =>
                {
                    var holds = await services.GetRequiredService<ILeases>().TryHoldAsync(LeaseName, time.GetUtcNow(), LeaseTerm, token);
                    var db = services.GetRequiredService<WeIdDbContext>();
                    var count = holds ? await remove(db, token) : 0;
                    await db.SaveChangesAsync(token);
                    return new Outcome<int>(count, Commits: holds && count > 0);
                },
                ct);
            removed += last;
            if (last > 0 && options.Rest > TimeSpan.Zero)
            {
                await Task.Delay(options.Rest, time, ct);
            }
        }
        while (last > 0);

        return removed;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} instances, messages and answers whose term is over")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is old could not be removed; it is tried again at the next look")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
