namespace WeId.Workflows.Partners.Uploads;

/// <summary>What a file is; the eleven extensions stand for these five.</summary>
internal enum BestandsSoort
{
    Pdf,
    Png,
    Jpeg,
    Tiff,
    Bmp,
}

internal static class BestandsSoorten
{
    private static readonly Dictionary<string, BestandsSoort> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = BestandsSoort.Pdf,
        [".png"] = BestandsSoort.Png,
        [".pjp"] = BestandsSoort.Jpeg,
        [".jpeg"] = BestandsSoort.Jpeg,
        [".jpg"] = BestandsSoort.Jpeg,
        [".jfif"] = BestandsSoort.Jpeg,
        [".pipeg"] = BestandsSoort.Jpeg,
        [".pjpeg"] = BestandsSoort.Jpeg,
        [".tif"] = BestandsSoort.Tiff,
        [".tiff"] = BestandsSoort.Tiff,
        [".bmp"] = BestandsSoort.Bmp,
    };

    /// <summary>By the last extension of the name; null when it is none of the eleven.</summary>
    public static BestandsSoort? OfExtension(string name) =>
        ByExtension.TryGetValue(Path.GetExtension(name), out var soort) ? soort : null;

    /// <summary>By the first bytes; null when they are those of none.</summary>
    public static BestandsSoort? OfContent(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? BestandsSoort.Pdf
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? BestandsSoort.Png
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? BestandsSoort.Jpeg
        : content.StartsWith((ReadOnlySpan<byte>)[0x49, 0x49, 0x2A, 0x00]) || content.StartsWith((ReadOnlySpan<byte>)[0x4D, 0x4D, 0x00, 0x2A]) ? BestandsSoort.Tiff
        : content.StartsWith("BM"u8) ? BestandsSoort.Bmp
        : null;
}
