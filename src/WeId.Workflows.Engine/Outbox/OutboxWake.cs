using System.Collections.Concurrent;

namespace WeId.Workflows.Engine.Outbox;

/// <summary>Wakes the dispatcher of this process after a commit that wrote messages, so that nothing waits for a poll.</summary>
public sealed class OutboxWake : IDisposable
{
    /// <summary>Beyond this many the dispatcher finds the rest by a look.</summary>
    private const int MaxHanded = 10_000;

    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly ConcurrentQueue<OutboxMessage> handed = new();
    private int wanted;

    /// <summary>Whether somebody has asked for a look into the database since the last time that this was asked.</summary>
    public bool TakeWanted() => Interlocked.Exchange(ref wanted, 0) == 1;

    /// <summary>Asks the dispatcher to look into the database; many times before it looks are once.</summary>
    public void Wake()
    {
        Volatile.Write(ref wanted, 1);
        Release();
    }

    /// <summary>
    /// Hands over messages that were just committed and are due, so that nobody needs to look for them. It is a hint: who
    /// handles them finds out in the database whether it is their turn.
    /// </summary>
    public void HandOver(IEnumerable<OutboxMessage> committed)
    {
        ArgumentNullException.ThrowIfNull(committed);
        foreach (var message in committed)
        {
            if (handed.Count >= MaxHanded)
            {
                Wake();
                return;
            }

            handed.Enqueue(message);
        }

        Release();
    }

    /// <summary>Takes what was handed over, in the order of the commits.</summary>
    public IEnumerable<OutboxMessage> TakeHanded()
    {
        while (handed.TryDequeue(out var message))
        {
            yield return message;
        }
    }

    /// <inheritdoc />
    public void Dispose() => signal.Dispose();

    /// <summary>Waits for a wake, at most as long as given; returns either way.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken ct) => signal.WaitAsync(atMost, ct);

    private void Release()
    {
        try
        {
            signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has not looked since the last wake: one look will find everything.
        }
    }
}
