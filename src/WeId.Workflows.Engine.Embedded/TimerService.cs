using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>How deadlines are watched. Section <c>Timers</c>.</summary>
public sealed class TimerOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Timers";

    /// <summary>
    /// Longest pause between two looks for due timers; a deadline that this process makes wakes it in time, so this is for
    /// those of another node. Default: 5 seconds; 0.1 seconds to 5 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Timers read at a time. Default: 200; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 200;
}

/// <summary>Wakes the timer service of this process when a deadline was stored, which may be the next one.</summary>
public sealed class TimerWake : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);

    /// <summary>Wakes the service; many wakes before it looks are one.</summary>
    public void Wake()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has not looked since the last wake: one look will find the earliest deadline.
        }
    }

    /// <inheritdoc />
    public void Dispose() => signal.Dispose();

    /// <summary>Waits for a wake, at most as long as given; returns either way.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);
}

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

    private readonly TimerOptions options = options.Value;

    /// <summary>Closes every wait whose deadline has come; returns how many it closed itself.</summary>
    public async Task<int> RunDueAsync(CancellationToken ct)
    {
        var closed = 0;
        IReadOnlyList<WorkflowWait> due;
        do
        {
            due = await ListDueAsync(ct);
            var before = closed;
            foreach (var wait in due)
            {
                closed += await CloseAsync(wait, ct) ? 1 : 0;
            }

            if (closed == before)
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

            await wake.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<WorkflowWait>> ListDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IWaitStore>().ListDueAsync(clock.GetUtcNow(), options.BatchSize, ct);
    }

    private Task<bool> CloseAsync(WorkflowWait wait, CancellationToken ct) => unitOfWork.RunAsync(
        DerivedId.From(wait.Id, "deadline"),
        (services, token) => services.GetRequiredService<WaitCloser>()
            .CloseAsync(wait, wait.OnDeadline!, new Dictionary<string, object?>(), "timer", clock.GetUtcNow(), token),
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
