using System.Text;
using UglyToad.PdfPig;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Partners.Documents.Pdf;

namespace WeId.Workflows.UnitTests.Partners.Documents.Pdf;

public class PdfDocumentRendererTests
{
    private const string LongName = "Maria-Magdalena Wilhelmina van der Bovenkamp-Lamberts-de Vries-Hoogheemraadschapsbestuursverkiezingskandidaat";

    [Fact]
    public void Render_EachKindOfBlock_KeepsTheRulesForAccessibleFiles()
    {
        using var pdf = Read(Everything());

        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_ReadsInTheOrderOfTheDocument()
    {
        using var pdf = Read(Everything());

        Assert.Equal(
            ["Sect", "Sect", "P", "H1", "P", "H2", "L", "Table", "P", "Figure", "P", "Figure", "P", "P", "P", "Sect"],
            pdf.Root.Kids.Select(k => k.Kind));
        Assert.Equal("Contract", pdf.All().Single(n => n.Kind == "H1").Text);
        Assert.Equal(["1.eerst ", "2.dan "], pdf.All().Where(n => n.Kind == "LI").Select(n => $"{n.Text.TrimEnd()} "));
    }

    // A screen reader takes the last word of a line and the first one of the next for one word otherwise.
    [Fact]
    public void Render_TextOverSeveralLines_KeepsItsSpaces()
    {
        const string Sentence = "Wij hebben uw aanvraag ontvangen en controleren de gegevens, waarna u binnen tien werkdagen een brief van ons krijgt met een code.";

        using var pdf = Read(new Block.Paragraph([new Inline.Text(Sentence)]));

        Assert.Equal(Sentence, Assert.Single(pdf.All(), n => n.Kind == "P").Text);
    }

    [Fact]
    public void Render_LineBreak_LeavesASpaceBetweenTheWords()
    {
        using var pdf = Read(new Block.Paragraph([new Inline.Text("Met vriendelijke groet,"), new Inline.LineBreak(), new Inline.Text("We-ID")]));

        Assert.Equal("Met vriendelijke groet, We-ID", Assert.Single(pdf.All(), n => n.Kind == "P").Text);
    }

    [Fact]
    public void Render_EmptyCell_IsStillACell()
    {
        using var pdf = Read(new Block.Table([Text("A"), Text("B")], [[Text("een"), []], [[], Text("twee")]]));

        Assert.Equal(4, pdf.All().Count(n => n.Kind == "TD"));
        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_TableWithoutHeader_HasTheFirstCellOfEachRowAsItsHeader()
    {
        using var pdf = Read(new Block.Table([[], []], [Row("Naam", "Anna"), Row("Plaats", "Lollum")]));

        Assert.Equal(["Naam", "Plaats"], pdf.All().Where(n => n.Kind == "TH").Select(n => n.Text));
        Assert.DoesNotContain(pdf.All(), n => n.Kind == "THead");
        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_TableOverSeveralPages_RepeatsItsHeaderOutsideTheStructure()
    {
        using var pdf = Read(new Block.Table([Text("Regel"), Text("Bedrag")], [.. Enumerable.Range(0, 100).Select(i => Row($"{i}", "€ 1,00"))]));

        Assert.True(pdf.PageCount > 2);
        Assert.Equal(2, pdf.All().Count(n => n.Kind == "TH"));
        Assert.Equal(pdf.PageCount - 1, pdf.Artifacts().Count(text => text == "Bedrag"));
        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_RowLongerThanAPage_GoesOnOnTheNext()
    {
        var words = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"woord{i}"));

        using var pdf = Read(new Block.Table([Text("A"), Text("B")], [Row(words, "kort")]));

        Assert.True(pdf.PageCount > 2);
        Assert.Equal(words, pdf.All().First(n => n.Kind == "TD").Text);
        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_LongDocument_NumbersEachOfItsPages()
    {
        using var pdf = Read([.. Enumerable.Range(0, 2_900).Select(i => new Block.Paragraph(Text($"Alinea {i}, en dan nog wat tekst om de regel te vullen tot hij vol is en verder gaat.")))]);

        Assert.True(pdf.PageCount >= 100);
        Assert.Contains($"Pagina {pdf.PageCount} van {pdf.PageCount}", pdf.Artifacts());
        Assert.Empty(pdf.Faults());
    }

    // Whatever stands in a document, nothing leaves the paper or its margins.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Render_LongNamesAnywhere_StaysInsideTheMargins(int seed)
    {
        var random = new Random(seed);
        var document = Of([.. Enumerable.Range(0, 40).Select(_ => Some(random))]);

        var file = PartnersFixture.Renderer.Render(document);

        using var checkedFile = new TaggedPdf(file);
        Assert.Empty(checkedFile.Faults());
        using var pdf = PdfDocument.Open(file);
        Assert.All(pdf.GetPages().SelectMany(p => p.Letters).Where(l => !string.IsNullOrWhiteSpace(l.Value)), l =>
        {
            Assert.InRange(l.BoundingBox.Left, 70, 512);
            Assert.InRange(l.BoundingBox.Right, 70, 512);
            Assert.InRange(l.BoundingBox.Bottom, 36, 810);
        });
    }

    [Fact]
    public void Render_PairThatTheFontKerns_StandsCloser()
    {
        var font = new DocumentFonts(Path.Combine(PartnersFixture.TemplatesFolder, "huisstijl", "fonts"))[Face.Regular];

        Assert.True(font.Measure("AV", 10) < font.Measure("A", 10) + font.Measure("V", 10));
        Assert.Equal(font.Measure("mm", 10), 2 * font.Measure("m", 10), 6);
    }

    [Fact]
    public void Render_TitleThatDoesNotFitTheFoot_IsShortenedThereOnly()
    {
        var title = string.Join(' ', Enumerable.Repeat("Bevestiging", 20));

        using var pdf = new TaggedPdf(PartnersFixture.Renderer.Render(Of(new Block.Paragraph(Text("x"))) with { Title = title }));

        Assert.Contains(pdf.Artifacts(), text => text.EndsWith('…'));
        Assert.Empty(pdf.Faults());
    }

    [Fact]
    public void Render_TwiceAndInOtherThreads_GivesTheSameBytes()
    {
        var renderer = PartnersFixture.Renderer;
        var first = renderer.Render(Of(Everything()));

        Assert.All(Enumerable.Range(0, 8).AsParallel().Select(_ => renderer.Render(Of(Everything()))), again => Assert.Equal(first, again));
    }

    // Contracts and letters are kept for years and sent by thousands.
    [Fact]
    public void Render_Contract_IsSmall()
    {
        Assert.InRange(PartnersFixture.Renderer.Render(Of(Everything())).Length, 20_000, 70_000);
    }

    [Fact]
    public void Render_Picture_IsAFigureWithItsAltTextAndKeepsItsShape()
    {
        var jpeg = File.ReadAllBytes(Path.Combine(PartnersFixture.TemplatesFolder, "huisstijl", "beeld", "otp-device.jpg"));

        var file = PartnersFixture.Renderer.Render(Of(new Block.Afbeelding(jpeg, 74, "Het OTP device")));

        using var tagged = new TaggedPdf(file);
        Assert.Empty(tagged.Faults());
        using var pdf = PdfDocument.Open(file);
        var image = Assert.Single(pdf.GetPage(1).GetImages());
        Assert.Equal(jpeg, image.RawBytes.ToArray());
        Assert.Equal((1110, 465), (image.WidthInSamples, image.HeightInSamples));
        Assert.Equal(74 * 72 / 25.4, image.BoundingBox.Width, 1);
        Assert.Equal(1110d / 465, image.BoundingBox.Width / image.BoundingBox.Height, 2);
        Assert.Contains("/Alt (Het OTP device)", Encoding.Latin1.GetString(file), StringComparison.Ordinal);
    }

    // What is no JPEG, is cut off, or says CMYK; a reader would show nothing.
    [Theory]
    [InlineData("89504E470D0A1A0A")]
    [InlineData("FFD8")]
    [InlineData("FFD8FFE00002")]
    [InlineData("FFD8FFC0000B08")]
    [InlineData("FFD8FFC0001408001000100401110002110103110104110100")]
    [InlineData("FFD8FFC00011080010000003011100021101031101")]
    public void Render_PictureThatIsNoJpeg_IsRefused(string hex) => Assert.Throws<DocumentException>(
        () => PartnersFixture.Renderer.Render(Of(new Block.Afbeelding(Convert.FromHexString(hex), 40, "x"))));

    private static Block[] Everything() =>
    [
        new Block.AddressWindow(["We-ID", "Postbus 1", "1000 AA Voorbeeldstad"]),
        new Block.Paragraph(Text("1 maart 2026")),
        new Block.Heading(1, Text("Contract")),
        new Block.Paragraph([new Inline.Text("Lees "), new Inline.Strong(Text("alles")), new Inline.Text(" op "), new Inline.Link("https://www.we-id.example/", Text("onze site")), new Inline.Emphasis(Text(" eerst"))]),
        new Block.Heading(2, Text("Partijen")),
        new Block.BulletList([[new Block.Paragraph(Text("eerst"))], [new Block.Paragraph(Text("dan"))]], Ordered: true),
        new Block.Table([Text("Wat"), Text("Bedrag")], [Row("EH3", "€ 32,50")]) { RightAligned = [1] },
        new Block.Code("K7M4T-9PXWR"),
        new Block.Barcode("C-2026-000006-1"),
        new Block.QrCode("https://www.we-id.example/activeren", "adres om te activeren"),
        new Block.Rule(),
        new Block.Answer("Wat moet er veranderen?", 0, ["Adres"]),
        new Block.Answer("Toelichting", 3, []),
        new Block.Spacer(5),
        new Block.Handtekening("H. Houder", ["Plaats", "Datum", "Handtekening"]),
    ];

    private static Block Some(Random random) => random.Next(7) switch
    {
        0 => new Block.Heading(1, Text(LongName)),
        1 => new Block.Paragraph([new Inline.Strong(Text(LongName)), new Inline.Text($" {LongName} "), new Inline.Link("https://www.we-id.example/", Text(LongName))]),
        2 => new Block.BulletList([[new Block.Paragraph(Text(LongName)), new Block.BulletList([[new Block.Paragraph(Text(LongName))]])]]),
        3 => new Block.Table([Text("Naam"), Text("Wie"), Text("Bedrag")], [[Text(LongName), Text(LongName), Text("€ 1.000.000,00")]]) { RightAligned = [2] },
        4 => new Block.Answer(LongName, 2, []),
        5 => new Block.Handtekening(LongName, ["Plaats", "Handtekening"]),
        _ => new Block.Answer(LongName, 0, [LongName]),
    };

    private static IReadOnlyList<IReadOnlyList<Inline>> Row(params string[] cells) => [.. cells.Select(Text)];

    private static IReadOnlyList<Inline> Text(string text) => [new Inline.Text(text)];

    private static Document Of(params Block[] blocks) => new()
    {
        Title = "Contract",
        Language = "nl",
        Letterhead = new("We-ID", ["Postbus 1", "1000 AA Voorbeeldstad"], "#17406D"),
        Blocks = blocks,
    };

    private static TaggedPdf Read(params Block[] blocks) => new(PartnersFixture.Renderer.Render(Of(blocks) with { Letterhead = blocks.Length > 1 ? Of().Letterhead : null }));
}
