using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Partners.Uploads;

/// <summary>Writes a TIFF anew: one page as PNG, more as PDF.</summary>
internal static class TiffInspectie
{
    // Scans come at 200 to 300 dots an inch; the size on paper does not matter here.
    private const float PointsPerPixel = 72f / 200;
    private const int MaxBitsPerPixel = 64;

    static TiffInspectie() => Tiff.SetErrorHandler(new Silence());

    public static BijlageInspectie Inspect(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var pages = new List<SKBitmap>();
        try
        {
            return Inspect(content, pages, ct);
        }
        // The library is a translation from C: a damaged file may throw anything.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return BijlageInspector.Refuse(BijlageWeigering.Onleesbaar);
        }
        finally
        {
            pages.ForEach(page => page.Dispose());
        }
    }

    private static BijlageInspectie Inspect(ReadOnlyMemory<byte> content, List<SKBitmap> pages, CancellationToken ct)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var tiff = Tiff.ClientOpen("upload", "r", stream, new TiffStream());
        if (tiff is null)
        {
            return BijlageInspector.Refuse(BijlageWeigering.Onleesbaar);
        }

        var pixels = 0L;
        do
        {
            ct.ThrowIfCancellationRequested();
            if (pages.Count == BijlageInspector.MaxPages)
            {
                return BijlageInspector.Refuse(BijlageWeigering.TeVeelPaginas);
            }

            var (width, height) = (Field(tiff, TiffTag.IMAGEWIDTH), Field(tiff, TiffTag.IMAGELENGTH));
            if (width <= 0 || height <= 0)
            {
                return BijlageInspector.Refuse(BijlageWeigering.Onleesbaar);
            }

            // Of all pages together: they are all in memory before the copy is written.
            pixels += (long)width * height;
            if (pixels > BijlageInspector.MaxPixels || (long)Field(tiff, TiffTag.BITSPERSAMPLE) * Field(tiff, TiffTag.SAMPLESPERPIXEL) > MaxBitsPerPixel)
            {
                return BijlageInspector.Refuse(BijlageWeigering.TeVeelPixels);
            }

            var raster = new int[width * height];
            if (!tiff.ReadRGBAImageOriented(width, height, raster, Orientation.TOPLEFT, stopOnError: true))
            {
                return BijlageInspector.Refuse(BijlageWeigering.Onleesbaar);
            }

            var page = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
            Marshal.Copy(raster, 0, page.GetPixels(), raster.Length);
            pages.Add(page);
        }
        while (tiff.ReadDirectory());

        return pages is [var only]
            ? new BijlageInspectie.Geaccepteerd("image/png", 1, Png(only))
            : new BijlageInspectie.Geaccepteerd("application/pdf", pages.Count, Pdf(pages));
    }

    private static int Field(Tiff tiff, TiffTag tag) => tiff.GetFieldDefaulted(tag) is [var value, ..] ? value.ToInt() : 0;

    private static byte[] Png(SKBitmap page)
    {
        using var data = page.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte[] Pdf(List<SKBitmap> pages)
    {
        using var stream = new MemoryStream();
        using (var pdf = SKDocument.CreatePdf(stream, new SKDocumentPdfMetadata { EncodingQuality = 90, RasterDpi = 200 }))
        {
            foreach (var page in pages)
            {
                var (width, height) = (page.Width * PointsPerPixel, page.Height * PointsPerPixel);
                var canvas = pdf.BeginPage(width, height);
                canvas.Clear(SKColors.White);
                canvas.DrawBitmap(page, new SKRect(0, 0, width, height), new SKSamplingOptions(SKFilterMode.Linear));
                pdf.EndPage();
            }

            pdf.Close();
        }

        return stream.ToArray();
    }

    /// <summary>The library writes to the console otherwise.</summary>
    private sealed class Silence : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }
    }
}
