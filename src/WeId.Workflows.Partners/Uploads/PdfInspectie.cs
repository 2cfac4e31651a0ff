using System.IO.Compression;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;
using UglyToad.PdfPig.Tokens;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Partners.Uploads;

/// <summary>Opens and counts a PDF, and refuses what a document of paper has no need of: encryption, scripts, actions, files.</summary>
internal static class PdfInspectie
{
    private const int MaxObjects = 20_000;
    private const int MaxDepth = 100;

    // A page of A4 at 600 dots an inch in colour is 100 MB; a packed stream that is larger is no scan.
    private const long MaxUnpacked = 120_000_000;
    private const long MaxUnpackedTogether = 5 * MaxUnpacked;

    private static readonly HashSet<string> ActiveKeys = ["JavaScript", "JS", "EmbeddedFiles", "EF", "XFA", "RichMediaContent"];
    private static readonly HashSet<string> ActiveActions = ["JavaScript", "Launch", "ImportData", "SubmitForm", "GoToE", "GoToR", "Rendition", "Movie", "Sound", "RichMediaExecute"];
    private static readonly HashSet<string> ActiveTypes = ["EmbeddedFile", "FileAttachment", "RichMedia", "Screen", "3D", "Movie", "Sound"];

    public static BijlageInspectie Inspect(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        if (HasBomb(content, ct))
        {
            return BijlageInspector.Refuse(BijlageWeigering.TeVeelPixels);
        }

        try
        {
            using var pdf = PdfDocument.Open(content.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            if (pdf.IsEncrypted)
            {
                return BijlageInspector.Refuse(BijlageWeigering.Versleuteld);
            }

            var pages = pdf.NumberOfPages;
            return pages == 0 ? BijlageInspector.Refuse(BijlageWeigering.Onleesbaar)
                : pages > BijlageInspector.MaxPages ? BijlageInspector.Refuse(BijlageWeigering.TeVeelPaginas)
                : IsActive(pdf, ct) ? BijlageInspector.Refuse(BijlageWeigering.ActieveInhoud)
                : new BijlageInspectie.Geaccepteerd("application/pdf", pages, content.ToArray());
        }
        catch (PdfDocumentEncryptedException)
        {
            return BijlageInspector.Refuse(BijlageWeigering.Versleuteld);
        }
        // A damaged file makes the library throw whatever it met first.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return BijlageInspector.Refuse(BijlageWeigering.Onleesbaar);
        }
    }

    private static bool IsActive(PdfDocument pdf, CancellationToken ct)
    {
        var references = pdf.Structure.CrossReferenceTable.ObjectOffsets.Keys.ToList();
        if (references.Count > MaxObjects)
        {
            return true;
        }

        foreach (var reference in references)
        {
            ct.ThrowIfCancellationRequested();
            if (pdf.Structure.GetObject(reference) is { } found && IsActive(found.Data, 0))
            {
                return true;
            }
        }

        return IsActive(pdf.Structure.Catalog.CatalogDictionary, 0);
    }

    private static bool IsActive(IToken token, int depth) => depth > MaxDepth || token switch
    {
        StreamToken stream => IsActive(stream.StreamDictionary, depth + 1),
        ArrayToken array => array.Data.Any(item => IsActive(item, depth + 1)),
        DictionaryToken dictionary => dictionary.Data.Any(entry =>
            ActiveKeys.Contains(entry.Key)
            || (entry.Key == "S" && entry.Value is NameToken action && ActiveActions.Contains(action.Data))
            || (entry.Key is "Type" or "Subtype" && entry.Value is NameToken type && ActiveTypes.Contains(type.Data))
            || IsActive(entry.Value, depth + 1)),
        _ => false,
    };

    /// <summary>Whether a packed stream, or all of them, unpacks to absurdly much; looked at before the library unpacks anything.</summary>
    private static bool HasBomb(ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var bytes = content.ToArray();
        var buffer = new byte[81920];
        var together = 0L;
        for (var at = bytes.AsSpan().IndexOf("stream"u8); at >= 0;)
        {
            ct.ThrowIfCancellationRequested();
            var start = at + "stream"u8.Length;
            while (start < bytes.Length && bytes[start] is (byte)'\r' or (byte)'\n')
            {
                start++;
            }

            // The first byte of a zlib stream says "deflate" in its low half.
            if (start < bytes.Length && (bytes[start] & 0x0F) == 8)
            {
                var unpacked = Unpacked(bytes, start, buffer);
                together += unpacked;
                if (unpacked > MaxUnpacked || together > MaxUnpackedTogether)
                {
                    return true;
                }
            }

            var next = bytes.AsSpan(start).IndexOf("stream"u8);
            at = next < 0 ? -1 : start + next;
        }

        return false;
    }

    private static long Unpacked(byte[] bytes, int start, byte[] buffer)
    {
        var total = 0L;
        try
        {
            using var packed = new MemoryStream(bytes, start, bytes.Length - start, writable: false);
            using var stream = new ZLibStream(packed, CompressionMode.Decompress);
            for (int read; total <= MaxUnpacked && (read = stream.Read(buffer)) > 0;)
            {
                total += read;
            }
        }
        catch (InvalidDataException)
        {
            // Not packed, or damaged: the library will say so.
        }

        return total;
    }
}
