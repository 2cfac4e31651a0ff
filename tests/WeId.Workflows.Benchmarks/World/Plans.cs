using System.Text.RegularExpressions;
using System.Data.Common;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>How SQLite would run the statements of a world.</summary>
internal static partial class Plans
{
    /// <summary>The plan of each statement, in one line each.</summary>
    public static IReadOnlyDictionary<string, string> Of(DbConnection connection, IEnumerable<string> statements) =>
        statements.Distinct().ToDictionary(sql => sql, sql => Of(connection, sql));

    /// <summary>In Markdown, which of the statements read a whole table or index.</summary>
    public static string DescribeScans(IReadOnlyDictionary<string, string> plans)
    {
        var scans = plans.Where(p => p.Value.Split(" · ").Any(line => ScanPattern().IsMatch(line))).ToList();
        return scans.Count == 0
            ? "None of these statements reads a whole table."
            : "Statements that read a whole table or index:" + string.Concat(scans.Select(s => $"{Environment.NewLine}- `{s.Key.ReplaceLineEndings(" ")}`: {s.Value}"));
    }

    private static string Of(DbConnection connection, string sql)
    {
        var parameters = ParameterPattern().Matches(sql).Select(m => m.Value).Distinct().ToArray();
        using var command = connection.Prepare($"EXPLAIN QUERY PLAN {sql}", parameters);
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join(" · ", lines);
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex ParameterPattern();

    [GeneratedRegex(@"^SCAN (?!CONSTANT ROW|json_each|\d)")]
    private static partial Regex ScanPattern();
}
