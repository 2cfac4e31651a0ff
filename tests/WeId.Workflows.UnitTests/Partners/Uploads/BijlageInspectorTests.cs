using System.Globalization;
using System.IO.Compression;
using System.Text;
using BitMiracle.LibTiff.Classic;
using SkiaSharp;
using UglyToad.PdfPig;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Partners.Uploads;

namespace WeId.Workflows.UnitTests.Partners.Uploads;

public sealed class BijlageInspectorTests : IDisposable
{
    private readonly BijlageInspector inspector = new();

    public void Dispose() => inspector.Dispose();

    [Fact]
    public void Inspect_ExactlyFiveMebibytes_IsNotTooLarge()
    {
        var content = new byte[5 * 1024 * 1024];
        Pdf("").CopyTo(content, 0);

        Assert.NotEqual(Refused(BijlageWeigering.TeGroot), inspector.Inspect("scan.pdf", content));
    }

    [Fact]
    public void Inspect_OneByteMore_IsTooLarge() =>
        Assert.Equal(Refused(BijlageWeigering.TeGroot), inspector.Inspect("scan.pdf", new byte[(5 * 1024 * 1024) + 1]));

    [Fact]
    public void Inspect_EmptyFile_IsRefused() => Assert.Equal(Refused(BijlageWeigering.Leeg), inspector.Inspect("scan.pdf", Array.Empty<byte>()));

