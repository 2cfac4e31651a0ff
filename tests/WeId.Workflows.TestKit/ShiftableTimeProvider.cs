namespace WeId.Workflows.TestKit;

/// <summary>The real clock, moved ahead: everything that waits a moment goes on waiting in real time, while days can be skipped.</summary>
public sealed class ShiftableTimeProvider : TimeProvider
{
    private long ahead;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    /// <summary>Skips this much time; whoever should notice must be told to look.</summary>
    public void Shift(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
