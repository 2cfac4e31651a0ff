using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Tables: the header stands on each page again, and a row that is longer than a page goes on on the next.</summary>
internal sealed partial class DocumentLayout
{
    private const double Gap = 4 * Mm;
    private const double RowPadding = 1 * Mm;

    private void LayTable(Block.Table table, PdfElement parent, double x, double width)
    {
        var element = parent.Add("Table");
        double[] columns = ColumnWidths([table.Header, .. table.Rows], width);
        var header = Cells(table.Header, columns, Face.SemiBold);
        if (table.HasRowHeaders)
        {
            Reserve((BodySize * LineHeight) + (2 * RowPadding));
            Page.Line(x, y, x + columns.Sum() - Gap, Hairline, 0.7);
        }
        else
        {
            // A header does not stay behind alone at the foot of a page.
            Reserve(HeightOf(header) + (BodySize * LineHeight) + (2 * RowPadding));
            var titles = element.Add("THead").Add("TR");
            LayRow(table, header, [.. table.Header.Select(_ => titles.Add("TH", Scope("Column")))], columns, x, Quiet);
        }

        var body = element.Add("TBody");
        foreach (var row in table.Rows)
        {
            var cells = body.Add("TR");
            LayRowOverPages(
                table,
                Cells(row, columns, Face.Regular),
                [.. row.Select((_, column) => column == 0 && table.HasRowHeaders ? cells.Add("TH", Scope("Row")) : cells.Add("TD"))],
                columns,
                x,
                () => RepeatHeader(table, header, columns, x));
        }

        y += 4 * Mm;
    }

    private static string Scope(string of) => $"/A << /O /Table /Scope /{of} >>";

    private void RepeatHeader(Block.Table table, List<TextLine>[] header, double[] columns, double x)
    {
        if (!table.HasRowHeaders)
        {
            LayRow(table, header, null, columns, x, Quiet);
        }
    }

    private void LayRowOverPages(Block.Table table, List<TextLine>[] cells, PdfElement[] elements, double[] columns, double x, Action repeatHeader)
    {
        if (y + HeightOf(cells) > Bottom)
        {
            NewPage();
            repeatHeader();
        }

        var most = cells.Max(lines => lines.Count);
        for (var from = 0; from == 0 || from < most;)
        {
            var room = Math.Max(1, (int)((Bottom - y - (2 * RowPadding)) / (BodySize * LineHeight)));
            LayRow(table, [.. cells.Select(lines => lines.Skip(from).Take(room).ToList())], elements, columns, x, Hairline);
            from += room;
            if (from < most)
            {
                NewPage();
                repeatHeader();
            }
        }
    }

    /// <param name="elements">The cells that the text belongs to; null when it is a repetition.</param>
    private void LayRow(Block.Table table, List<TextLine>[] cells, PdfElement[]? elements, double[] columns, double x, PdfColor line)
    {
        var (top, left) = (y, x);
        var height = HeightOf(cells);
        for (var column = 0; column < cells.Length; column++)
        {
            y = top + RowPadding;
            var rightAt = table.RightAligned.Contains(column) ? columns[column] - Gap : (double?)null;
            if (elements is null)
            {
                RepeatLines(cells[column], left, rightAt);
            }
            else
            {
                LayLines(elements[column], cells[column], left, BodySize, Ink, rightAt);
            }

            left += columns[column];
        }

        y = top + height;
        Page.Line(x, y, x + columns.Sum() - Gap, line, 0.7);
    }

    private void RepeatLines(List<TextLine> lines, double x, double? rightAt)
    {
        foreach (var line in lines)
        {
            var left = rightAt is { } right ? x + right - line.VisibleWidth(fonts, BodySize) : x;
            foreach (var piece in line.Pieces)
            {
                Page.Text(null, piece.Text, piece.Face, BodySize, Ink, left, y + BodySize);
                left += piece.Width;
            }

            y += BodySize * LineHeight;
        }
    }

    private static double HeightOf(List<TextLine>[] cells) => (cells.Max(lines => Math.Max(1, lines.Count)) * BodySize * LineHeight) + (2 * RowPadding);

    private List<TextLine>[] Cells(IReadOnlyList<IReadOnlyList<Inline>> row, double[] columns, Face face) =>
        [.. row.Select((cell, column) => breaker.Break(cell, columns[column] - Gap + 0.1, BodySize, face))];

    /// <summary>As wide as the text asks where there is room; otherwise each at least its longest word, the rest in proportion.</summary>
    private double[] ColumnWidths(IReadOnlyList<IReadOnlyList<IReadOnlyList<Inline>>> rows, double width)
    {
        double[] natural = [.. rows[0].Select((_, column) => Gap + rows
            .Max(row => breaker.Break(row[column], double.MaxValue, BodySize, Face.SemiBold).Select(line => line.Width).DefaultIfEmpty().Max()))];
        if (natural.Sum() <= width)
        {
            return natural;
        }

        double[] least = [.. rows[0].Select((_, column) => Math.Min(width / rows[0].Count, Gap + rows.Max(row => breaker.WidestWord(row[column], BodySize, Face.SemiBold))))];
        var share = (width - least.Sum()) / (natural.Sum() - least.Sum());
        return [.. least.Zip(natural, (low, high) => low + ((high - low) * share))];
    }
}
