using System.Globalization;
using System.Text;
using SkiaSharp;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Places a document on A4 pages. Sizes are in points unless they say millimetres.</summary>
internal sealed class DocumentLayout(Document document, DocumentFonts fonts)
{
    public const float PageWidth = 595.28f;
    public const float PageHeight = 841.89f;

    private const float Left = 25 * Mm;
    private const float TextWidth = 155 * Mm;
    private const float BodySize = 10.5f;
    private const float LineHeight = 1.45f;
    private const float Bottom = 270 * Mm;
    private const float Mm = 72 / 25.4f;

    // The window of a C5/6 envelope, with the paper free to move a little.
    private const float WindowTop = 52 * Mm;
    private const float WindowBottom = 88 * Mm;

    private static readonly SKColor Ink = SKColor.Parse("#1B1F24");
    private static readonly SKColor Quiet = SKColor.Parse("#55606E");
    private static readonly SKColor Hairline = SKColor.Parse("#C9D2DD");

    private readonly List<List<Action<SKCanvas>>> pages = [];
    private readonly SKColor accent = SKColor.Parse(document.Letterhead?.Color ?? "#17406D");
    private float y;

    public List<List<Action<SKCanvas>>> Lay()
    {
        NewPage();
        LayBlocks(document.Blocks, Left, TextWidth);
        for (var i = 0; i < pages.Count; i++)
        {
            Footer(pages[i], i + 1);
        }

        return pages;
    }

    private List<Action<SKCanvas>> Page => pages[^1];

    private void NewPage()
    {
        pages.Add([]);
        y = 20 * Mm;
        if (document.Letterhead is not { } letterhead)
        {
            return;
        }

        Mark(Left, 12 * Mm, pages.Count == 1 ? 13 * Mm : 7 * Mm);
        if (pages.Count > 1)
        {
            Text(letterhead.Name, Face.SemiBold, 11, accent, Left + (10 * Mm), 17 * Mm);
            y = 30 * Mm;
            return;
        }

        Text(letterhead.Name, Face.SemiBold, 22, accent, Left + (17 * Mm), 21.5f * Mm);
        var top = 14 * Mm;
        foreach (var line in letterhead.SenderLines)
        {
            Text(line, Face.Regular, 8, Quiet, 140 * Mm, top);
            top += 4 * Mm;
        }

        Line(Left, 34 * Mm, Left + TextWidth, accent, 1.2f);
        y = 44 * Mm;
    }

    /// <summary>Our own mark: a door that stands ajar in a rounded square, with a keyhole.</summary>
    private void Mark(float x, float top, float size)
    {
        var color = accent;
        Page.Add(canvas =>
        {
            using var fill = new SKPaint { Color = color, IsAntialias = true };
            using var white = new SKPaint { Color = SKColors.White, IsAntialias = true };
            var unit = size / 24;
            canvas.DrawRoundRect(x, top, size, size, 5 * unit, 5 * unit, fill);
            using var builder = new SKPathBuilder();
            builder.MoveTo(x + (6 * unit), top + (4.5f * unit));
            builder.LineTo(x + (16 * unit), top + (6.5f * unit));
            builder.LineTo(x + (16 * unit), top + (20.5f * unit));
            builder.LineTo(x + (6 * unit), top + (19 * unit));
            builder.Close();
            using var door = builder.Detach();
            canvas.DrawPath(door, white);
            canvas.DrawCircle(x + (13 * unit), top + (12.3f * unit), 1.3f * unit, fill);
            canvas.DrawRect(x + (12.4f * unit), top + (12.5f * unit), 1.2f * unit, 3.2f * unit, fill);
            canvas.DrawRoundRect(x + (17.5f * unit), top + (5 * unit), 1.5f * unit, 14 * unit, 0.7f * unit, 0.7f * unit, white);
        });
    }

    private void Footer(List<Action<SKCanvas>> page, int number)
    {
        var format = document.Language == "nl" ? "Pagina {0} van {1}" : "Page {0} of {1}";
        var text = string.Format(CultureInfo.InvariantCulture, format, number, pages.Count);
        using var font = fonts.Get(Face.Regular, 8);
        var x = Left + TextWidth - font.MeasureText(text);
        page.Add(canvas => Draw(canvas, text, Face.Regular, 8, Quiet, x, 283 * Mm));
        page.Add(canvas => Draw(canvas, document.Title, Face.Regular, 8, Quiet, Left, 283 * Mm));
        Check(document.Title, Face.Regular);
    }

