namespace WeId.Workflows.Features.Activaties;

/// <summary>Counts wrong tries by where they come from, in the memory of this process; after too many it is shut for a while.</summary>
internal sealed class Pogingenrem(TimeProvider time)
{
    /// <summary>Wrong tries within <see cref="Venster"/>. An office behind one address has room for its typing errors.</summary>
    public const int Max = 10;

    /// <summary>How long a wrong try counts.</summary>
    public static readonly TimeSpan Venster = TimeSpan.FromMinutes(15);

    private const int PruneAbove = 10_000;

    private readonly Lock guard = new();
    private readonly Dictionary<string, List<DateTimeOffset>> tries = new(StringComparer.Ordinal);

    public bool IsShut(string key)
    {
        lock (guard)
        {
            return Recent(key) >= Max;
        }
    }

    public void Count(string key)
    {
        lock (guard)
        {
            if (tries.Count >= PruneAbove)
            {
                foreach (var old in tries.Keys.Where(k => Recent(k) == 0).ToList())
                {
                    tries.Remove(old);
                }
            }

            if (!tries.TryGetValue(key, out var list))
            {
                tries[key] = list = [];
            }

            list.Add(time.GetUtcNow());
        }
    }

    private int Recent(string key)
    {
        if (!tries.TryGetValue(key, out var list))
        {
            return 0;
        }

        list.RemoveAll(at => at <= time.GetUtcNow() - Venster);
        return list.Count;
    }
}
