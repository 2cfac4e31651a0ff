using Microsoft.Playwright;
using SkiaSharp;

namespace WeId.Workflows.BrowserTests.Fixture;

/// <summary>Files that somebody uploads.</summary>
internal static class Documenten
{
    private const int Width = 600;
    private const int Height = 380;

    /// <summary>A picture of a card.</summary>
    public static FilePayload Png(string naam)
    {
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            Draw(canvas);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return new() { Name = naam, MimeType = "image/png", Buffer = data.ToArray() };
    }

    /// <summary>The same as a PDF of one page.</summary>
    public static FilePayload Pdf(string naam)
    {
        using var stream = new MemoryStream();
        using (var document = SKDocument.CreatePdf(stream))
        {
            Draw(document.BeginPage(Width, Height));
            document.EndPage();
            document.Close();
        }

        return new() { Name = naam, MimeType = "application/pdf", Buffer = stream.ToArray() };
    }

    private static void Draw(SKCanvas canvas)
    {
        canvas.Clear(new SKColor(0xDD, 0xE8, 0xF2));
        using var paint = new SKPaint { Color = new SKColor(0x17, 0x40, 0x6D) };
        canvas.DrawRect(30, 60, 150, 200, paint);
        for (var line = 0; line < 5; line++)
        {
            canvas.DrawRect(210, 70 + (line * 40), 300 - (line * 30), 14, paint);
        }
    }
}
