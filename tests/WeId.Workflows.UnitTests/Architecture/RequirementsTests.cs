using System.Text.RegularExpressions;

namespace WeId.Workflows.UnitTests.Architecture;

/// <summary>Numbers of requirements and readings lead to a line of docs/requirements.md.</summary>
public partial class RequirementsTests
{
    private const string Document = "docs/requirements.md";

    [Fact]
    public void Document_NumbersWithoutGapOrRepeat()
    {
        var expected = Enumerable.Range(1, 289).Select(n => $"R-{n:000}").Concat(Enumerable.Range(1, 46).Select(n => $"A-{n:00}"));

        Assert.Equal(expected, Defined());
    }

    [Fact]
    public void Sources_CiteOnlyWhatTheDocumentHolds()
    {
        var defined = Defined().ToHashSet();
        var unknown =
            from folder in new[] { "src", "tests", "docs" }
            from path in Repository.Files(folder, ".cs", ".razor", ".md")
            where !path.EndsWith("/RequirementsTests.cs", StringComparison.Ordinal)
            from Match match in Number().Matches(Repository.Read(path))
            where !defined.Contains(match.Value)
            select $"{path}: {match.Value}";

        Assert.Empty(unknown);
    }

    private static IEnumerable<string> Defined() => Row().Matches(Repository.Read(Document)).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^\| (R-\d{3}|A-\d{2}) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\b(R-\d{3}|A-\d{2})\b")]
    private static partial Regex Number();
}