    [Theory]
    [InlineData("jpg")]
    [InlineData("jpeg")]
    [InlineData("JPG")]
    [InlineData("pjp")]
    [InlineData("jfif")]
    [InlineData("pipeg")]
    [InlineData("pjpeg")]
    public void Inspect_JpegUnderEachOfItsExtensions_IsAcceptedAsJpeg(string extension)
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect($"paspoort.{extension}", Jpeg(40, 30)));

        Assert.Equal(("image/jpeg", 1), (accepted.ContentType, accepted.Pages));
    }

    [Theory]
    [InlineData("virus.exe")]
    [InlineData("scan.pdf.exe")]
    [InlineData("scan")]
    [InlineData("plaatje.gif")]
    [InlineData("../../scan.svg")]
    public void Inspect_OtherExtension_IsRefused(string name) =>
        Assert.Equal(Refused(BijlageWeigering.OnbekendType), inspector.Inspect(name, Jpeg(4, 4)));

    [Fact]
    public void Inspect_PngNamedJpg_IsRefused() =>
        Assert.Equal(Refused(BijlageWeigering.InhoudPastNietBijType), inspector.Inspect("scan.jpg", Png(4, 4)));

    [Fact]
    public void Inspect_ProgramNamedPdf_IsRefused() =>
        Assert.Equal(Refused(BijlageWeigering.InhoudPastNietBijType), inspector.Inspect("scan.exe.pdf", "MZ program"u8.ToArray()));

    [Fact]
    public void Inspect_PngWithFileBehindIt_KeepsOnlyThePicture()
    {
        byte[] polyglot = [.. Png(8, 8), .. "PK\u0003\u0004 verstopt"u8];

        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.png", polyglot));

        Assert.DoesNotContain("verstopt", Encoding.Latin1.GetString(accepted.Content), StringComparison.Ordinal);
        Assert.Equal("image/png", accepted.ContentType);
    }

    [Fact]
    public void Inspect_JpegWithExif_LosesItAndStandsUpright()
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("foto.jpg", WithExif(Jpeg(40, 30), orientation: 6)));

        using var upright = SKBitmap.Decode(accepted.Content);
        Assert.Equal((30, 40), (upright.Width, upright.Height));
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(accepted.Content), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Inspect_EachOrientation_LooksAsViewersShowIt(int orientation)
    {
        var source = Quarters();
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("foto.jpg", WithExif(source, orientation)));

        using var picture = SKBitmap.Decode(accepted.Content);
        var corners = string.Concat(new[] { (4, 4), (picture.Width - 5, 4), (4, picture.Height - 5), (picture.Width - 5, picture.Height - 5) }
            .Select(p => Name(picture.GetPixel(p.Item1, p.Item2))));

        // Corners of the picture as stored are R G B W, read left to right, top to bottom (EXIF 2.3, tag 0112).
        Assert.Equal(new[] { "RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB" }[orientation - 1], corners);
    }

    [Fact]
    public void Inspect_Bmp_BecomesPng()
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.bmp", Bmp(2, 2)));

        Assert.Equal("image/png", accepted.ContentType);
    }

    [Fact]
    public void Inspect_PngThatClaimsHugeSize_IsRefusedBeforeDecoding()
    {
        var bomb = Png(4, 4);
        // Width and height of IHDR, and its checksum.
        bomb[17] = 1;
        bomb[21] = 1;
        BitConverter.GetBytes(Crc(bomb.AsSpan(12, 17))).Reverse().ToArray().CopyTo(bomb, 29);

        Assert.Equal(Refused(BijlageWeigering.TeVeelPixels), inspector.Inspect("scan.png", bomb));
    }

    [Fact]
    public void Inspect_TruncatedJpeg_IsUnreadable() =>
        Assert.Equal(Refused(BijlageWeigering.Onleesbaar), inspector.Inspect("scan.jpg", Jpeg(200, 200).AsMemory(0, 400)));

    [Fact]
    public void Inspect_TiffOfOnePage_BecomesPng()
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.tif", TiffOf(1)));

        using var picture = SKBitmap.Decode(accepted.Content);
        Assert.Equal(("image/png", 20, 10), (accepted.ContentType, picture.Width, picture.Height));
        Assert.Equal("R", Name(picture.GetPixel(5, 5)));
    }

    [Fact]
    public void Inspect_TiffOfThreePages_BecomesPdfOfThree()
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.tiff", TiffOf(3)));

        using var pdf = PdfDocument.Open(accepted.Content);
        Assert.Equal(("application/pdf", 3, 3), (accepted.ContentType, accepted.Pages, pdf.NumberOfPages));
    }

    [Fact]
    public void Inspect_TiffOfElevenPages_IsRefused() =>
        Assert.Equal(Refused(BijlageWeigering.TeVeelPaginas), inspector.Inspect("scan.tiff", TiffOf(11)));

    [Fact]
    public void Inspect_DamagedTiff_IsUnreadable() =>
        Assert.Equal(Refused(BijlageWeigering.Onleesbaar), inspector.Inspect("scan.tiff", TiffOf(1).AsMemory(0, 60)));

    [Fact]
    public void Inspect_PlainPdf_IsAcceptedWithItsPages()
    {
        var accepted = Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.pdf", Pdf("", pages: 10)));

        Assert.Equal(("application/pdf", 10), (accepted.ContentType, accepted.Pages));
    }

    [Fact]
    public void Inspect_PdfOfElevenPages_IsRefused() =>
        Assert.Equal(Refused(BijlageWeigering.TeVeelPaginas), inspector.Inspect("scan.pdf", Pdf("", pages: 11)));

    [Theory]
    [InlineData("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")]
    [InlineData("/OpenAction << /S /J#61vaScript /J#53 (x) >>")]
    [InlineData("/OpenAction << /S /Launch /F (cmd.exe) >>")]
    [InlineData("/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << >> >>] >> >>")]
    [InlineData("/AcroForm << /XFA (x) /Fields [] >>")]
    [InlineData("/AA << /WC << /S /SubmitForm /F (https://evil.example) >> >>")]
    public void Inspect_PdfWithActiveContent_IsRefused(string catalog) =>
        Assert.Equal(Refused(BijlageWeigering.ActieveInhoud), inspector.Inspect("scan.pdf", Pdf(catalog)));

    [Fact]
    public void Inspect_PdfThatOnlyOpensAtAPage_IsAccepted() =>
        Assert.IsType<BijlageInspectie.Geaccepteerd>(inspector.Inspect("scan.pdf", Pdf("/OpenAction [3 0 R /Fit]")));

    [Fact]
    public void Inspect_EncryptedPdf_IsRefused() =>
        Assert.Equal(Refused(BijlageWeigering.Versleuteld), inspector.Inspect("scan.pdf", Pdf("", trailer: Encryption)));

    [Fact]
    public void Inspect_PdfThatUnpacksToAbsurdlyMuch_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var i = 0; i < 200; i++)
            {
                zlib.Write(new byte[1_000_000]);
            }
        }

        byte[] bomb = [.. "%PDF-1.5\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"u8, .. packed.ToArray(), .. "\nendstream"u8];

        Assert.Equal(Refused(BijlageWeigering.TeVeelPixels), inspector.Inspect("scan.pdf", bomb));
    }

    [Fact]
    public void Inspect_RubbishAfterTheHeader_IsUnreadable() =>
        Assert.Equal(Refused(BijlageWeigering.Onleesbaar), inspector.Inspect("scan.pdf", "%PDF-1.7\nniets"u8.ToArray()));

    private const string Encryption = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> /U <28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A> >> /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]";

    private static BijlageInspectie.Geweigerd Refused(BijlageWeigering reden) => new(new BijlageGeweigerd(reden));

    private static byte[] Jpeg(int width, int height) => Encode(width, height, SKEncodedImageFormat.Jpeg);

    private static byte[] Png(int width, int height) => Encode(width, height, SKEncodedImageFormat.Png);

    private static byte[] Encode(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.Teal);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }

    private static byte[] Quarters()
    {
        using var bitmap = new SKBitmap(64, 32);
        using (var canvas = new SKCanvas(bitmap))
        {
            var colors = new[] { SKColors.Red, SKColors.Lime, SKColors.Blue, SKColors.White };
            for (var i = 0; i < 4; i++)
            {
                using var paint = new SKPaint { Color = colors[i] };
                canvas.DrawRect(i % 2 * 32, i / 2 * 16, 32, 16, paint);
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return data.ToArray();
    }

    private static string Name(SKColor color) => (color.Red > 128, color.Green > 128, color.Blue > 128) switch
    {
        (true, true, true) => "W",
        (true, _, _) => "R",
        (_, true, _) => "G",
        _ => "B",
    };

    private static byte[] WithExif(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, 0x4D, 0x4D, 0x00, 0x2A, 0x00, 0x00, 0x00, 0x08,
            0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    private static byte[] WithExif(byte[] jpeg, int orientation) => WithExif(jpeg, (byte)orientation);

    private static byte[] Bmp(int width, int height)
    {
        var pixels = new byte[height * ((width * 3) + 3) / 4 * 4];
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("BM"u8);
        writer.Write(54 + pixels.Length);
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        writer.Write(pixels);
        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] TiffOf(int pages)
    {
        var stream = new MemoryStream();
        var tiff = Tiff.ClientOpen("test", "w", stream, new TiffStream());
        for (var page = 0; page < pages; page++)
        {
            tiff.SetField(TiffTag.IMAGEWIDTH, 20);
            tiff.SetField(TiffTag.IMAGELENGTH, 10);
            tiff.SetField(TiffTag.BITSPERSAMPLE, 8);
            tiff.SetField(TiffTag.SAMPLESPERPIXEL, 3);
            tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.RGB);
            tiff.SetField(TiffTag.PLANARCONFIG, PlanarConfig.CONTIG);
            tiff.SetField(TiffTag.ROWSPERSTRIP, 10);
            for (var row = 0; row < 10; row++)
            {
                tiff.WriteScanline([.. Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? (byte)255 : (byte)0)], row);
            }

            tiff.WriteDirectory();
        }

        tiff.Flush();
        return stream.ToArray();
    }

    private static byte[] Pdf(string catalog, int pages = 1, string trailer = "")
    {
        var objects = new List<string> { $"<< /Type /Catalog /Pages 2 0 R {catalog} >>" };
        objects.Add($"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(i => $"{i} 0 R"))}] >>");
        objects.AddRange(Enumerable.Repeat("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>", pages));
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Count; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var xref = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
            }
        }

        return ~crc;
    }
}
