namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Looks again every few seconds, since colleagues and the workflow change tasks too; ends with its page.</summary>
internal sealed class Poll : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource gone = new();
    private readonly Task running;

    public Poll(TimeProvider time, Func<CancellationToken, Task> look) => running = RunAsync(time, look, gone.Token);

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        await running;
        gone.Dispose();
    }

    private static async Task RunAsync(TimeProvider time, Func<CancellationToken, Task> look, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                await look(ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The page has gone.
        }
    }
}
