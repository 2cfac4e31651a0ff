using System.Buffers.Binary;
using System.Text;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Reads big-endian numbers of a TrueType file; positions are from the beginning of the file. Source: ISO/IEC 14496-22.</summary>
internal sealed class FontReader(byte[] file)
{
    private readonly Dictionary<string, (int Offset, int Length)> tables = Directory(file);

    public int U8(int at) => file[at];

    public int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    public int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    public int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));

    public ReadOnlySpan<byte> Bytes(int at, int length) => file.AsSpan(at, length);

    /// <summary>Where a table begins; null when the font has none of that name.</summary>
    public int? Find(string table) => tables.TryGetValue(table, out var found) ? found.Offset : null;

    /// <summary>Where a table begins.</summary>
    /// <exception cref="DocumentException">The font has none of that name.</exception>
    public int Table(string table) => Find(table) ?? throw new DocumentException($"The font has no table {table}.");

    /// <summary>The bytes of a table; none when the font has none of that name.</summary>
    public byte[] Copy(string table) => tables.TryGetValue(table, out var found) ? Bytes(found.Offset, found.Length).ToArray() : [];

    private static Dictionary<string, (int Offset, int Length)> Directory(byte[] file)
    {
        var entries = new Dictionary<string, (int, int)>();
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4)); i++)
        {
            var entry = file.AsSpan(12 + (16 * i), 16);
            var (offset, length) = (BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..]));
            entries[Encoding.ASCII.GetString(entry[..4])] = (offset, length);
        }

        return entries;
    }
}
