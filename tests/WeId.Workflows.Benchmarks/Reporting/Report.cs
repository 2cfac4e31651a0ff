using System.Globalization;
using System.Text;

namespace WeId.Workflows.Benchmarks.Reporting;

/// <summary>The report as it grows: tables by case, and the goals with what was measured.</summary>
internal sealed class Report
{
    private readonly StringBuilder body = new();
    private readonly List<string> goals = [];

    /// <summary>Begins a section.</summary>
    public void Section(string title) => Line($"## {title}", "");

    /// <summary>A paragraph.</summary>
    public void Text(string text) => Line(text, "");

    /// <summary>A table; the first column is text, the others are numbers.</summary>
    public void Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        Line(Row(head), Row([.. head.Select((_, i) => i == 0 ? "---" : "---:")]));
        foreach (var row in rows)
        {
            Line(Row(row));
        }

        Line("");
    }

    /// <summary>A figure that the product shall reach.</summary>
    public void Goal(string what, string wanted, string measured, bool isReached) =>
        goals.Add(Row([what, wanted, measured, isReached ? "reached" : "**missed**"]));

    /// <summary>The whole report in Markdown.</summary>
    public string Write(string machine)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine().AppendLine(machine);
        if (goals.Count > 0)
        {
            text.AppendLine("## Goals").AppendLine();
            text.AppendLine("| what | goal | measured | |").AppendLine("| --- | ---: | ---: | --- |");
            goals.ForEach(goal => text.AppendLine(goal));
            text.AppendLine();
        }

        return text.Append(body).ToString().TrimEnd() + Environment.NewLine;
    }

    /// <summary>A number with as many digits as mean something.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("N1", CultureInfo.InvariantCulture),
        _ => value.ToString("N2", CultureInfo.InvariantCulture),
    };

    /// <summary>A share of one in percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:N0} %");

    /// <summary>Median with lowest and highest.</summary>
    public static string Spread(IReadOnlyList<double> values) => $"{Number(values.Median())} ({Number(values.Min())}–{Number(values.Max())})";

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private void Line(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            body.AppendLine(line);
            Console.WriteLine(line);
        }
    }
}
