using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SkiaSharp;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Writes documents as A4 PDF with embedded fonts; the same bytes for the same document.</summary>
internal sealed class SkiaDocumentRenderer : IDocumentRenderer, IDisposable
{
    private readonly DocumentFonts fonts;

    public SkiaDocumentRenderer(IOptions<HuisstijlOptions> options, IHostEnvironment environment)
        : this(Path.Combine(environment.ContentRootPath, options.Value.TemplatesPath, "huisstijl", "fonts"))
    {
    }

    public SkiaDocumentRenderer(string fontFolder) => fonts = new DocumentFonts(fontFolder);

    public byte[] Render(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var pages = new DocumentLayout(document, fonts).Lay();

        // No dates: the file depends on its content only.
        var metadata = new SKDocumentPdfMetadata(300)
        {
            Title = document.Title,
            Author = document.Letterhead?.Name ?? "",
            Creator = "WeId.Workflows",
            Producer = "WeId.Workflows",
        };
        using var stream = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(stream, metadata))
        {
            foreach (var page in pages)
            {
                var canvas = pdf.BeginPage(DocumentLayout.PageWidth, DocumentLayout.PageHeight);
                foreach (var draw in page)
                {
                    draw(canvas);
                }

                pdf.EndPage();
            }

            pdf.Close();
        }

        return stream.ToArray();
    }

    public void Dispose() => fonts.Dispose();
}

/// <summary>Which face a piece of text has.</summary>
internal enum Face
{
    Regular,
    SemiBold,
    Italic,
    Mono,
}

/// <summary>The typefaces of the house style, read once.</summary>
internal sealed class DocumentFonts : IDisposable
{
    private readonly Dictionary<Face, SKTypeface> faces;

    public DocumentFonts(string folder) => faces = new()
    {
        [Face.Regular] = Load(folder, "OpenSans-Regular.ttf"),
        [Face.SemiBold] = Load(folder, "OpenSans-SemiBold.ttf"),
        [Face.Italic] = Load(folder, "OpenSans-Italic.ttf"),
        [Face.Mono] = Load(folder, "RobotoMono-Medium.ttf"),
    };

    public SKFont Get(Face face, float size) => new(faces[face], size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    public void Dispose()
    {
        foreach (var face in faces.Values)
        {
            face.Dispose();
        }
    }

    private static SKTypeface Load(string folder, string file) =>
        SKTypeface.FromFile(Path.Combine(folder, file)) ?? throw new DocumentException($"The font {file} is missing or cannot be read.");
}
