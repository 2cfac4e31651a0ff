namespace WeId.Workflows.TestKit.Checks;

/// <summary>Something that must hold after every commit.</summary>
/// <param name="Name">As in docs/quality.md.</param>
/// <param name="Sentence">What must hold.</param>
/// <param name="FindAsync">The rows for which it does not, in words; empty when it holds.</param>
internal sealed record Invariant(string Name, string Sentence, Func<Look, Task<IReadOnlyList<string>>> FindAsync)
{
    /// <summary>An invariant that SQL can tell: each row that a query finds offends it.</summary>
    public static Invariant OfSql(string name, string sentence, params string[] queries) => new(name, sentence, async look =>
    {
        var found = new List<string>();
        foreach (var query in queries)
        {
            found.AddRange((await look.QueryAsync(query)).Select(row => row.ToString()));
        }

        return found;
    });

    /// <summary>An invariant that needs more than SQL, such as what is inside JSON.</summary>
    public static Invariant Of(string name, string sentence, Func<Look, IAsyncEnumerable<string>> find) =>
        new(name, sentence, async look => await find(look).ToListAsync());
}

/// <summary>An invariant that does not hold.</summary>
/// <param name="Name">As in docs/quality.md.</param>
/// <param name="Report">Its sentence and the first rows that offend it.</param>
public sealed record Violation(string Name, string Report);
