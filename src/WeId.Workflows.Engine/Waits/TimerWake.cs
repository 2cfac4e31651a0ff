namespace WeId.Workflows.Engine.Waits;

/// <summary>Wakes the timer service of this process when a deadline was stored that comes before the one it waits for.</summary>
public sealed class TimerWake : IDisposable
{
    private readonly SemaphoreSlim signal = new(0, 1);
    private long sleepsUntil = long.MaxValue;

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

    /// <summary>Wakes the service if it would sleep past the deadline.</summary>
    public void Wake(DateTimeOffset deadline)
    {
        if (deadline.UtcTicks < Volatile.Read(ref sleepsUntil))
        {
            Wake();
        }
    }

    /// <inheritdoc />
    public void Dispose() => signal.Dispose();

    /// <summary>To be called before a look: from now on each deadline wakes, since the look may miss it.</summary>
    public void BeforeLook() => Volatile.Write(ref sleepsUntil, long.MaxValue);

    /// <summary>Waits for a wake, at most as long as given; returns either way.</summary>
    public Task WaitAsync(DateTimeOffset now, TimeSpan atMost, CancellationToken ct)
    {
        Volatile.Write(ref sleepsUntil, (now + atMost).UtcTicks);
        return signal.WaitAsync(atMost, ct);
    }
}
