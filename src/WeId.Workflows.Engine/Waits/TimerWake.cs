namespace WeId.Workflows.Engine.Waits;

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
