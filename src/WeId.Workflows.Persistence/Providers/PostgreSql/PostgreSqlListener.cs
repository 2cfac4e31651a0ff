using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.Persistence.Providers.PostgreSql;

/// <summary>
/// Hears on a connection of its own what other nodes wrote, and wakes the dispatcher and the timers of this one. What it misses
/// while it has no connection is found by their polls.
/// </summary>
internal sealed class PostgreSqlListener(
    DatabaseAddress address,
    IDatabaseProvider provider,
    OutboxWake messages,
    TimerWake deadlines,
    TimeProvider time,
    ILogger<PostgreSqlListener> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    /// <summary>A connection that a firewall forgot says nothing: after this silence, in seconds, it is asked.</summary>
    private const int KeepAlive = 30;

    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it hears for the first time.</summary>
    public Task Listening => listening.Task;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(() => pause = FirstPause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.ListenerLost(pause, e);
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < MaxPause ? pause * 2 : MaxPause;
        }
    }

    private async Task ListenAsync(Action heard, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false, KeepAlive = KeepAlive };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, notification) => Wake(((PostgreSqlProvider)provider).Heard(notification.Payload));
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgreSqlProvider.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        heard();
        listening.TrySetResult();

        // What was written before it listened made no sound here.
        messages.Wake();
        deadlines.Wake();
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private void Wake(Written written)
    {
        if (written.HasFlag(Written.Messages))
        {
            messages.Wake();
        }

        if (written.HasFlag(Written.Deadlines))
        {
            deadlines.Wake();
        }
    }
}
