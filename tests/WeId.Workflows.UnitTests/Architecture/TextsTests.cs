using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WeId.Workflows.UnitTests.Architecture;

/// <summary>Dutch stands in X.resx, English beside it in X.en.resx.</summary>
public partial class TextsTests
{
    private const string English = ".en.resx";

    [Fact]
    public void Resources_HoldTheSameKeysInBothLanguages()
    {
        var differences =
            from path in Neutral()
            let nl = Texts(path)
            let en = Texts(EnglishOf(path))
            from key in nl.Keys.Except(en.Keys).Select(key => $"{key} has no English text")
                .Concat(en.Keys.Except(nl.Keys).Select(key => $"{key} has no Dutch text"))
            select $"{path}: {key}";

        Assert.Empty(differences);
    }

    [Fact]
    public void Resources_HoldTheSamePlaceholdersInBothLanguages()
    {
        var differences =
            from path in Neutral()
            let en = Texts(EnglishOf(path))
            from text in Texts(path)
            where en.ContainsKey(text.Key) && Placeholders(text.Value) != Placeholders(en[text.Key])
            select $"{path}: {text.Key}";

        Assert.Empty(differences);
    }

    [Fact]
    public void Resources_HoldNoEmptyText()
    {
        var empty =
            from path in Repository.Files("src", ".resx")
            from text in Texts(path)
            where string.IsNullOrWhiteSpace(text.Value)
            select $"{path}: {text.Key}";

        Assert.Empty(empty);
    }

    [Fact]
    public void EnglishResources_BelongToADutchOne() =>
        Assert.Empty(Repository.Files("src", English).Except(Neutral().Select(EnglishOf)));

    private static IEnumerable<string> Neutral() =>
        Repository.Files("src", ".resx").Where(path => !path.EndsWith(English, StringComparison.Ordinal));

    private static string EnglishOf(string neutral) => neutral[..^".resx".Length] + English;

    private static Dictionary<string, string> Texts(string path) =>
        File.Exists(Path.Combine(Repository.Root, path))
            ? XDocument.Parse(Repository.Read(path)).Root!.Elements("data")
                .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "")
            : [];

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\w+)(?:[,:][^}]*)?\}")]
    private static partial Regex Placeholder();
}
