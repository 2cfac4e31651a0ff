using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// Writes documents as tagged A4 PDF for PDF/A-2a and PDF/UA-1: every text has its place in a structure tree, fonts are embedded
/// as far as they are used. The same bytes for the same document.
/// </summary>
internal sealed class PdfDocumentRenderer(string fontFolder) : IDocumentRenderer
{
    // The primaries, white point and about the curve of sRGB, so that colours need no profile.
    private const string Colours =
        "[/CalRGB << /WhitePoint [0.9505 1 1.089] /Gamma [2.2 2.2 2.2] /Matrix [0.4124 0.2126 0.0193 0.3576 0.7152 0.1192 0.1805 0.0722 0.9505] >>]";

    private const string Greys = "[/CalGray << /WhitePoint [0.9505 1 1.089] /Gamma 2.2 >>]";

    private readonly DocumentFonts fonts = new(fontFolder);

    public PdfDocumentRenderer(IOptions<HuisstijlOptions> options, IHostEnvironment environment)
        : this(Path.Combine(environment.ContentRootPath, options.Value.TemplatesPath, "huisstijl", "fonts"))
    {
    }

    /// <summary>Measures with the same fonts.</summary>
    public Adresvenster Venster => new(fonts);

    public byte[] Render(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var file = new PdfFile();
        var subsets = fonts.Subsets();
        var images = new List<JpegImage>();
        var layout = new DocumentLayout(document, fonts, () => new PdfPage(subsets, images) { Number = file.Reserve() });
        layout.Lay();

        var tree = file.Reserve();
        layout.Root.Reserve(file);
        var links = layout.Pages.ToDictionary(page => page, page => page.Links.Select(_ => file.Reserve()).ToList());
        foreach (var (page, numbers) in links)
        {
            numbers.Zip(page.Links).ToList().ForEach(link => link.Second.Element.AddAnnotation(page, link.First));
        }

        layout.Root.Write(file, tree);
        var colours = file.Add(Colours);
        var resources = $"<< /ColorSpace << /CS {colours} 0 R >> /Font << {WriteFonts(file, layout.Pages, subsets)} >>{WriteImages(file, images, colours)} >>";
        var pageTree = file.Reserve();
        var parents = WritePages(file, layout.Pages, links, resources, pageTree);
        file.Write(pageTree, $"<< /Type /Pages /Kids [{string.Join(' ', layout.Pages.Select(p => $"{p.Number} 0 R"))}] /Count {layout.Pages.Count} >>");
        var parentTree = file.Add($"<< /Nums [{string.Join(' ', parents.Select((entry, key) => $"{key} {entry}"))}] >>");
        file.Write(tree, $"<< /Type /StructTreeRoot /K {layout.Root.Number} 0 R /ParentTree {parentTree} 0 R /ParentTreeNextKey {parents.Count} >>");
        return Finish(file, document, pageTree, tree);
    }

    private static string WriteFonts(PdfFile file, IReadOnlyList<PdfPage> pages, IReadOnlyDictionary<Face, FontSubset> subsets) =>
        string.Join(' ', pages.SelectMany(p => p.Faces).Distinct().Order().Select(face => $"/F{(int)face} {PdfFont.Write(file, subsets[face], (int)face)} 0 R"));

    private static string WriteImages(PdfFile file, List<JpegImage> images, int colours)
    {
        var written = images.Select((image, i) =>
        {
            var space = image.Components == 1 ? Greys : $"{colours} 0 R";
            var number = file.AddStream(
                $"/Type /XObject /Subtype /Image /Width {image.Width} /Height {image.Height} /BitsPerComponent 8 /ColorSpace {space} /Filter /DCTDecode", image.Content, compress: false);
            return $"/I{i + 1} {number} 0 R";
        });
        return images.Count == 0 ? "" : $" /XObject << {string.Join(' ', written)} >>";
    }

    /// <returns>The elements of what is marked: of each page a list, of each link one.</returns>
    private static List<string> WritePages(
        PdfFile file, IReadOnlyList<PdfPage> pages, Dictionary<PdfPage, List<int>> links, string resources, int pageTree)
    {
        List<string> parents = [.. pages.Select(page => $"[{string.Join(' ', page.Marks.Select(e => $"{e.Number} 0 R"))}]")];
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            foreach (var (number, link) in links[page].Zip(page.Links))
            {
                var box = string.Join(' ', new[] { link.Left, PdfPage.Height - link.Bottom, link.Right, PdfPage.Height - link.Top }.Select(PdfFile.Number));
                file.Write(
                    number,
                    $"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /Contents {PdfFile.Text(link.Text.Trim())} "
                    + $"/A << /S /URI /URI {PdfFile.Text(link.Target)} >> /StructParent {parents.Count} >>");
                parents.Add($"{link.Element.Number} 0 R");
            }

            var content = file.AddStream("", Encoding.ASCII.GetBytes(page.Content));
            var annotations = page.Links.Count > 0 ? $" /Annots [{string.Join(' ', links[page].Select(n => $"{n} 0 R"))}]" : "";
            file.Write(
                page.Number,
                $"<< /Type /Page /Parent {pageTree} 0 R /MediaBox [0 0 {PdfFile.Number(PdfPage.Width)} {PdfFile.Number(PdfPage.Height)}] /Contents {content} 0 R "
                + $"/Resources {resources} /StructParents {i} /Tabs /S{annotations} >>");
        }

        return parents;
    }

    private static byte[] Finish(PdfFile file, Document document, int pageTree, int structure)
    {
        var author = document.Letterhead?.Name ?? PdfMetadata.Producer;
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(PdfMetadata.Write(document.Title, author)), compress: false);
        var catalog = file.Add(
            $"<< /Type /Catalog /Pages {pageTree} 0 R /Lang {PdfFile.Text(document.Language)} /MarkInfo << /Marked true >> "
            + $"/ViewerPreferences << /DisplayDocTitle true >> /StructTreeRoot {structure} 0 R /Metadata {metadata} 0 R >>");
        var info = file.Add(
            $"<< /Title {PdfFile.Text(document.Title)} /Author {PdfFile.Text(author)} /Creator ({PdfMetadata.Producer}) /Producer ({PdfMetadata.Producer}) >>");
        return file.Finish(catalog, info);
    }
}
