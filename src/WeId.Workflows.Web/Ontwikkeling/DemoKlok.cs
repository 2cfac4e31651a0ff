namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>The real time plus an offset, so that demo data can have a past; the offset is zero once they are written.</summary>
/// <remarks>Timers and measured durations are those of the system: nobody waits longer for an offset.</remarks>
internal sealed class DemoKlok : TimeProvider
{
    private long offset;

    /// <summary>Negative: in the past. Default: zero.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offset));
        set => Interlocked.Exchange(ref offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