    private void LayBlocks(IReadOnlyList<Block> blocks, float x, float width)
    {
        foreach (var block in blocks)
        {
            LayBlock(block, x, width);
        }
    }

    private void LayBlock(Block block, float x, float width)
    {
        switch (block)
        {
            case Block.Heading heading:
                var size = heading.Level switch { 1 => 15f, 2 => 12f, _ => 11f };
                y += heading.Level == 1 ? 4 * Mm : 2 * Mm;
                // A heading does not stay behind alone at the foot of a page.
                Reserve((size * LineHeight) + (3 * BodySize * LineHeight));
                LayLines(Wrap(heading.Content, width, size, Face.SemiBold), x, size, accent);
                y += 2 * Mm;
                break;
            case Block.Paragraph paragraph:
                LayLines(Wrap(paragraph.Content, width, BodySize, Face.Regular), x, BodySize, Ink);
                y += 3 * Mm;
                break;
            case Block.BulletList list:
                LayList(list, x, width);
                break;
            case Block.Table table:
                LayTable(table, x, width);
                break;
            case Block.Rule:
                Reserve(6 * Mm);
                Line(x, y + (2 * Mm), x + width, Hairline, 0.7f);
                y += 6 * Mm;
                break;
            case Block.AddressWindow window:
                var lineY = WindowTop;
                foreach (var line in window.Lines)
                {
                    Text(line, Face.Regular, BodySize, Ink, Left, lineY);
                    lineY += 5 * Mm;
                }

                y = Math.Max(WindowBottom, lineY) + (4 * Mm);
                break;
            case Block.Code code:
                LayCode(code, x, width);
                break;
            case Block.Barcode barcode:
                LayBarcode(barcode, x);
                break;
            case Block.Handtekening handtekening:
                LayHandtekening(handtekening, x, width);
                break;
            case Block.Answer answer:
                LayAnswer(answer, x, width);
                break;
            case Block.Spacer spacer:
                y += (float)spacer.Millimetres * Mm;
                break;
        }
    }

    private void LayList(Block.BulletList list, float x, float width)
    {
        for (var i = 0; i < list.Items.Count; i++)
        {
            Reserve(BodySize * LineHeight);
            var mark = list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}.") : "•";
            Text(mark, Face.Regular, BodySize, Ink, x + (1 * Mm), y + BodySize);
            LayBlocks(list.Items[i], x + (7 * Mm), width - (7 * Mm));
            y -= 1.5f * Mm;
        }

