using System.Globalization;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Places a document on A4 pages, and says what each part of it is. Sizes are in points unless they say millimetres.</summary>
/// <param name="newPage">Makes the next page.</param>
internal sealed partial class DocumentLayout(Document document, DocumentFonts fonts, Func<PdfPage> newPage)
{
    /// <summary>Size of the text, and of the address.</summary>
    public const double BodySize = 10.5;

    /// <summary>Most lines in the window.</summary>
    public const int WindowLines = 7;

    /// <summary>Width of the window to the right of where the lines begin, with the paper free to move a little.</summary>
    public const double WindowWidth = 85 * Mm;

    private const double Left = 25 * Mm;
    private const double TextWidth = 155 * Mm;
    private const double LineHeight = 1.45;
    private const double Bottom = 270 * Mm;
    private const double Mm = 72 / 25.4;

    // The window of a C5/6 envelope, with the paper free to move a little.
    private const double WindowTop = 52 * Mm;
    private const double WindowBottom = 88 * Mm;

    private static readonly PdfColor Ink = PdfColor.Parse("#1B1F24");
    private static readonly PdfColor Quiet = PdfColor.Parse("#55606E");
    private static readonly PdfColor Hairline = PdfColor.Parse("#C9D2DD");
    private static readonly PdfColor White = PdfColor.Parse("#FFFFFF");

    private readonly PdfColor accent = PdfColor.Parse(document.Letterhead?.Color ?? "#17406D");
    private readonly LineBreaker breaker = new(fonts);
    private readonly List<PdfPage> pages = [];
    private double y;

    /// <summary>The pages, in order.</summary>
    public IReadOnlyList<PdfPage> Pages => pages;

    /// <summary>The structure tree.</summary>
    public PdfElement Root { get; } = new("Document");

    private PdfPage Page => pages[^1];

    /// <summary>Places everything; once.</summary>
    public void Lay()
    {
        NewPage();
        LayBlocks(document.Blocks, Root, Left, TextWidth);
        for (var i = 0; i < pages.Count; i++)
        {
            Footer(pages[i], i + 1);
        }

        Root.Prune();
    }

    private void NewPage()
    {
        pages.Add(newPage());
        y = 20 * Mm;
        if (document.Letterhead is not { } letterhead)
        {
            return;
        }

        Mark(Left, 12 * Mm, pages.Count == 1 ? 13 * Mm : 7 * Mm);
        if (pages.Count > 1)
        {
            Text(null, letterhead.Name, Face.SemiBold, 11, accent, Left + (10 * Mm), 17 * Mm);
            y = 30 * Mm;
            return;
        }

        // Only here is it something to read; on the pages that follow it is decoration.
        var sender = Root.Add("Sect");
        Text(sender.Add("P"), letterhead.Name, Face.SemiBold, 22, accent, Left + (17 * Mm), 21.5 * Mm);
        var top = 14 * Mm;
        foreach (var line in letterhead.SenderLines)
        {
            Text(sender.Add("P"), line, Face.Regular, 8, Quiet, 140 * Mm, top);
            top += 4 * Mm;
        }

        Page.Line(Left, 34 * Mm, Left + TextWidth, accent, 1.2);
        y = 44 * Mm;
    }

    /// <summary>Our own mark: a door that stands ajar in a rounded square, with a keyhole.</summary>
    private void Mark(double x, double top, double size)
    {
        var unit = size / 24;
        Page.Rounded(x, top, size, size, 5 * unit, accent);
        Page.Polygon(
            [(x + (6 * unit), top + (4.5 * unit)), (x + (16 * unit), top + (6.5 * unit)), (x + (16 * unit), top + (20.5 * unit)), (x + (6 * unit), top + (19 * unit))],
            White);
        Page.Rounded(x + (11.7 * unit), top + (11 * unit), 2.6 * unit, 2.6 * unit, 1.3 * unit, accent);
        Page.Rectangles(null, [(x + (12.4 * unit), top + (12.5 * unit), 1.2 * unit, 3.2 * unit)], accent);
        Page.Rounded(x + (17.5 * unit), top + (5 * unit), 1.5 * unit, 14 * unit, 0.7 * unit, White);
    }

    private void Footer(PdfPage page, int number)
    {
        var format = document.Language == "nl" ? "Pagina {0} van {1}" : "Page {0} of {1}";
        var text = string.Format(CultureInfo.InvariantCulture, format, number, pages.Count);
        var at = Left + TextWidth - fonts[Face.Regular].Measure(text, 8);
        page.Text(null, text, Face.Regular, 8, Quiet, at, 283 * Mm);
        page.Text(null, Shortened(LineBreaker.Normal(document.Title), 8, at - Left - (4 * Mm)), Face.Regular, 8, Quiet, Left, 283 * Mm);
    }

