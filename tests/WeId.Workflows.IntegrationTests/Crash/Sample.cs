namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>Some of many.</summary>
internal static class Sample
{
    /// <summary>Evenly spread, and at least one; all when <paramref name="oneOf"/> is 1.</summary>
    /// <param name="all">What to choose from, in an order in which neighbours are alike.</param>
    /// <param name="oneOf">One of so many is chosen.</param>
    /// <param name="seed">Decides with which it begins.</param>
    public static IReadOnlyList<T> Take<T>(IEnumerable<T> all, int oneOf, int seed)
    {
        T[] list = [.. all];
        return [.. list.Where((_, i) => (i + seed) % Math.Min(oneOf, list.Length) == 0)];
    }
}
