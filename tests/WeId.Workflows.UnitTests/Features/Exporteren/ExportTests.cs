using System.Text;
using ClosedXML.Excel;
using WeId.Workflows.Features.Exporteren;

namespace WeId.Workflows.UnitTests.Features.Exporteren;

/// <summary>Overviews as files .</summary>
public sealed class ExportTests
{
    private static readonly DateOnly Dag = new(2026, 3, 31);

    [Fact]
    public async Task Csv_IsAsADutchSpreadsheetOpensIt()
    {
        var csv = await CsvAsync(["Jansen; \"Anna\"", Dag, 12.5m], [null, null, 3]);

        Assert.Equal("\uFEFFNaam;Dag;Bedrag\r\n\"Jansen; \"\"Anna\"\"\";31-03-2026;12,5\r\n;;3\r\n", csv);
    }

    // A name is what somebody typed: it must not become a formula on the computer of who opens the file.
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("-Jansen", "'-Jansen")]
    [InlineData("+31612345678", "+31612345678")]
    [InlineData("-12,50", "-12,50")]
    [InlineData("Jan-Piet", "Jan-Piet")]
    public async Task Csv_WhatBeginsAsAFormula_IsText(string text, string expected) =>
        Assert.Equal(expected, (await CsvAsync([text, null, null])).Split("\r\n")[1][..^2]);

    [Theory]
    [InlineData(2)]
    [InlineData(ExportXlsx.MaxRijen + 1)]
    public async Task Xlsx_OfFewAndOfManyRows_KeepsTypesHeaderAndFilter(int count)
    {
        using var book = new XLWorkbook(await ExportXlsx.WriteAsync(Tabel([.. Enumerable.Range(0, count).Select(object?[] (i) => ["=1+1", i % 2 == 0 ? Dag : null, 12.5m])]), CancellationToken.None));

        var sheet = Assert.Single(book.Worksheets);
        Assert.Equal("gebruikers", sheet.Name);
        Assert.Equal(["Naam", "Dag", "Bedrag"], sheet.Row(1).CellsUsed().Select(c => c.GetString()));
        Assert.Equal(count + 1, sheet.LastRowUsed().RowNumber());
        Assert.Equal("=1+1", sheet.Cell(2, 1).GetString());
        Assert.False(sheet.Cell(2, 1).HasFormula);
        Assert.Equal(XLDataType.Text, sheet.Cell(2, 1).DataType);
        Assert.Equal(Dag.ToDateTime(TimeOnly.MinValue), sheet.Cell(2, 2).GetDateTime());
        Assert.Equal("dd-mm-yyyy", sheet.Cell(2, 2).Style.DateFormat.Format);
        Assert.True(sheet.Cell(3, 2).IsEmpty());
        Assert.Equal(12.5, sheet.Cell(2, 3).GetDouble());
        Assert.Equal(30, sheet.Column(1).Width, 0);
        Assert.Equal(1, sheet.SheetView.SplitRow);
        Assert.True(sheet.AutoFilter.IsEnabled);
    }

    private static async Task<string> CsvAsync(params object?[][] rijen)
    {
        using var target = new MemoryStream();
        await ExportCsv.WriteAsync(Tabel(rijen), target, CancellationToken.None);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private static ExportTabel Tabel(object?[][] rijen) => new("gebruikers", [new("Naam", 30), new("Dag", 12, IsDag: true), new("Bedrag", 12)], rijen.ToAsyncEnumerable());
}
