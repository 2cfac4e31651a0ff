namespace WeId.Workflows.Web.Identity;

/// <summary>
/// Slows guessing down with a pause that grows with each wrong try. Counted for account and address together, so that
/// nobody can lock somebody else out; in the memory of this process.
/// </summary>
internal sealed class InlogRem(TimeProvider time)
{
    /// <summary>Wrong tries without a pause.</summary>
    public const int Free = 3;

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Forget = TimeSpan.FromHours(1);
    private const int PruneAbove = 10_000;

    private readonly Lock guard = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Last)> tries = new(StringComparer.Ordinal);

    /// <summary>Counts a try before it is checked, so that tries at the same time cannot overtake the count.</summary>
    /// <returns>Null when it may go on, otherwise how long to wait; then it was not counted.</returns>
    public TimeSpan? Begin(string key)
    {
        lock (guard)
        {
            var now = time.GetUtcNow();
            var (count, last) = tries.GetValueOrDefault(key);
            if (count > 0 && now - last >= Forget)
            {
                count = 0;
            }

            if (count >= Free && last + PauseAfter(count) > now)
            {
                return last + PauseAfter(count) - now;
            }

            if (tries.Count >= PruneAbove)
            {
                foreach (var old in tries.Where(t => now - t.Value.Last >= Forget).Select(t => t.Key).ToList())
                {
                    tries.Remove(old);
                }
            }

            tries[key] = (count + 1, now);
            return null;
        }
    }

    /// <summary>The try was right: wrong ones before it are forgotten.</summary>
    public void Succeed(string key)
    {
        lock (guard)
        {
            tries.Remove(key);
        }
    }

    /// <summary>The pause after so many tries: 5 seconds after the third, and double with each further one.</summary>
    internal static TimeSpan PauseAfter(int count)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(count - Free, 0, 20));
        return doubled < MaxPause ? doubled : MaxPause;
    }
}
