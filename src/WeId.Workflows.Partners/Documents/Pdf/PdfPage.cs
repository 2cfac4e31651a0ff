using System.Globalization;
using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// What is drawn on one A4 page. Positions are in points from the left and the top. Whatever is drawn belongs to an element of
/// the structure tree, or is an artifact: decoration, or what each page repeats.
/// </summary>
/// <param name="fonts">The glyphs of the whole file.</param>
/// <param name="images">The pictures of the whole file; what is drawn is added.</param>
internal sealed class PdfPage(IReadOnlyDictionary<Face, FontSubset> fonts, List<JpegImage> images)
{
    public const double Width = 595.28;
    public const double Height = 841.89;

    // The part of a circle that a curve of Bézier needs for a quarter of it.
    private const double Quarter = 0.5523;

    private readonly StringBuilder content = new("/CS cs /CS CS\n");
    private readonly List<PdfElement> marks = [];

    /// <summary>Number of its object.</summary>
    public required int Number { get; init; }

    /// <summary>The element of each piece of marked content, by its number.</summary>
    public IReadOnlyList<PdfElement> Marks => marks;

    /// <summary>Links: where they are, where they lead, and the element they belong to.</summary>
    public List<(double Left, double Top, double Right, double Bottom, string Target, string Text, PdfElement Element)> Links { get; } = [];

    /// <summary>The faces that were used on it.</summary>
    public SortedSet<Face> Faces { get; } = [];

    /// <summary>The operators.</summary>
    public string Content => content.ToString();

    /// <summary>Text that belongs to an element; without one it is an artifact.</summary>
    public void Text(PdfElement? element, string text, Face face, double size, PdfColor color, double x, double baseline) => Draw(element, () =>
    {
        Faces.Add(face);
        var subset = fonts[face];
        var (line, last) = (new StringBuilder("[<"), -1);
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = subset.Font.Get(rune);
            if (last >= 0 && subset.Font.Kern(last, glyph) is var kern and not 0)
            {
                line.Append(CultureInfo.InvariantCulture, $"> {-kern} <");
            }

            line.Append(subset.NumberOf(rune).ToString("X4", CultureInfo.InvariantCulture));
            last = glyph;
        }

        Fill(color);
        Operators($"BT /F{(int)face} {N(size)} Tf {N(x)} {N(Height - baseline)} Td {line}>] TJ ET");
    });

    /// <summary>A line from left to right.</summary>
    public void Line(double x, double top, double right, PdfColor color, double thickness) => Draw(null, () =>
        Operators($"{color.Operands} SC {N(thickness)} w {N(x)} {N(Height - top)} m {N(right)} {N(Height - top)} l S"));

    /// <summary>The outline of a rectangle.</summary>
    public void Frame(double x, double top, double width, double height, PdfColor color, double thickness) => Draw(null, () =>
        Operators($"{color.Operands} SC {N(thickness)} w {N(x)} {N(Height - top - height)} {N(width)} {N(height)} re S"));

    /// <summary>Filled rectangles of one colour; of an element where they mean something.</summary>
    public void Rectangles(PdfElement? element, IEnumerable<(double X, double Top, double Width, double Height)> rectangles, PdfColor color) => Draw(element, () =>
    {
        Fill(color);
        Operators($"{string.Join(' ', rectangles.Select(r => $"{N(r.X)} {N(Height - r.Top - r.Height)} {N(r.Width)} {N(r.Height)} re"))} f");
    });

    /// <summary>A filled rectangle with round corners.</summary>
    public void Rounded(double x, double top, double width, double height, double radius, PdfColor color) => Draw(null, () =>
    {
        Fill(color);
        var (left, bottom, right, up, c) = (x, Height - top - height, x + width, Height - top, radius * (1 - Quarter));
        Operators(
            $"{N(left + radius)} {N(bottom)} m {N(right - radius)} {N(bottom)} l {N(right - c)} {N(bottom)} {N(right)} {N(bottom + c)} {N(right)} {N(bottom + radius)} c "
            + $"{N(right)} {N(up - radius)} l {N(right)} {N(up - c)} {N(right - c)} {N(up)} {N(right - radius)} {N(up)} c "
            + $"{N(left + radius)} {N(up)} l {N(left + c)} {N(up)} {N(left)} {N(up - c)} {N(left)} {N(up - radius)} c "
            + $"{N(left)} {N(bottom + radius)} l {N(left)} {N(bottom + c)} {N(left + c)} {N(bottom)} {N(left + radius)} {N(bottom)} c f");
    });

    /// <summary>A filled polygon.</summary>
    public void Polygon(IReadOnlyList<(double X, double Top)> points, PdfColor color) => Draw(null, () =>
    {
        Fill(color);
        Operators($"{string.Join(' ', points.Select((p, i) => $"{N(p.X)} {N(Height - p.Top)} {(i == 0 ? "m" : "l")}"))} f");
    });

    /// <summary>A picture.</summary>
    public void Image(PdfElement element, JpegImage image, double x, double top, double width, double height) => Draw(element, () =>
    {
        images.Add(image);
        Operators($"q {N(width)} 0 0 {N(height)} {N(x)} {N(Height - top - height)} cm /I{images.Count} Do Q");
    });

    /// <summary>A link around what was just drawn for its element.</summary>
    public void Link(PdfElement element, string target, string text, double left, double top, double right, double bottom) =>
        Links.Add((left, top, right, bottom, target, text, element));

    private static string N(double value) => PdfFile.Number(value);

    private void Draw(PdfElement? element, Action draw)
    {
        if (element is null)
        {
            Operators("/Artifact BMC");
        }
        else
        {
            element.AddContent(this, marks.Count);
            Operators($"/{element.Kind} <</MCID {marks.Count}>> BDC");
            marks.Add(element);
        }

        draw();
        Operators("EMC");
    }

    private void Fill(PdfColor color) => Operators($"{color.Operands} sc");

    private void Operators(string operators) => content.Append(operators).Append('\n');
}

/// <summary>A colour of the sRGB space.</summary>
internal sealed class PdfColor
{
    private PdfColor(string operands) => Operands = operands;

    /// <summary>Red, green and blue as a page wants them.</summary>
    public string Operands { get; }

    /// <summary>From <c>#rrggbb</c>.</summary>
    public static PdfColor Parse(string hex) =>
        new(string.Join(' ', Convert.FromHexString(hex.AsSpan(1)).Select(part => PdfFile.Number(part / 255.0))));
}
