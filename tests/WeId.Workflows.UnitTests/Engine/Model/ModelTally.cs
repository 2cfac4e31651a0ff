using System.Globalization;
using WeId.Workflows.Engine;

namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>What was tried, so that a reader sees that the cases are not trivial.</summary>
internal sealed class ModelTally
{
    private readonly SortedDictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> kinds = new(StringComparer.Ordinal);
    private readonly SortedDictionary<InstanceStatus, int> ends = [];
    private int invalid;
    private int events;

    /// <summary>Valid definitions so far.</summary>
    public int Definitions { get; private set; }

    /// <summary>Counts a definition; false when it is not valid.</summary>
    public bool Add(ModelFlow flow)
    {
        if (!flow.IsValid)
        {
            invalid++;
            return false;
        }

        Definitions++;
        foreach (var kind in flow.Nodes.Values.Select(n => $"{n.Kind}{n.Mode}").Append(IsLooped(flow) ? "loop" : "").Distinct().Where(k => k.Length > 0))
        {
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
        }

        return true;
    }

    /// <summary>Counts a sequence of events.</summary>
    public void Add(int count, IEnumerable<string> trace, InstanceStatus end)
    {
        events += count;
        ends[end] = ends.GetValueOrDefault(end) + 1;
        foreach (var row in trace.Select(r => r.Split(' ')[0]))
        {
            rows[row] = rows.GetValueOrDefault(row) + 1;
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Definitions} definitions × {ends.Values.Sum() / Math.Max(1, Definitions)} sequences, {events} events ({invalid} definitions were refused by the validator). Definitions with: {Show(kinds)}. Journal: {Show(rows)}. Ends: {Show(ends)}.");

    private static bool IsLooped(ModelFlow flow) => flow.Nodes.Values.Any(n => n.Id.StartsWith('t'));

    private static string Show<TKey>(IEnumerable<KeyValuePair<TKey, int>> counts) => string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"));
}
