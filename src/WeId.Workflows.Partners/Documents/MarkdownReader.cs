using System.Globalization;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using WeId.Workflows.Domain.Documenten;
using Block = WeId.Workflows.Domain.Documenten.Block;
using Inline = WeId.Workflows.Domain.Documenten.Inline;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Reads the Markdown that a template gives: headings, paragraphs, lists, pipe tables, rules, and fenced blocks as codes, barcodes, pictures or room for a signature.</summary>
internal static class MarkdownReader
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <param name="beeld">The file of a picture, by its name.</param>
    /// <exception cref="DocumentException">It holds something that our documents do not have, such as an image from elsewhere.</exception>
    public static IReadOnlyList<Block> Read(string markdown, Func<string, byte[]> beeld) => Blocks(Markdown.Parse(markdown, Pipeline), beeld);

    private static List<Block> Blocks(IEnumerable<Markdig.Syntax.Block> blocks, Func<string, byte[]> beeld) =>
        [.. blocks.Where(b => b is not LinkReferenceDefinitionGroup).Select(b => Convert(b, beeld))];

    private static Block Convert(Markdig.Syntax.Block block, Func<string, byte[]> beeld) => block switch
    {
        HeadingBlock heading => new Block.Heading(Math.Min(heading.Level, 3), Inlines(heading.Inline)),
        ParagraphBlock paragraph => new Block.Paragraph(Inlines(paragraph.Inline)),
        ListBlock list => new Block.BulletList([.. list.Cast<ListItemBlock>().Select(IReadOnlyList<Block> (item) => Blocks(item, beeld))], list.IsOrdered),
        FencedCodeBlock { Info: "barcode" } code => new Block.Barcode(Content(code)),
        FencedCodeBlock { Info: "qr" } code when Content(code).Split('\n', 2) is [var target, var alt] => new Block.QrCode(Target(target), alt),
        FencedCodeBlock { Info: "afbeelding" } code when Content(code).Split('\n', 3) is [var naam, var breedte, var alt] && double.TryParse(breedte, CultureInfo.InvariantCulture, out var mm) =>
            new Block.Afbeelding(beeld(naam), mm, alt),
        FencedCodeBlock { Info: "handtekening" } code when Content(code).Split('\n') is [var naam, .. var velden] => new Block.Handtekening(naam, velden),
        FencedCodeBlock code => new Block.Code(Content(code)),
        ThematicBreakBlock => new Block.Rule(),
        Table table => ConvertTable(table),
        _ => throw new DocumentException($"Documents have no {block.GetType().Name}."),
    };

    private static Block.Table ConvertTable(Table table)
    {
        var rows = table.Cast<TableRow>()
            .Select(IReadOnlyList<IReadOnlyList<Inline>> (row) => [.. row.Cast<TableCell>().Select(IReadOnlyList<Inline> (cell) =>
                cell is [ParagraphBlock paragraph] ? Inlines(paragraph.Inline) : [])])
            .ToList();
        return rows.Exists(row => row.Count != rows[0].Count)
            ? throw new DocumentException("A row of a table has more or fewer cells than its header.")
            : new(rows[0], rows[1..])
            {
                RightAligned = [.. Enumerable.Range(0, rows[0].Count).Where(i => table.ColumnDefinitions.ElementAtOrDefault(i)?.Alignment is TableColumnAlign.Right)],
            };
    }

    private static List<Inline> Inlines(ContainerInline? container)
    {
        var inlines = new List<Inline>();
        foreach (var inline in container ?? Enumerable.Empty<Markdig.Syntax.Inlines.Inline>())
        {
            Inline converted = inline switch
            {
                LiteralInline literal => new Inline.Text(literal.Content.ToString()),
                LineBreakInline { IsHard: true } => new Inline.LineBreak(),
                LineBreakInline => new Inline.Text(" "),
                HtmlEntityInline entity => new Inline.Text(entity.Transcoded.ToString()),
                EmphasisInline { DelimiterCount: 2 } strong => new Inline.Strong(Inlines(strong)),
                EmphasisInline emphasis => new Inline.Emphasis(Inlines(emphasis)),
                LinkInline { IsImage: false } link => new Inline.Link(Target(link.Url), Inlines(link)),
                AutolinkInline autolink => new Inline.Link(Target(autolink.Url), [new Inline.Text(autolink.Url)]),
                _ => throw new DocumentException($"Documents have no {inline.GetType().Name}."),
            };

            // Markdig cuts text at every escaped mark; one piece wraps and reads better.
            if (converted is Inline.Text text && inlines is [.., Inline.Text before])
            {
                inlines[^1] = new Inline.Text(before.Value + text.Value);
            }
            else
            {
                inlines.Add(converted);
            }
        }

        return inlines;
    }

    private static string Target(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" or "mailto"
            ? uri.AbsoluteUri
            : throw new DocumentException("A link is not an absolute https, http or mailto address.");

    private static string Content(FencedCodeBlock code) => Unescape(code.Lines.ToString().Trim());

    /// <summary>A fenced block shows backslashes as they are; here they are only our own escapes.</summary>
    private static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length)
            {
                i++;
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }
}
