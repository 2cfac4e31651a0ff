using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>A file of <see cref="PdfDocumentRenderer"/> taken apart, to become a part of another one. It reads what that writer writes, and no other PDF.</summary>
internal sealed partial class PdfPart
{
    private const string StreamStart = "stream\n";
    private const string ObjectEnd = "\nendobj\n";

    // One character for each byte.
    private readonly string file;
    private readonly List<int> offsets;
    private readonly Dictionary<int, int> numbers = [];
    private readonly int pageTree;
    private readonly int structure;
    private readonly HashSet<int> replaced;

    private PdfPart(string file)
    {
        this.file = file;
        var table = Number(file, LastTable());
        offsets = [.. Offset().Matches(file[table..]).Select(m => Parse(m.Groups[1].Value))];
        var trailer = file[file.LastIndexOf("trailer\n", StringComparison.Ordinal)..];
        var root = Number(trailer, Root());
        var catalog = Dictionary(root);
        pageTree = Number(catalog, Pages());
        structure = Number(catalog, Structure());
        var tree = Dictionary(structure);
        var parentTree = Number(tree, ParentTree());
        replaced = [root, Number(trailer, Info()), pageTree, structure, Number(catalog, Metadata()), parentTree];
        Document = Number(tree, Kid());
        Language = Lang().Match(catalog).Groups[1].Value;
        PageNumbers = [.. Reference().Matches(Kids().Match(Dictionary(pageTree)).Value).Select(m => Parse(m.Groups[1].Value))];
        Parents = [.. Parent().Matches(Dictionary(parentTree)).Select(m => m.Groups[2].Value)];
        if (PageNumbers.Count == 0 || Parents.Count < PageNumbers.Count)
        {
            throw new FormatException("It has no pages.");
        }
    }

    /// <summary>How many pages it has.</summary>
    public int PageCount => PageNumbers.Count;

    /// <summary>How many links it has.</summary>
    public int LinkCount => Parents.Count - PageCount;

    /// <summary>Number of its topmost element, before it is numbered anew.</summary>
    private int Document { get; }

    private string Language { get; }

    private List<int> PageNumbers { get; }

    /// <summary>The elements of what is marked: first of each page, then of each link.</summary>
    private List<string> Parents { get; }

    /// <summary>Takes a file apart.</summary>
    /// <exception cref="DocumentException">It is none of ours.</exception>
    public static PdfPart Read(byte[] file)
    {
        try
        {
            return new(Encoding.Latin1.GetString(file));
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new DocumentException("A file of a batch is no PDF of this program.", e);
        }
    }

    /// <summary>Writes its objects under new numbers.</summary>
    /// <param name="tag">Five letters that make the names of its fonts its own.</param>
    /// <param name="pages">The page tree that it joins.</param>
    /// <param name="document">The element that its own becomes a part of.</param>
    /// <param name="firstPage">Key in the parent tree of its first page.</param>
    /// <param name="firstLink">Key in the parent tree of its first link.</param>
    public Written Write(PdfFile target, string tag, int pages, int document, int firstPage, int firstLink)
    {
        numbers[pageTree] = pages;
        numbers[structure] = document;
        var own = Enumerable.Range(1, offsets.Count).Where(n => !replaced.Contains(n)).ToList();
        own.ForEach(number => numbers[number] = target.Reserve());
        foreach (var number in own)
        {
            var dictionary = Renew(Dictionary(number), tag, firstPage, firstLink);
            if (number == Document)
            {
                dictionary = dictionary.Replace("/S /Document", $"/S /Part /Lang {Language}", StringComparison.Ordinal);
            }

            if (StreamOf(number) is { } stream)
            {
                target.WriteStream(numbers[number], dictionary, Encoding.Latin1.GetBytes(stream));
            }
            else
            {
                target.Write(numbers[number], dictionary);
            }
        }

        return new(
            numbers[Document],
            [.. PageNumbers.Select(p => numbers[p])],
            [.. Parents.Take(PageCount).Select(p => Renew(p, tag, firstPage, firstLink))],
            [.. Parents.Skip(PageCount).Select(p => Renew(p, tag, firstPage, firstLink))]);
    }

    private static int Parse(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static int Number(string text, Regex where) => Parse(where.Match(text).Groups[1].Value);

    /// <summary>Other numbers, keys and font names; what stands in a text string stays.</summary>
    private string Renew(string dictionary, string tag, int firstPage, int firstLink) => Renewed().Replace(dictionary, match =>
    {
        if (match.Groups["object"] is { Success: true, Value: var number })
        {
            return $"{numbers[Parse(number)]} 0 R";
        }

        if (match.Groups["page"] is { Success: true, Value: var page })
        {
            return $"/StructParents {firstPage + Parse(page)}";
        }

        if (match.Groups["link"] is { Success: true, Value: var link })
        {
            return $"/StructParent {firstLink + Parse(link) - PageCount}";
        }

        return match.Groups["font"] is { Success: true, Value: var face } ? $"/{tag}{face}+" : match.Value;
    });

    private string Dictionary(int number)
    {
        var start = StartOf(number);
        var line = file.IndexOf('\n', start);
        return IsStream(line) ? file[start..line] : file[start..file.IndexOf(ObjectEnd, start, StringComparison.Ordinal)];
    }

    private string? StreamOf(int number)
    {
        var line = file.IndexOf('\n', StartOf(number));
        return IsStream(line) ? file.Substring(line + 1 + StreamStart.Length, Number(file[StartOf(number)..line], Length())) : null;
    }

    private bool IsStream(int endOfLine) => string.CompareOrdinal(file, endOfLine + 1, StreamStart, 0, StreamStart.Length) == 0;

    private int StartOf(int number) => offsets[number - 1] + $"{number} 0 obj\n".Length;

    /// <summary>What it has become in the new file.</summary>
    /// <param name="Element">Number of its topmost element.</param>
    /// <param name="Pages">Numbers of its pages.</param>
    /// <param name="PageParents">The elements of what is marked on each page.</param>
    /// <param name="LinkParents">The element of each link.</param>
    internal sealed record Written(int Element, IReadOnlyList<int> Pages, IReadOnlyList<string> PageParents, IReadOnlyList<string> LinkParents);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n\z")]
    private static partial Regex LastTable();

    [GeneratedRegex(@"(\d{10}) 00000 n ")]
    private static partial Regex Offset();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Info (\d+) 0 R")]
    private static partial Regex Info();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/StructTreeRoot (\d+) 0 R")]
    private static partial Regex Structure();

    [GeneratedRegex(@"/Metadata (\d+) 0 R")]
    private static partial Regex Metadata();

    [GeneratedRegex(@"/ParentTree (\d+) 0 R")]
    private static partial Regex ParentTree();

    [GeneratedRegex(@"/K (\d+) 0 R")]
    private static partial Regex Kid();

    [GeneratedRegex(@"/Lang (\([a-z]+\))")]
    private static partial Regex Lang();

    [GeneratedRegex(@"/Kids \[[^\]]*\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"(\d+) (\[[^\]]*\]|\d+ 0 R)")]
    private static partial Regex Parent();

    [GeneratedRegex(@"/Length (\d+) >>")]
    private static partial Regex Length();

    [GeneratedRegex(@"\((?:\\.|[^\\()])*\)|(?<![\d.])(?<object>\d+) 0 R\b|/StructParents (?<page>\d+)|/StructParent (?<link>\d+)|/AAAAA(?<font>[A-Z])\+")]
    private static partial Regex Renewed();
}
