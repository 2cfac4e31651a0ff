using System.Collections;
using QRCoder;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>What is typed over, scanned, signed or filled in by hand.</summary>
internal sealed partial class DocumentLayout
{
    private static readonly PdfColor Black = PdfColor.Parse("#000000");
    private static readonly PdfColor CodeGround = PdfColor.Parse("#E8EFF7");

    private void LayCode(Block.Code code, PdfElement parent, double x, double width)
    {
        const double Padding = 4 * Mm;
        var text = LineBreaker.Normal(code.Value);
        var size = Math.Min(24, 24 * (width - (4 * Padding)) / fonts[Face.Mono].Measure(text, 24));
        var height = size + (2 * Padding);
        y += 1 * Mm;
        Reserve(height + (5 * Mm));
        Page.Rounded(x, y, fonts[Face.Mono].Measure(text, size) + (4 * Padding), height, 2 * Mm, CodeGround);
        Text(parent.Add("P"), text, Face.Mono, size, Ink, x + (2 * Padding), y + Padding + (size * 0.84));
        y += height + (5 * Mm);
    }

    private void LayBarcode(Block.Barcode barcode, PdfElement parent, double x)
    {
        const double Module = 0.33 * Mm;
        const double Height = 14 * Mm;
        var widths = Code128.Encode(barcode.Value);
        y += 1 * Mm;
        Reserve(Height + (9 * Mm));

        // Scanners need ten modules of white before the first bar; the text margin gives them only on the paper's side.
        var left = x + (10 * Module);
        var bars = new List<(double, double, double, double)>();
        var at = left;
        for (var i = 0; i < widths.Count; i++)
        {
            if (i % 2 == 0)
            {
                bars.Add((at, y, widths[i] * Module, Height));
            }

            at += widths[i] * Module;
        }

        Page.Rectangles(Figure(parent, $"{(document.Language == "nl" ? "Streepjescode" : "Barcode")} {barcode.Value}", left, y, at, y + Height), bars, Black);
        Text(parent.Add("P"), barcode.Value, Face.Mono, 10, Ink, left, y + Height + (4 * Mm));
        y += Height + (9 * Mm);
    }

    private void LayQrCode(Block.QrCode code, PdfElement parent, double x)
    {
        const double Side = 28 * Mm;
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code.Target, QRCodeGenerator.ECCLevel.M);

        // With the four modules of white around it that scanners need.
        var rows = data.ModuleMatrix;
        var module = Side / rows.Count;
        Reserve(Side + (3 * Mm));
        var dots = from row in Enumerable.Range(0, rows.Count)
                   from run in Runs(rows[row])
                   select (x + (run.From * module), y + (row * module), run.Length * module, module);
        Page.Rectangles(Figure(parent, $"{(document.Language == "nl" ? "QR-code" : "QR code")}: {LineBreaker.Normal(code.Alt)}", x, y, x + Side, y + Side), dots, Black);
        y += Side + (3 * Mm);
    }

    private static IEnumerable<(int From, int Length)> Runs(BitArray row)
    {
        var from = 0;
        for (var i = 0; i < row.Count; i++)
        {
            if (row[i] && (i + 1 == row.Count || !row[i + 1]))
            {
                yield return (from, i + 1 - from);
            }
            else if (!row[i])
            {
                from = i + 1;
            }
        }
    }

    private void LayAfbeelding(Block.Afbeelding afbeelding, PdfElement parent, double x, double width)
    {
        var image = JpegImage.Read(afbeelding.Jpeg);
        var shown = Math.Min(afbeelding.Breedte * Mm, width);
        var height = shown * image.Height / image.Width;
        Reserve(height + (3 * Mm));
        Page.Image(Figure(parent, LineBreaker.Normal(afbeelding.Alt), x, y, x + shown, y + height), image, x, y, shown, height);
        y += height + (3 * Mm);
    }

    private static PdfElement Figure(PdfElement parent, string alt, double left, double top, double right, double bottom)
    {
        var box = string.Join(' ', new[] { left, PdfPage.Height - bottom, right, PdfPage.Height - top }.Select(PdfFile.Number));
        return parent.Add("Figure", $"/Alt {PdfFile.Text(alt)} /A << /O /Layout /Placement /Block /BBox [{box}] >>");
    }

    private void LayHandtekening(Block.Handtekening handtekening, PdfElement parent, double x, double width)
    {
        const double Row = 10 * Mm;
        const double LastRow = 26 * Mm;
        const double LabelWidth = 42 * Mm;

        // On one page, or a signature could be said to belong to something else.
        Reserve((8 * Mm) + (Row * (handtekening.Velden.Count - 1)) + LastRow + (4 * Mm));
        var element = parent.Add("Sect");
        LayLines(element.Add("P"), breaker.Break([new Inline.Text(handtekening.Naam)], width, BodySize, Face.SemiBold), x, BodySize, Ink);
        y += 2 * Mm;
        for (var i = 0; i < handtekening.Velden.Count; i++)
        {
            var height = i == handtekening.Velden.Count - 1 ? LastRow : Row;
            Text(element.Add("P"), handtekening.Velden[i], Face.Regular, BodySize, Quiet, x, y + height - (1.5 * Mm));
            Page.Line(x + LabelWidth, y + height, x + width, Quiet, 0.7);
            y += height;
        }

        y += 6 * Mm;
    }

    private void LayAnswer(Block.Answer answer, PdfElement parent, double x, double width)
    {
        const double Writing = 9 * Mm;
        const double Box = 3.5 * Mm;
        var question = breaker.Break([new Inline.Text(answer.Question)], width, BodySize, Face.SemiBold);

        // The question and its room stay on one page.
        Reserve((question.Count * BodySize * LineHeight) + (answer.Lines * Writing) + (answer.Options.Count * 1.5 * BodySize * LineHeight));
        LayLines(parent.Add("P"), question, x, BodySize, Ink);
        foreach (var option in answer.Options)
        {
            y += 1 * Mm;
            Page.Frame(x, y, Box, Box, Quiet, 0.9);
            LayLines(parent.Add("P"), breaker.Break([new Inline.Text(option)], width - (7 * Mm), BodySize, Face.Regular), x + (7 * Mm), BodySize, Ink);
        }

        for (var i = 0; i < answer.Lines; i++)
        {
            y += Writing;
            Page.Line(x, y, x + width, Quiet, 0.7);
        }

        y += 4 * Mm;
    }
}
