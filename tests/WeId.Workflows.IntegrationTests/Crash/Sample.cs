namespace WeId.Workflows.IntegrationTests.Crash;

/// <summary>Some of many.</summary>
internal static class Sample
{
    /// <summary>Evenly spread; all when <paramref name="oneOf"/> is 1.</summary>
    /// <param name="all">What to choose from, in an order in which neighbours are alike.</param>
    /// <param name="oneOf">One of so many is chosen.</param>
    /// <param name="seed">Decides with which it begins.</param>
    public static IReadOnlyList<T> Take<T>(IEnumerable<T> all, int oneOf, int seed) => [.. all.Where((_, i) => (i + seed) % oneOf == 0)];
}
