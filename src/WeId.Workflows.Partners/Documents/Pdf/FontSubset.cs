using System.Buffers.Binary;
using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// The characters of one font that a document uses, in the order of their first use: each has a number of its own, from 1, also
/// where two share a glyph, so that every number has one meaning.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    // Flags of a component of a composite glyph: its arguments are words, more follow, it has one, two or four scales.
    private const int ArgumentsAreWords = 0x0001;
    private const int HasScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int HasTwoScales = 0x0040;
    private const int HasMatrix = 0x0080;

    private static readonly string[] Kept = ["cvt ", "fpgm", "prep"];

    private readonly Dictionary<Rune, int> numbers = [];
    private readonly List<int> glyphs = [0];
    private readonly List<Rune> runes = [];

    /// <summary>The font.</summary>
    public TrueTypeFont Font => font;

    /// <summary>The characters by number, from 1.</summary>
    public IReadOnlyList<Rune> Runes => runes;

    /// <summary>The number of a character.</summary>
    public int NumberOf(Rune rune)
    {
        if (!numbers.TryGetValue(rune, out var number))
        {
            number = glyphs.Count;
            glyphs.Add(font.Get(rune));
            runes.Add(rune);
            numbers.Add(rune, number);
        }

        return number;
    }

    /// <summary>Width of the character with a number, in thousandths.</summary>
    public int WidthOf(int number) => font.Width(glyphs[number]);

    /// <summary>A font file with only these glyphs, and the parts of those that are composed.</summary>
    public byte[] Write()
    {
        var all = new List<int>(glyphs);
        var outlines = new List<byte[]>();
        for (var i = 0; i < all.Count; i++)
        {
            outlines.Add(Outline(all[i], all));
        }

        var loca = new byte[4 * (outlines.Count + 1)];
        var glyf = new MemoryStream();
        for (var i = 0; i < outlines.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * i), (uint)glyf.Length);
            glyf.Write(outlines[i]);
            glyf.Write(new byte[(4 - (outlines[i].Length % 4)) % 4]);
        }

        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * outlines.Count), (uint)glyf.Length);
        var head = font.Reader.Copy("head");
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = font.Reader.Copy("hhea");
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = font.Reader.Copy("maxp");
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = glyf.ToArray(),
            ["head"] = head,
            ["hhea"] = hhea,
            ["hmtx"] = [.. all.SelectMany(Metrics)],
            ["loca"] = loca,
            ["maxp"] = maxp,
        };
        foreach (var name in Kept)
        {
            if (font.Reader.Find(name) is not null)
            {
                tables[name] = font.Reader.Copy(name);
            }
        }

        return Assemble(tables);
    }

    /// <summary>The outline of a glyph; what it is composed of is added to the list and gets the number of its place there.</summary>
    private byte[] Outline(int glyph, List<int> all)
    {
        var reader = font.Reader;
        var loca = reader.Table("loca");
        var (from, to) = font.HasLongOffsets
            ? (reader.I32(loca + (4 * glyph)), reader.I32(loca + (4 * glyph) + 4))
            : (2 * reader.U16(loca + (2 * glyph)), 2 * reader.U16(loca + (2 * glyph) + 2));
        var outline = reader.Bytes(reader.Table("glyf") + from, to - from).ToArray();
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return outline;
        }

        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            var number = all.IndexOf(part, 1);
            if (number < 0)
            {
                number = all.Count;
                all.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), (ushort)number);
            if ((flags & MoreComponents) == 0)
            {
                return outline;
            }

            at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2);
            at += (flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0;
        }
    }

    private byte[] Metrics(int glyph)
    {
        var reader = font.Reader;
        var (hmtx, count) = (reader.Table("hmtx"), reader.U16(reader.Table("hhea") + 34));
        var metric = new byte[4];
        reader.Bytes(hmtx + (4 * Math.Min(glyph, count - 1)), 2).CopyTo(metric);
        reader.Bytes(glyph < count ? hmtx + (4 * glyph) + 2 : hmtx + (4 * count) + (2 * (glyph - count)), 2).CopyTo(metric.AsSpan(2));
        return metric;
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        var file = new MemoryStream();
        var power = (int)Math.Log2(tables.Count);
        Write(0x00010000, 4);
        Write((uint)tables.Count, 2);
        Write((uint)(16 << power), 2);
        Write((uint)power, 2);
        Write((uint)((16 * tables.Count) - (16 << power)), 2);
        var offset = 12 + (16 * tables.Count);
        foreach (var (name, content) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(name));
            Write(Sum(content), 4);
            Write((uint)offset, 4);
            Write((uint)content.Length, 4);
            offset += Padded(content.Length);
        }

        foreach (var content in tables.Values)
        {
            file.Write(content);
            file.Write(new byte[Padded(content.Length) - content.Length]);
        }

        // The sum of the whole file, which is left out of itself, makes this number.
        var whole = file.ToArray();
        var head = 12 + (16 * tables.Count) + tables.TakeWhile(t => t.Key != "head").Sum(t => Padded(t.Value.Length));
        BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(head + 8), unchecked(0xB1B0AFBA - Sum(whole)));
        return whole;

        void Write(uint value, int bytes)
        {
            for (var shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            {
                file.WriteByte((byte)(value >> shift));
            }
        }
    }

    private static int Padded(int length) => (length + 3) / 4 * 4;

    private static uint Sum(byte[] content)
    {
        var sum = 0u;
        for (var i = 0; i < content.Length; i++)
        {
            sum = unchecked(sum + ((uint)content[i] << (24 - (8 * (i % 4)))));
        }

        return sum;
    }
}
