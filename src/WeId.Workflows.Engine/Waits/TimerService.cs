using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace WeId.Workflows.Engine.Waits;

/// <summary>Ends waits at their deadline, never earlier: closes the row and writes the signal in one unit of work.</summary>
public sealed class TimerService(
    IServiceScopeFactory scopes,
    IUnitOfWork unitOfWork,
    TimerWake wake,
    TimeProvider clock,
    IOptions<TimerOptions> options,
    ILogger<TimerService> logger) : BackgroundService
{
    /// <summary>A due wait that cannot be closed must not make the service spin.</summary>
    private static readonly TimeSpan MinPause = TimeSpan.FromMilliseconds(100);

    private const string LeaseName = "timers";

    private static readonly Dictionary<string, object?> Nothing = [];

    private readonly TimerOptions options = options.Value;

    /// <summary>Closes every wait whose deadline has come; returns how many it closed itself.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var closed = 0;
        IReadOnlyList<WorkflowWait> due;
        do
        {
            due = await ListDueAsync(ct);
            var count = due.Count > 0 ? await CloseAsync(due, ct) : 0;
            closed += count;
            if (count == 0)
            {
                break;
            }
        }
        while (due.Count == options.BatchSize);

        return closed;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = options.PollInterval;
            wake.BeforeLook();
            try
            {
                if (await RunDueAsync(stoppingToken) is > 0 and var count)
                {
                    logger.TimersClosed(count);
                }

                pause = await PauseAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The database may be away for a while; deadlines are rows and outlive that.
                logger.TimerLookFailed(e);
            }

            await wake.WaitAsync(clock.GetUtcNow(), pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<WorkflowWait>> ListDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IWaitStore>().ListDueAsync(clock.GetUtcNow(), options.BatchSize, ct);
    }

    /// <summary>Several in one transaction, under the lease: each is closed only if it is open still.</summary>
    private Task<int> CloseAsync(IReadOnlyList<WorkflowWait> due, CancellationToken ct) => unitOfWork.RunAsync(
        Guid.CreateVersion7(clock.GetUtcNow()),
        async (services, token) =>
        {
            var now = clock.GetUtcNow();
            if (!await services.GetRequiredService<ILeases>().TryHoldAsync(LeaseName, now, options.Lease, token))
            {
                return 0;
            }

            var closer = services.GetRequiredService<WaitCloser>();
            var closed = 0;
            foreach (var wait in due)
            {
                closed += await closer.CloseAsync(wait, wait.OnDeadline!, Nothing, "timer", now, token) ? 1 : 0;
            }

            return closed;
        },
        ct);

    private async Task<TimeSpan> PauseAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<IWaitStore>().NextDeadlineAsync(ct);
        return next is { } deadline && deadline - clock.GetUtcNow() is var until && until < options.PollInterval
            ? until < MinPause ? MinPause : until
            : options.PollInterval;
    }
}
