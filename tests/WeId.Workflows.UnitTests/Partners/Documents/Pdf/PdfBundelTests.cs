using System.Diagnostics;
using UglyToad.PdfPig;
using WeId.Workflows.Domain.Documenten;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Partners.Documents.Pdf;

namespace WeId.Workflows.UnitTests.Partners.Documents.Pdf;

public sealed class PdfBundelTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("weid-pdf").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Make_LettersInTwoLanguages_IsOneSoundAndAccessibleFile()
    {
        var bundel = new PdfBundel().Make("Postbatch P-2026-000012", [Brief("Anna Zeër (\\1 0 R)"), Lang(), Brief("John Doe", "en"), Brief("Anna Zeër")]);

        var path = Path.Combine(folder, "batch.pdf");
        await File.WriteAllBytesAsync(path, bundel);
        using var process = Process.Start(new ProcessStartInfo("qpdf", ["--check", path]) { RedirectStandardOutput = true })!;
        Assert.DoesNotContain("WARNING", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        using var tagged = new TaggedPdf(bundel);
        Assert.Empty(tagged.Faults());
        Assert.Equal(["Part", "Part", "Part", "Part"], tagged.Root.Kids.Select(k => k.Kind));
    }

    [Fact]
    public void Make_EachLetter_KeepsItsPagesItsWordsAndItsReadingOrder()
    {
        byte[][] brieven = [Brief("Anna Jansen"), Lang(), Brief("Bert de Vries", "en")];

        using var bundel = new TaggedPdf(new PdfBundel().Make("Batch", brieven));

        var letters = brieven.Select(b => new TaggedPdf(b)).ToList();
        Assert.Equal(letters.Sum(l => l.PageCount), bundel.PageCount);
        Assert.Equal(letters.Select(l => string.Join('|', l.All().Select(n => $"{n.Kind}:{n.Text}"))), bundel.Root.Kids.Select(p => string.Join('|', p.Below().Select(n => $"{n.Kind}:{n.Text}"))));
        Assert.All(letters.Zip(bundel.Root.Kids), pair => Assert.Equal(pair.First.PageCount, PagesOf(pair.Second).Distinct().Count()));
        Assert.Equal(bundel.Root.Kids.SelectMany(PagesOf).Distinct().Count(), bundel.Root.Kids.Sum(k => PagesOf(k).Distinct().Count()));
        letters.ForEach(l => l.Dispose());
    }

    [Fact]
    public void Make_LettersWithAPicture_KeepItAsItIs()
    {
        var jpeg = File.ReadAllBytes(Path.Combine(PartnersFixture.TemplatesFolder, "huisstijl", "beeld", "otp-device.jpg"));
        var brief = PartnersFixture.Renderer.Render(new() { Title = "Device", Language = "nl", Blocks = [new Block.Afbeelding(jpeg, 60, "Het device")] });

        var bundel = new PdfBundel().Make("Batch", [brief, Brief("Anna Jansen"), brief]);

        using var tagged = new TaggedPdf(bundel);
        Assert.Empty(tagged.Faults());
        using var pdf = PdfDocument.Open(bundel);
        Assert.Equal([jpeg, jpeg], pdf.GetPages().SelectMany(p => p.GetImages()).Select(i => i.RawBytes.ToArray()));
    }

    // The back of one person's letter must not be the front of another's.
    [Fact]
    public void Make_AsksForOneSideOfThePaper()
    {
        using var pdf = PdfDocument.Open(new PdfBundel().Make("Batch", [Brief("Anna Jansen")]));

        Assert.Contains("/Simplex", pdf.Structure.Catalog.CatalogDictionary.Data["ViewerPreferences"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_ManyLetters_HaveFontsOfTheirOwn()
    {
        using var pdf = PdfDocument.Open(new PdfBundel().Make("Batch", [.. Enumerable.Range(0, 30).Select(i => Brief($"Persoon {i}"))]));

        var fonts = pdf.GetPages().Select(p => p.Letters.Select(l => l.FontName).Distinct().Order(StringComparer.Ordinal).First()).ToList();
        Assert.Equal(fonts.Count, fonts.Distinct().Count());
    }

    [Fact]
    public void Make_TheSameLetters_GivesTheSameBytes() =>
        Assert.Equal(new PdfBundel().Make("Batch", [Brief("Anna"), Lang()]), new PdfBundel().Make("Batch", [Brief("Anna"), Lang()]));

    [Theory]
    [InlineData("")]
    [InlineData("%PDF-1.7\nstartxref\n9\n%%EOF\n")]
    [InlineData("%PDF-1.7\nstartxref\n999999\n%%EOF\n")]
    public void Make_WhatIsNoPdfOfOurs_IsRefused(string file) =>
        Assert.Throws<DocumentException>(() => new PdfBundel().Make("Batch", [System.Text.Encoding.ASCII.GetBytes(file)]));

    private static IEnumerable<int> PagesOf(TaggedPdf.Node node) => node.Below().Prepend(node).SelectMany(n => n.Marks).Select(m => m.Page);

    private static byte[] Brief(string gebruiker, string taal = "nl") =>
        PartnersFixture.Composer().Compose(PartnersFixture.To("activatiebrief", VerzendKanaal.Post, taal), PartnersFixture.Activatiebrief(gebruiker)).Pdf!;

    /// <summary>Three pages and a table whose header is repeated.</summary>
    private static byte[] Lang() => PartnersFixture.Renderer.Render(new Document
    {
        Title = "Lang",
        Language = "nl",
        Blocks =
        [
            new Block.Heading(1, [new Inline.Text("Lang")]),
            new Block.Table(
                [[new Inline.Text("Regel")], [new Inline.Text("Bedrag")]],
                [.. Enumerable.Range(0, 100).Select(IReadOnlyList<IReadOnlyList<Inline>> (i) => [[new Inline.Text($"{i}")], [new Inline.Link("https://www.we-id.example/", [new Inline.Text("hier")])]])]),
        ],
    });
}
