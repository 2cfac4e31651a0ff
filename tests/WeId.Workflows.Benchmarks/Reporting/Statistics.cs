namespace WeId.Workflows.Benchmarks.Reporting;

/// <summary>What is said about a set of measurements.</summary>
internal static class Statistics
{
    /// <summary>The middle one.</summary>
    public static double Median(this IEnumerable<double> values) => values.Percentile(50);

    /// <summary>The value below which that many percent lie, by the nearest rank.</summary>
    public static double Percentile(this IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? double.NaN
            : percent == 50 && sorted.Length % 2 == 0
                ? (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2
                : sorted[Math.Clamp((int)Math.Ceiling(percent / 100 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    /// <summary>The interval that holds the median of such a set in 95 of 100 repeats, by bootstrap with a fixed seed.</summary>
    public static (double Low, double High) MedianInterval(IReadOnlyList<double> values)
    {
        var random = new Random(20261123);
        var medians = Enumerable.Range(0, 2_000).Select(_ => Enumerable.Range(0, values.Count).Select(_ => values[random.Next(values.Count)]).Median()).ToList();
        return (medians.Percentile(2.5), medians.Percentile(97.5));
    }
}
