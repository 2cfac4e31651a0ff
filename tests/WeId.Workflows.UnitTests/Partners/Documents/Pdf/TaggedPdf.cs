using System.Text;
using System.Xml.Linq;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.MarkedContent;
using UglyToad.PdfPig.Graphics.Operations.TextShowing;
using UglyToad.PdfPig.Tokens;

namespace WeId.Workflows.UnitTests.Partners.Documents.Pdf;

/// <summary>
/// A file read back by another library than wrote it, with the rules of PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) that
/// can be judged from what it says.
/// </summary>
internal sealed class TaggedPdf : IDisposable
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private readonly PdfDocument pdf;
    private readonly Dictionary<IndirectReference, int> pageNumbers = [];
    private readonly Dictionary<(int Page, int Mark), string> texts = [];

    public TaggedPdf(byte[] file)
    {
        pdf = PdfDocument.Open(file);
        Catalog = pdf.Structure.Catalog.CatalogDictionary;
        foreach (var page in pdf.GetPages())
        {
            pageNumbers[PageReference(page.Number)] = page.Number;
            foreach (var mark in page.GetMarkedContents().Where(m => !m.IsArtifact))
            {
                texts[(page.Number, mark.MarkedContentIdentifier)] = string.Concat(mark.Letters.Select(l => l.Value));
            }
        }

        Root = Node.Read(this, Dictionary(Dictionary(Catalog, "StructTreeRoot"), "K"));
    }

    /// <summary>The structure tree.</summary>
    public Node Root { get; }

    public int PageCount => pdf.NumberOfPages;

    private DictionaryToken Catalog { get; }

    public void Dispose() => pdf.Dispose();

    /// <summary>Everything below the root, in reading order.</summary>
    public IEnumerable<Node> All() => Root.Below();

    /// <summary>What each page shows that belongs to no element.</summary>
    public IEnumerable<string> Artifacts() => pdf.GetPages().SelectMany(p => p.GetMarkedContents()).Where(m => m.IsArtifact).Select(m => string.Concat(m.Letters.Select(l => l.Value)));

    /// <summary>What is wrong with it; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Unmarked(), .. Marks(), .. Tree(), .. Links(), .. Fonts(),
        .. Must(Text(Catalog, "Lang") is "nl" or "en", "no language"),
        .. Must(Dictionary(Catalog, "MarkInfo").TryGet(NameToken.Create("Marked"), out BooleanToken marked) && marked.Data, "not marked"),
        .. Must(Dictionary(Catalog, "ViewerPreferences").TryGet(NameToken.Create("DisplayDocTitle"), out BooleanToken title) && title.Data, "its title is not shown"),
        .. Metadata(),
    ];

    private static IEnumerable<string> Must(bool holds, string fault) => holds ? [] : [fault];

    // Every operator that shows text or draws stands inside marked content.
    private IEnumerable<string> Unmarked()
    {
        foreach (var page in pdf.GetPages())
        {
            var depth = 0;
            foreach (var operation in page.Operations)
            {
                depth += operation switch
                {
                    BeginMarkedContent or BeginMarkedContentWithProperties => 1,
                    EndMarkedContent => -1,
                    _ => 0,
                };
                if (depth is < 0 or > 1)
                {
                    yield return $"page {page.Number}: marked content {depth} deep";
                }

                if (depth == 0 && Draws(operation))
                {
                    yield return $"page {page.Number}: {operation.Operator} outside marked content";
                }
            }

            if (!page.Dictionary.TryGet(NameToken.Create("Tabs"), out NameToken tabs) || tabs.Data != "S")
            {
                yield return $"page {page.Number}: its order is not that of the structure";
            }
        }
    }

    private static bool Draws(IGraphicsStateOperation operation) => operation is ShowTextsWithPositioning or ShowText || operation.Operator is "f" or "S" or "B" or "Do";

    // What is marked on a page belongs to one element, and its number there leads to that element.
    private IEnumerable<string> Marks()
    {
        var placed = All().Prepend(Root).SelectMany(n => n.Marks.Select(m => (Mark: m, Node: n))).ToList();
        foreach (var twice in placed.GroupBy(p => p.Mark).Where(g => g.Count() > 1))
        {
            yield return $"mark {twice.Key} belongs to {twice.Count()} elements";
        }

        var nums = Array(Dictionary(Dictionary(Catalog, "StructTreeRoot"), "ParentTree"), "Nums");
        foreach (var page in pdf.GetPages())
        {
            var parents = (ArrayToken)Resolve(nums.Data[(2 * (page.Number - 1)) + 1]);
            foreach (var mark in texts.Keys.Where(k => k.Page == page.Number))
            {
                var owner = placed.Find(p => p.Mark == mark).Node;
                if (owner is null || Resolve(parents.Data[mark.Mark]) is not DictionaryToken parent || Name(parent, "S") != owner.Kind)
                {
                    yield return $"mark {mark} leads to no element, or to another one than holds it";
                }
            }
        }
    }

    private IEnumerable<string> Tree()
    {
        var level = 0;
        foreach (var node in All())
        {
            if (node.Kind is ['H', >= '1' and <= '6'])
            {
                var next = node.Kind[1] - '0';
                if (next > level + 1)
                {
                    yield return $"{node.Kind} after a heading of level {level}";
                }

                level = next;
            }

            foreach (var fault in Judge(node))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Judge(Node node) => node.Kind switch
    {
        "Figure" => Must(node.Alt is { Length: > 0 }, "a figure without a text").Concat(Must(node.Attribute("BBox") is not null, "a figure without a place")),
        "Table" => Must(node.Below().Where(n => n.Kind == "TR").Select(n => n.Kids.Count).Distinct().Count() == 1, "rows of different lengths")
            .Concat(Must(node.Below().Any(n => n.Kind == "TH"), "a table without headers")),
        "TH" => Must(node.Attribute("Scope") is not null, "a header without scope"),
        "TR" => Must(node.Kids.All(k => k.Kind is "TH" or "TD"), "a row with something else than cells"),
        "L" => Must(node.Kids.All(k => k.Kind == "LI"), "a list with something else than items").Concat(Must(node.Attribute("ListNumbering") is not null, "a list without a kind")),
        "LI" => Must(node.Kids.Select(k => k.Kind).SequenceEqual(["Lbl", "LBody"]), "an item that is not a label and a body"),
        "Link" => Must(node.HasAnnotation, "a link without its annotation"),
        _ => [],
    };

    private IEnumerable<string> Links()
    {
        var nums = Array(Dictionary(Dictionary(Catalog, "StructTreeRoot"), "ParentTree"), "Nums");
        foreach (var annotation in pdf.GetPages().SelectMany(p => p.GetAnnotations()))
        {
            var dictionary = annotation.AnnotationDictionary;
            var key = ((NumericToken)dictionary.Data["StructParent"]).Int;
            var parent = (DictionaryToken)Resolve(nums.Data[(2 * key) + 1]);
            if (Text(dictionary, "Contents") is not { Length: > 0 } || Name(parent, "S") != "Link" || ((NumericToken)dictionary.Data["F"]).Int != 4)
            {
                yield return "a link that says nothing, is not printed, or belongs to no element";
            }
        }
    }

    private IEnumerable<string> Fonts()
    {
        foreach (var letter in pdf.GetPages().SelectMany(p => p.Letters))
        {
            if (string.IsNullOrEmpty(letter.Value) || letter.FontName is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z', >= 'A' and <= 'Z', '+', ..])
            {
                yield return $"a glyph without a character, or of a font that is not embedded: {letter.FontName}";
            }
        }
    }

    private IEnumerable<string> Metadata()
    {
        if (!pdf.TryGetXmpMetadata(out var metadata))
        {
            return ["no metadata"];
        }

        var xml = metadata.GetXDocument().Root!;
        string? Of(string space, string name) => xml.Descendants(XName.Get(name, space)).FirstOrDefault()?.Value;
        return
        [
            .. Must((Of("http://www.aiim.org/pdfa/ns/id/", "part"), Of("http://www.aiim.org/pdfa/ns/id/", "conformance")) == ("2", "A"), "no PDF/A-2a"),
            .. Must(Of("http://www.aiim.org/pdfua/ns/id/", "part") == "1", "no PDF/UA-1"),
            .. Must(Of("http://www.aiim.org/pdfa/ns/schema#", "namespaceURI") == "http://www.aiim.org/pdfua/ns/id/", "names of PDF/UA that PDF/A does not know"),
            .. Must(xml.Descendants(XName.Get("title", "http://purl.org/dc/elements/1.1/")).Descendants(Rdf + "li").SingleOrDefault()?.Value == pdf.Information.Title, "two titles"),
        ];
    }

    private IndirectReference PageReference(int number) =>
        ((IndirectReferenceToken)Array(Dictionary(Catalog, "Pages"), "Kids").Data[number - 1]).Data;

    private IToken Resolve(IToken token) => token is IndirectReferenceToken reference ? pdf.Structure.GetObject(reference.Data).Data : token;

    private DictionaryToken Dictionary(DictionaryToken of, string key) => (DictionaryToken)Resolve(of.Data[key]);

    private ArrayToken Array(DictionaryToken of, string key) => (ArrayToken)Resolve(of.Data[key]);

    private static string Name(DictionaryToken of, string key) => ((NameToken)of.Data[key]).Data;

    private static string? Text(DictionaryToken of, string key) => of.Data.TryGetValue(key, out var token)
        ? token switch
        {
            StringToken text => text.Data,
            HexToken hex => Encoding.BigEndianUnicode.GetString([.. hex.Bytes]).TrimStart('\uFEFF'),
            _ => null,
        }
        : null;

    /// <summary>An element of the structure tree.</summary>
    internal sealed class Node
    {
        private readonly Dictionary<string, IToken> attributes = [];
        private readonly StringBuilder text = new();

        private Node(string kind, string? alt) => (Kind, Alt) = (kind, alt);

        public string Kind { get; }

        public string? Alt { get; }

        public List<Node> Kids { get; } = [];

        public List<(int Page, int Mark)> Marks { get; } = [];

        public bool HasAnnotation { get; private set; }

        /// <summary>Its own text with that of all below, in reading order.</summary>
        public string Text => text.ToString();

        public IToken? Attribute(string name) => attributes.GetValueOrDefault(name);

        public IEnumerable<Node> Below() => Kids.SelectMany(k => k.Below().Prepend(k));

        public static Node Read(TaggedPdf file, DictionaryToken element)
        {
            var node = new Node(Name(element, "S"), TaggedPdf.Text(element, "Alt"));
            if (element.Data.TryGetValue("A", out var attributes))
            {
                foreach (var (name, value) in ((DictionaryToken)file.Resolve(attributes)).Data)
                {
                    node.attributes[name] = value;
                }
            }

            if (element.Data.TryGetValue("K", out var kids))
            {
                foreach (var kid in ((ArrayToken)kids).Data.Select(file.Resolve).Cast<DictionaryToken>())
                {
                    node.Take(file, kid);
                }
            }

            return node;
        }

        private void Take(TaggedPdf file, DictionaryToken kid)
        {
            if (kid.Data.ContainsKey("MCID"))
            {
                var mark = (file.pageNumbers[((IndirectReferenceToken)kid.Data["Pg"]).Data], ((NumericToken)kid.Data["MCID"]).Int);
                Marks.Add(mark);
                text.Append(file.texts.GetValueOrDefault(mark));
            }
            else if (kid.Data.ContainsKey("Obj"))
            {
                HasAnnotation = true;
            }
            else
            {
                var child = Read(file, kid);
                Kids.Add(child);
                text.Append(child.Text);
            }
        }
    }
}
