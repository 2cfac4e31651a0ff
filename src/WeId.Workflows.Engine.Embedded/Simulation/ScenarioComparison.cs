namespace WeId.Workflows.Engine.Embedded.Simulation;

/// <summary>Compares the end of a trial run with what its scenario expects.</summary>
internal static class ScenarioComparison
{
    /// <summary>The first difference; null when there is none.</summary>
    public static string? DifferenceFrom(
        this ScenarioExpectation expected,
        string status,
        IReadOnlyList<string> path,
        IReadOnlyList<string> waiting) =>
        StatusDifference(expected.Status, status)
        ?? PathDifference(expected, path)
        ?? WaitingDifference(expected.Waiting, waiting);

    private static string? StatusDifference(string? expected, string actual) =>
        expected is null || expected == actual ? null : $"status: expected {expected}, was {actual}";

    private static string? PathDifference(ScenarioExpectation expected, IReadOnlyList<string> actual)
    {
        if (expected.Path is null)
        {
            return null;
        }

        var (wanted, found) = (Settle(expected.Path, expected.Unordered), Settle(actual, expected.Unordered));
        for (var i = 0; i < Math.Max(wanted.Count, found.Count); i++)
        {
            var (want, had) = (wanted.ElementAtOrDefault(i), found.ElementAtOrDefault(i));
            if (want != had)
            {
                return $"path[{i}]: expected {want ?? "the end"}, was {had ?? "the end"}";
            }
        }

        return null;
    }

    private static string? WaitingDifference(IReadOnlyList<string>? expected, IReadOnlyList<string> actual)
    {
        if (expected is null || expected.Order(StringComparer.Ordinal).SequenceEqual(actual.Order(StringComparer.Ordinal)))
        {
            return null;
        }

        return $"waiting: expected [{string.Join(", ", expected)}], was [{string.Join(", ", actual)}]";
    }

    /// <summary>Puts the members of each group into one order, at the places that they take together.</summary>
    private static List<string> Settle(IReadOnlyList<string> path, IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var settled = path.ToList();
        foreach (var group in groups)
        {
            var places = Enumerable.Range(0, settled.Count).Where(i => group.Contains(settled[i])).ToList();
            var members = places.Select(i => settled[i]).Order(StringComparer.Ordinal).ToList();
            for (var i = 0; i < places.Count; i++)
            {
                settled[places[i]] = members[i];
            }
        }

        return settled;
    }
}