    private string Shortened(string text, double size, double width)
    {
        var font = fonts[Face.Regular];
        if (font.Measure(text, size) <= width)
        {
            return text;
        }

        var runes = text.EnumerateRunes().ToList();
        while (font.Measure($"{string.Concat(runes)}…", size) > width)
        {
            runes.RemoveAt(runes.Count - 1);
        }

        return $"{string.Concat(runes)}…";
    }

    private void LayBlocks(IReadOnlyList<Block> blocks, PdfElement parent, double x, double width)
    {
        foreach (var block in blocks)
        {
            LayBlock(block, parent, x, width);
        }
    }

    private void LayBlock(Block block, PdfElement parent, double x, double width)
    {
        switch (block)
        {
            case Block.Heading heading:
                LayHeading(heading, parent, x, width);
                break;
            case Block.Paragraph paragraph:
                LayLines(parent.Add("P"), breaker.Break(paragraph.Content, width, BodySize, Face.Regular), x, BodySize, Ink);
                y += 3 * Mm;
                break;
            case Block.BulletList list:
                LayList(list, parent, x, width);
                break;
            case Block.Table table:
                LayTable(table, parent, x, width);
                break;
            case Block.Rule:
                Reserve(6 * Mm);
                Page.Line(x, y + (2 * Mm), x + width, Hairline, 0.7);
                y += 6 * Mm;
                break;
            case Block.AddressWindow window:
                LayAddress(window, parent);
                break;
            case Block.Code code:
                LayCode(code, parent, x, width);
                break;
            case Block.Barcode barcode:
                LayBarcode(barcode, parent, x);
                break;
            case Block.QrCode code:
                LayQrCode(code, parent, x);
                break;
            case Block.Afbeelding afbeelding:
                LayAfbeelding(afbeelding, parent, x, width);
                break;
            case Block.Handtekening handtekening:
                LayHandtekening(handtekening, parent, x, width);
                break;
            case Block.Answer answer:
                LayAnswer(answer, parent, x, width);
                break;
            case Block.Spacer spacer:
                y += spacer.Millimetres * Mm;
                break;
        }
    }

    private void LayHeading(Block.Heading heading, PdfElement parent, double x, double width)
    {
        var size = heading.Level switch { 1 => 15, 2 => 12, _ => 11.0 };
        y += heading.Level == 1 ? 4 * Mm : 2 * Mm;

        // A heading does not stay behind alone at the foot of a page.
        Reserve((size * LineHeight) + (3 * BodySize * LineHeight));
        LayLines(parent.Add($"H{heading.Level}"), breaker.Break(heading.Content, width, size, Face.SemiBold), x, size, accent);
        y += 2 * Mm;
    }

    private void LayAddress(Block.AddressWindow window, PdfElement parent)
    {
        var receiver = parent.Add("Sect");
        var line = WindowTop;
        foreach (var text in window.Lines)
        {
            Text(receiver.Add("P"), text, Face.Regular, BodySize, Ink, Left, line);
            line += 5 * Mm;
        }

        y = Math.Max(WindowBottom, line) + (4 * Mm);
    }

    private void LayList(Block.BulletList list, PdfElement parent, double x, double width)
    {
        var element = parent.Add("L", $"/A << /O /List /ListNumbering /{(list.Ordered ? "Decimal" : "Disc")} >>");
        for (var i = 0; i < list.Items.Count; i++)
        {
            Reserve(BodySize * LineHeight);
            var item = element.Add("LI");
            Text(item.Add("Lbl"), list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}.") : "•", Face.Regular, BodySize, Ink, x + (1 * Mm), y + BodySize);
            LayBlocks(list.Items[i], item.Add("LBody"), x + (7 * Mm), width - (7 * Mm));
            y -= 1.5 * Mm;
        }

        y += 1.5 * Mm;
    }

    /// <param name="rightAt">Distance from <paramref name="x"/> at which lines end; null: they begin at it.</param>
    private void LayLines(PdfElement element, List<TextLine> lines, double x, double size, PdfColor color, double? rightAt = null)
    {
        foreach (var line in lines)
        {
            Reserve(size * LineHeight);
            var left = rightAt is { } right ? x + right - line.VisibleWidth(fonts, size) : x;
            foreach (var piece in line.Pieces)
            {
                if (piece.Link is { } target)
                {
                    var link = element.Add("Link");
                    Page.Text(link, piece.Text, piece.Face, size, accent, left, y + size);
                    Page.Line(left, y + (size * 1.15), left + piece.Width, accent, 0.5);
                    Page.Link(link, target, piece.Text, left, y, left + piece.Width, y + (size * 1.3));
                }
                else
                {
                    Page.Text(element, piece.Text, piece.Face, size, color, left, y + size);
                }

                left += piece.Width;
            }

            y += size * LineHeight;
        }
    }

    private void Reserve(double height)
    {
        if (y + height > Bottom)
        {
            NewPage();
        }
    }

    /// <summary>One line that is not wrapped.</summary>
    private void Text(PdfElement? element, string text, Face face, double size, PdfColor color, double x, double baseline) =>
        Page.Text(element, LineBreaker.Normal(text), face, size, color, x, baseline);
}
