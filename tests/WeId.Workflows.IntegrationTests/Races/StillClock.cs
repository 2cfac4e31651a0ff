namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>A clock that stands still until it is moved, whose timers run in real time: pauses between tries go on.</summary>
internal sealed class StillClock(DateTimeOffset begin) : TimeProvider
{
    private long ticks = begin.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
