using SkiaSharp;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Partners.Uploads;

/// <summary>Decides on uploads by their content; images are decoded and written anew, so that nothing hidden in them stays.</summary>
internal sealed class BijlageInspector : IBijlageInspector, IDisposable
{
    public const int MaxPages = 10;
    public const long MaxPixels = 50_000_000;

    // A large image takes hundreds of megabytes while it is being written anew.
    private readonly SemaphoreSlim turns = new(2, 2);

    public BijlageInspectie Inspect(string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(bestandsnaam);
        if (content.IsEmpty)
        {
            return Refuse(BijlageWeigering.Leeg);
        }

        if (content.Length > Bijlage.MaxBytes)
        {
            return Refuse(BijlageWeigering.TeGroot);
        }

        if (BestandsSoorten.OfExtension(bestandsnaam) is not { } soort)
        {
            return Refuse(BijlageWeigering.OnbekendType);
        }

        if (BestandsSoorten.OfContent(content.Span) != soort)
        {
            return Refuse(BijlageWeigering.InhoudPastNietBijType);
        }

        turns.Wait(ct);
        try
        {
            return soort switch
            {
                BestandsSoort.Pdf => PdfInspectie.Inspect(content, ct),
                BestandsSoort.Tiff => TiffInspectie.Inspect(content, ct),
                _ => Redraw(soort, content),
            };
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    internal static BijlageInspectie.Geweigerd Refuse(BijlageWeigering reden) => new(new BijlageGeweigerd(reden));

    private static BijlageInspectie Redraw(BestandsSoort soort, ReadOnlyMemory<byte> content)
    {
        using var data = SKData.CreateCopy(content.Span);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
        {
            return Refuse(BijlageWeigering.Onleesbaar);
        }

        // Before a single pixel is decoded.
        if ((long)codec.Info.Width * codec.Info.Height > MaxPixels)
        {
            return Refuse(BijlageWeigering.TeVeelPixels);
        }

        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, codec.Info.AlphaType is SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul, SKColorSpace.CreateSrgb());
        using var decoded = new SKBitmap();
        if (!decoded.TryAllocPixels(info) || codec.GetPixels(info, decoded.GetPixels()) is not SKCodecResult.Success)
        {
            return Refuse(BijlageWeigering.Onleesbaar);
        }

        using var upright = Turn(decoded, codec.EncodedOrigin);
        var isJpeg = soort is BestandsSoort.Jpeg;
        using var encoded = upright.Encode(isJpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, 90);
        return encoded is null
            ? Refuse(BijlageWeigering.Onleesbaar)
            : new BijlageInspectie.Geaccepteerd(isJpeg ? "image/jpeg" : "image/png", 1, encoded.ToArray());
    }

    /// <summary>A copy as the photographer saw it: the note that says how to turn it is lost with the other metadata.</summary>
    private static SKBitmap Turn(SKBitmap source, SKEncodedOrigin origin)
    {
        var (w, h) = (source.Width, source.Height);
        var swaps = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var matrix = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
            _ => SKMatrix.Identity,
        };
        var target = new SKBitmap(source.Info.WithSize(swaps ? h : w, swaps ? w : h));
        using var canvas = new SKCanvas(target);
        canvas.SetMatrix(matrix);
        canvas.DrawBitmap(source, 0, 0, SKSamplingOptions.Default);
        return target;
    }
}