        y += 1.5f * Mm;
    }

    private void LayTable(Block.Table table, float x, float width)
    {
        var rows = new List<IReadOnlyList<IReadOnlyList<Inline>>> { table.Header };
        rows.AddRange(table.Rows);
        var gap = 4 * Mm;
        var columns = ColumnWidths(rows, width, gap);
        for (var i = 0; i < rows.Count; i++)
        {
            var cells = rows[i].Select((cell, column) => Wrap(cell, columns[column] - gap + 0.1f, BodySize, i == 0 ? Face.SemiBold : Face.Regular)).ToList();
            var height = (cells.Max(lines => Math.Max(1, lines.Count)) * BodySize * LineHeight) + (2 * Mm);
            Reserve(height);
            var (top, left) = (y, x);
            for (var column = 0; column < cells.Count; column++)
            {
                y = top + (1 * Mm);
                LayLines(cells[column], left, BodySize, Ink, table.RightAligned.Contains(column) ? columns[column] - gap : null);
                left += columns[column];
            }

            y = top + height;
            Line(x, y, x + columns.Sum() - gap, i == 0 ? Quiet : Hairline, 0.7f);
        }

        y += 4 * Mm;
    }

    /// <summary>As wide as the text asks where there is room; otherwise each at least its longest word, the rest in proportion.</summary>
    private float[] ColumnWidths(List<IReadOnlyList<IReadOnlyList<Inline>>> rows, float width, float gap)
    {
        float[] natural = [.. rows[0].Select((_, column) => gap + rows
            .Max(row => Wrap(row[column], float.MaxValue, BodySize, Face.SemiBold).Select(line => line.Width).DefaultIfEmpty().Max()))];
        if (natural.Sum() <= width)
        {
            return natural;
        }

        float[] least = [.. rows[0].Select((_, column) => Math.Min(width / rows[0].Count, gap + rows
            .SelectMany(row => Runs(row[column], Face.SemiBold, null))
            .SelectMany(run => Words(run.Text))
            .Select(word => Wrap([new Inline.Text(word)], float.MaxValue, BodySize, Face.SemiBold).Sum(line => line.Width))
            .DefaultIfEmpty()
            .Max()))];
        var share = (width - least.Sum()) / (natural.Sum() - least.Sum());
        return [.. least.Zip(natural, (low, high) => low + ((high - low) * share))];
    }

    private void LayAnswer(Block.Answer answer, float x, float width)
    {
        const float Writing = 9 * Mm;
        const float Box = 3.5f * Mm;
        var question = Wrap([new Inline.Text(answer.Question)], width, BodySize, Face.SemiBold);

        // The question and its room stay on one page.
        Reserve((question.Count * BodySize * LineHeight) + (answer.Lines * Writing) + (answer.Options.Count * 1.5f * BodySize * LineHeight));
        LayLines(question, x, BodySize, Ink);
        foreach (var option in answer.Options)
        {
            var top = y + (1 * Mm);
            Page.Add(canvas =>
            {
                using var paint = new SKPaint { Color = Quiet, StrokeWidth = 0.9f, IsStroke = true };
                canvas.DrawRect(x, top, Box, Box, paint);
            });
            y = top;
            LayLines(Wrap([new Inline.Text(option)], width - (7 * Mm), BodySize, Face.Regular), x + (7 * Mm), BodySize, Ink);
        }

        for (var i = 0; i < answer.Lines; i++)
        {
            y += Writing;
            Line(x, y, x + width, Quiet, 0.7f);
        }

        y += 4 * Mm;
    }

    private void LayCode(Block.Code code, float x, float width)
    {
        const float Padding = 4 * Mm;
        var size = 24f;
        var text = Normal(code.Value);
        using (var wide = fonts.Get(Face.Mono, size))
        {
            size = Math.Min(size, size * (width - (4 * Padding)) / wide.MeasureText(text));
        }

        using var font = fonts.Get(Face.Mono, size);
        var textWidth = font.MeasureText(text);
        var height = size + (2 * Padding);
        y += 1 * Mm;
        Reserve(height + (5 * Mm));
        var (boxTop, boxWidth) = (y, textWidth + (4 * Padding));
        Page.Add(canvas =>
        {
            using var ground = new SKPaint { Color = SKColor.Parse("#E8EFF7"), IsAntialias = true };
            canvas.DrawRoundRect(x, boxTop, boxWidth, height, 2 * Mm, 2 * Mm, ground);
        });
        Text(text, Face.Mono, size, Ink, x + (2 * Padding), y + Padding + (size * 0.84f));
        y += height + (5 * Mm);
    }

    private void LayBarcode(Block.Barcode barcode, float x)
    {
        const float Module = 0.33f * Mm;
        const float Height = 14 * Mm;
        var widths = Code128.Encode(barcode.Value);
        y += 1 * Mm;
        Reserve(Height + (9 * Mm));

        // Scanners need ten modules of white before the first bar; the text margin gives them only on the paper's side.
        var (left, top) = (x + (10 * Module), y);
        Page.Add(canvas =>
        {
            // Without smoothing: a grey edge makes bars wider than their module.
            using var ink = new SKPaint { Color = SKColors.Black };
            var at = left;
            for (var i = 0; i < widths.Count; i++)
            {
                if (i % 2 == 0)
                {
                    canvas.DrawRect(at, top, widths[i] * Module, Height, ink);
                }

                at += widths[i] * Module;
            }
        });
        Text(barcode.Value, Face.Mono, 10, Ink, left, y + Height + (4 * Mm));
        y += Height + (9 * Mm);
    }

    private void LayHandtekening(Block.Handtekening handtekening, float x, float width)
    {
        const float Row = 10 * Mm;
        const float LastRow = 26 * Mm;
        const float LabelWidth = 42 * Mm;

        // On one page, or a signature could be said to belong to something else.
        Reserve((8 * Mm) + (Row * (handtekening.Velden.Count - 1)) + LastRow + (4 * Mm));
        Text(handtekening.Naam, Face.SemiBold, BodySize, Ink, x, y + BodySize);
        y += 8 * Mm;
        for (var i = 0; i < handtekening.Velden.Count; i++)
        {
            var height = i == handtekening.Velden.Count - 1 ? LastRow : Row;
            Text(handtekening.Velden[i], Face.Regular, BodySize, Quiet, x, y + height - (1.5f * Mm));
            Line(x + LabelWidth, y + height, x + width, Quiet, 0.7f);
            y += height;
        }

        y += 6 * Mm;
    }

    /// <param name="rightAt">Distance from <paramref name="x"/> at which lines end; null: they begin at it.</param>
    private void LayLines(List<TextLine> lines, float x, float size, SKColor color, float? rightAt = null)
    {
        foreach (var line in lines)
        {
            Reserve(size * LineHeight);
            var left = rightAt is { } right ? x + right - line.Width : x;
            foreach (var piece in line.Pieces)
            {
                Text(piece.Text, piece.Face, size, piece.Link is null ? color : accent, left, y + size);
                if (piece.Link is { } link)
                {
                    var box = new SKRect(left, y, left + piece.Width, y + (size * 1.3f));
                    Page.Add(canvas =>
                    {
                        // Disposed right away, which releases the native copy, not the annotation.
                        using var _ = canvas.DrawUrlAnnotation(box, link);
                    });
                }

                left += piece.Width;
            }

            y += size * LineHeight;
        }
    }

    /// <summary>Cuts text into lines at spaces; a word that is wider than the line is cut where it must be.</summary>
    private List<TextLine> Wrap(IReadOnlyList<Inline> inlines, float width, float size, Face face)
    {
        var lines = new List<TextLine> { new() };
        foreach (var (text, textFace, link) in Runs(inlines, face, null))
        {
            if (text == "\n")
            {
                lines.Add(new());
                continue;
            }

            using var font = fonts.Get(textFace, size);
            foreach (var word in Words(text))
            {
                var rest = word;
                while (rest.Length > 0)
                {
                    var room = width - lines[^1].Width;
                    if (font.MeasureText(rest.TrimEnd(' ')) <= room)
                    {
                        lines[^1].Add(rest, textFace, link, font.MeasureText(rest));
                        break;
                    }

                    if (lines[^1].Pieces.Count > 0)
                    {
                        lines.Add(new());
                        rest = rest.TrimStart(' ');
                        continue;
                    }

                    var fitting = Math.Max(1, font.BreakText(rest, width));
                    lines[^1].Add(rest[..fitting], textFace, link, font.MeasureText(rest[..fitting]));
                    rest = rest[fitting..];
                    lines.Add(new());
                }
            }
        }

        return lines is [{ Pieces.Count: 0 }] ? [] : lines;
    }

    private static IEnumerable<(string Text, Face Face, string? Link)> Runs(IReadOnlyList<Inline> inlines, Face face, string? link) => inlines.SelectMany(inline => inline switch
    {
        Inline.Text text => [(Normal(text.Value), face, link)],
        Inline.Strong strong => Runs(strong.Content, Face.SemiBold, link),
        Inline.Emphasis emphasis => Runs(emphasis.Content, face is Face.SemiBold ? face : Face.Italic, link),
        Inline.Link target => Runs(target.Content, face, target.Target),
        _ => new[] { ("\n", face, link) },
    });

    /// <summary>Each word with the spaces that follow it, so that the text of the file keeps them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == ' ' && text[i] != ' ')
            {
                yield return text[start..i];
                start = i;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }

    private static string Normal(string text) => text.Normalize(NormalizationForm.FormC);

    private void Reserve(float height)
    {
        if (y + height > Bottom)
        {
            NewPage();
        }
    }

    private void Line(float x, float top, float right, SKColor color, float thickness) => Page.Add(canvas =>
    {
        using var paint = new SKPaint { Color = color, StrokeWidth = thickness, IsStroke = true };
        canvas.DrawLine(x, top, right, top, paint);
    });

    private void Text(string text, Face face, float size, SKColor color, float x, float baseline)
    {
        var normal = Normal(text);
        Check(normal, face);
        Page.Add(canvas => Draw(canvas, normal, face, size, color, x, baseline));
    }

    private void Draw(SKCanvas canvas, string text, Face face, float size, SKColor color, float x, float baseline)
    {
        using var font = fonts.Get(face, size);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawText(text, x, baseline, SKTextAlign.Left, font, paint);
    }

    private void Check(string text, Face face)
    {
        using var font = fonts.Get(face, BodySize);
        if (!font.ContainsGlyphs(Normal(text)))
        {
            var missing = text.EnumerateRunes().First(rune => !font.ContainsGlyph(rune.Value));
            throw new DocumentException($"The font has no character U+{missing.Value:X4}.");
        }
    }

    private sealed class TextLine
    {
        public List<(string Text, Face Face, string? Link, float Width)> Pieces { get; } = [];

        public float Width { get; private set; }

        public void Add(string text, Face face, string? link, float width)
        {
            if (Pieces is [.., var last] && last.Face == face && last.Link == link)
            {
                Pieces[^1] = (last.Text + text, face, link, last.Width + width);
            }
            else
            {
                Pieces.Add((text, face, link, width));
            }

            Width += width;
        }
    }
}
