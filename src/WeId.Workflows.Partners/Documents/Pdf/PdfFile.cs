using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>The objects of a PDF file, written in the order in which they are given. Source: ISO 32000-1.</summary>
internal sealed class PdfFile
{
    private readonly ArrayBufferWriter<byte> file = new();
    private readonly List<int> offsets = [];

    public PdfFile()
    {
        Ascii("%PDF-1.7\n%");
        Write([0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
    }

    /// <summary>A number for an object that is written later, so that others can refer to it.</summary>
    public int Reserve()
    {
        offsets.Add(0);
        return offsets.Count;
    }

    /// <summary>Writes an object and tells its number.</summary>
    public int Add(string content)
    {
        var number = Reserve();
        Write(number, content);
        return number;
    }

    /// <summary>Writes an object under the number that was reserved for it.</summary>
    public void Write(int number, string content)
    {
        offsets[number - 1] = file.WrittenCount;
        Ascii($"{number} 0 obj\n{content}\nendobj\n");
    }

    /// <summary>Writes a stream and tells its number.</summary>
    /// <param name="entries">Entries of its dictionary besides length and filter.</param>
    /// <param name="compress">Whether it is compressed; metadata must be readable as they are.</param>
    public int AddStream(string entries, byte[] content, bool compress = true)
    {
        var number = Reserve();
        var bytes = compress ? Compress(content) : content;
        offsets[number - 1] = file.WrittenCount;
        Ascii($"{number} 0 obj\n<< {entries}{(entries.Length > 0 ? " " : "")}{(compress ? "/Filter /FlateDecode " : "")}/Length {bytes.Length} >>\nstream\n");
        Write(bytes);
        Ascii("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Writes a stream as it is under the number that was reserved for it.</summary>
    /// <param name="dictionary">With its length.</param>
    public void WriteStream(int number, string dictionary, byte[] content)
    {
        offsets[number - 1] = file.WrittenCount;
        Ascii($"{number} 0 obj\n{dictionary}\nstream\n");
        Write(content);
        Ascii("\nendstream\nendobj\n");
    }

    /// <summary>Ends the file. Its identifier follows from its content.</summary>
    public byte[] Finish(int catalog, int info)
    {
        var id = Convert.ToHexString(SHA256.HashData(file.WrittenSpan).AsSpan(0, 16));
        var start = file.WrittenCount;
        var table = new StringBuilder($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => table.Append(offset.ToString("D10", CultureInfo.InvariantCulture)).Append(" 00000 n \n"));
        Ascii($"{table}trailer\n<< /Size {offsets.Count + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
        return file.WrittenSpan.ToArray();
    }

    /// <summary>A text string, in UTF-16 where ASCII is not enough.</summary>
    public static string Text(string value)
    {
        if (value.All(c => c is >= ' ' and <= '~'))
        {
            return $"({value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})";
        }

        return $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(value))}>";
    }

    /// <summary>A number with at most three decimals.</summary>
    public static string Number(double value) => Math.Round(value, 3).ToString("0.###", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }

    private void Ascii(string text) => Write(Encoding.ASCII.GetBytes(text));

    private void Write(ReadOnlySpan<byte> bytes) => file.Write(bytes);
}
