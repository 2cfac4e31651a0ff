using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WeId.Workflows.UnitTests.Architecture;

/// <summary>The arrows and rooms of docs/architecture.md, held against the project files and the sources.</summary>
public partial class ArchitectureTests
{
    private const string Prefix = "WeId.Workflows.";
    private const string AanvragenFolder = $"src/{Prefix}Features/Aanvragen";

    [Theory]
    [InlineData("Domain", "")]
    [InlineData("Engine", "")]
    [InlineData("Engine.Embedded", "Engine")]
    [InlineData("Persistence", "Domain, Engine, Engine.Embedded")]
    [InlineData("Features", "Domain, Engine, Persistence")]
    [InlineData("Partners", "Domain, Engine, Persistence")]
    [InlineData("Web", "Domain, Engine, Engine.Embedded, Features, Partners, Persistence")]
    public void ProjectReferences_AreTheArrows(string project, string expected) =>
        Assert.Equal(expected, string.Join(", ", References(project, "ProjectReference").Select(NameOf).Order(StringComparer.Ordinal)));

    [Fact]
    public void EveryProjectInSrc_StandsInTheTableOfArrows()
    {
        string[] expected = ["Domain", "Engine", "Engine.Embedded", "Features", "Partners", "Persistence", "Web"];

        Assert.Equal(expected, Repository.Files("src", ".csproj").Select(NameOf).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Domain", "^libphonenumber-csharp$")]
    [InlineData("Engine", "^(Microsoft\\.Extensions\\..+|Jint|Fluid\\.Core)$")]
    public void PackageReferences_KeepTheGroundFloorPlain(string project, string allowed) =>
        Assert.All(References(project, "PackageReference"), package => Assert.Matches(allowed, package));

    /// <summary>The folder rules below go by namespace, so the namespace has to tell the folder.</summary>
    [Fact]
    public void Namespaces_FollowTheFolders()
    {
        var wrong = Repository.Files("src", ".cs").Where(path => !IsMigration(path) && Namespace(path) is { } found && found != FolderNamespace(path));

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Domain", "Engine|Persistence|Features|Partners|Web")]
    [InlineData("Engine", "Domain|Persistence|Features|Partners|Web")]
    [InlineData("Features", "Engine\\.Embedded|Partners|Web")]
    [InlineData("Partners", "Features|Engine\\.Embedded|Web")]
    public void Sources_DoNotNameWhatTheyMayNotUse(string project, string forbidden)
    {
        var regex = new Regex($@"(?<!InternalsVisibleTo\("")\bWeId\.Workflows\.({forbidden})\b");

        Assert.DoesNotContain(Repository.Files($"src/{Prefix}{project}", ".cs", ".razor"), path => regex.IsMatch(Repository.Read(path)));
    }

    /// <summary>A type is found by scanning; neither the frame around it nor another type names it.</summary>
    [Fact]
    public void AanvraagTypes_AreNamedByNobodyElse()
    {
        var files = Repository.Files(AanvragenFolder, ".cs", ".razor");

        var wrong =
            from type in files.Select(AanvraagType).OfType<string>().Distinct()
            from path in files
            where !path.StartsWith($"{AanvragenFolder}/{type}/", StringComparison.Ordinal)
                && Regex.IsMatch(Repository.Read(path), $@"(?<!Domain\.)\bAanvragen\.{type}\b")
            select $"{path} uses {type}";

        Assert.Empty(wrong);
    }

    /// <summary>An aanvraag type needs nothing of the product: the one that the tests add is named nowhere in it.</summary>
    [Fact]
    public void TypeThatTheTestsAdd_IsNamedByNoLineOfTheProduct()
    {
        Assert.NotEmpty(Repository.Files("tests/WeId.Workflows.Uitbreiding", ".json"));

        var wrong =
            from folder in new[] { "src", "workflows", "templates" }
            from path in Repository.Files(folder, ".cs", ".razor", ".resx", ".json", ".md", ".csproj")
            where $"{path} {Repository.Read(path)}".Contains("parkeer", StringComparison.OrdinalIgnoreCase)
            select path;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Pages_DoNotTouchTheDatabase() =>
        Assert.DoesNotContain(Repository.Files("src", ".razor", ".razor.cs"), path => DbContextName().IsMatch(Repository.Read(path)));

    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    public void PublicTypes_AreDocumented(string project)
    {
        var undocumented =
            from path in Repository.Files($"src/{Prefix}{project}", ".cs")
            let lines = Repository.Lines(path)
            from index in Enumerable.Range(0, lines.Length)
            where PublicType().IsMatch(lines[index]) && !IsRefusal(lines, index) && !HasDocs(lines, index)
            select $"{path}:{index + 1} {lines[index].Trim()}";

        Assert.Empty(undocumented);
    }

    /// <summary>What reviewers would send back: notes to oneself, and switching off a guard of the build.</summary>
    [Fact]
    public void Sources_HoldNoLeftovers()
    {
        var wrong =
            from folder in new[] { "src", "tests" }
            from path in Repository.Files(folder, ".cs", ".razor", ".js", ".css")
            where !IsMigration(path) && !path.EndsWith("/ArchitectureTests.cs", StringComparison.Ordinal)
            let lines = Repository.Lines(path)
            from index in Enumerable.Range(0, lines.Length)
            where Leftover().IsMatch(lines[index])
            select $"{path}:{index + 1} {lines[index].Trim()}";

        Assert.Empty(wrong);
    }

    private static string ProjectFile(string project) => $"src/{Prefix}{project}/{Prefix}{project}.csproj";

    private static IEnumerable<string> References(string project, string element) =>
        XDocument.Parse(Repository.Read(ProjectFile(project))).Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static string NameOf(string projectPath) => Path.GetFileNameWithoutExtension(projectPath)[Prefix.Length..];

    private static string? Namespace(string path)
    {
        var match = FileNamespace().Match(Repository.Read(path));
        return match.Success ? match.Groups[1].Value : null;
    }

    private static string FolderNamespace(string path) => string.Join('.', path.Split('/')[1..^1]);

    private static bool IsMigration(string path) => path.Contains("/Migrations/", StringComparison.Ordinal);

    /// <summary>The folder of an aanvraag type bears the name that its gegevens begin with; null for a file of the frame.</summary>
    private static string? AanvraagType(string path) =>
        path.Split('/') is [_, _, _, var folder, var file] && file == $"{folder}Gegevens.cs" ? folder : null;

    /// <summary>A refusal says by its name what it means, and its text is in the resources.</summary>
    private static bool IsRefusal(string[] lines, int index) =>
        lines.Skip(index).TakeWhile((line, i) => i == 0 || char.IsWhiteSpace(line.FirstOrDefault())).Take(8)
            .Any(line => line.Contains(": Refusal", StringComparison.Ordinal));

    private static bool HasDocs(string[] lines, int index)
    {
        var above = index - 1;
        while (above >= 0 && (lines[above].TrimStart().StartsWith('[') || lines[above].TrimEnd().EndsWith(']')))
        {
            above--;
        }

        return above >= 0 && lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileNamespace();

    [GeneratedRegex(@"\b\w*DbContext(Factory)?\b")]
    private static partial Regex DbContextName();

    [GeneratedRegex(@"^\s*public ((sealed|static|readonly|abstract|partial|ref) )*(class|record|struct|interface|enum|delegate)\b")]
    private static partial Regex PublicType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b|^\s*#region|async void|#nullable disable|#pragma warning disable RS0030")]
    private static partial Regex Leftover();
}
