using System.Collections.Concurrent;
using System.Text;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// A TrueType font with outlines in <c>glyf</c>: its characters, widths and kerning. Widths are in thousandths of the size.
/// Read once and shared. Source: ISO/IEC 14496-22.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly Dictionary<int, int> glyphs;
    private readonly int[] widths;
    private readonly GposKerning kerning;
    private readonly ConcurrentDictionary<(int Left, int Right), int> kerns = [];

    public TrueTypeFont(string name, byte[] file)
    {
        Name = name;
        Reader = new FontReader(file);
        var head = Reader.Table("head");
        UnitsPerEm = Reader.U16(head + 18);
        Box = [Scale(Reader.I16(head + 36)), Scale(Reader.I16(head + 38)), Scale(Reader.I16(head + 40)), Scale(Reader.I16(head + 42))];
        HasLongOffsets = Reader.I16(head + 50) == 1;
        var hhea = Reader.Table("hhea");
        Ascent = Scale(Reader.I16(hhea + 4));
        Descent = Scale(Reader.I16(hhea + 6));
        var metrics = Reader.U16(hhea + 34);
        var hmtx = Reader.Table("hmtx");
        widths = [.. Enumerable.Range(0, Reader.U16(Reader.Table("maxp") + 4)).Select(glyph => Scale(Reader.U16(hmtx + (4 * Math.Min(glyph, metrics - 1)))))];
        var post = Reader.Table("post");
        ItalicAngle = Reader.I32(post + 4) / 65536.0;
        IsFixedPitch = Reader.I32(post + 12) != 0;
        var os2 = Reader.Table("OS/2");
        CapHeight = Reader.U16(os2) >= 2 ? Scale(Reader.I16(os2 + 88)) : Ascent;
        glyphs = ReadCharacters(Reader);
        kerning = new GposKerning(Reader);
    }

    /// <summary>PostScript name, without spaces.</summary>
    public string Name { get; }

    public FontReader Reader { get; }

    public int UnitsPerEm { get; }

    /// <summary>Left, bottom, right, top of all its glyphs.</summary>
    public IReadOnlyList<int> Box { get; }

    public bool HasLongOffsets { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    public double ItalicAngle { get; }

    public bool IsFixedPitch { get; }

    /// <summary>The glyph of a character; null when it has none.</summary>
    public int? Find(Rune rune) => glyphs.TryGetValue(rune.Value, out var glyph) && glyph != 0 ? glyph : null;

    /// <summary>The glyph of a character.</summary>
    /// <exception cref="DocumentException">It has none.</exception>
    public int Get(Rune rune) => Find(rune) ?? throw new DocumentException($"The font has no character U+{rune.Value:X4}.");

    /// <summary>How far the next glyph stands from this one.</summary>
    public int Width(int glyph) => widths[glyph];

    /// <summary>How much closer (negative) or further a pair stands.</summary>
    public int Kern(int left, int right) => kerns.GetOrAdd((left, right), pair => Scale(kerning.Between(pair.Left, pair.Right)));

    /// <summary>Width of a line of text at a size, kerning included.</summary>
    /// <exception cref="DocumentException">The font lacks a character.</exception>
    public double Measure(string text, double size)
    {
        var (sum, last) = (0, -1);
        foreach (var rune in text.EnumerateRunes())
        {
            var glyph = Get(rune);
            sum += Width(glyph) + (last < 0 ? 0 : Kern(last, glyph));
            last = glyph;
        }

        return sum * size / 1000;
    }

    private int Scale(int units) => (int)Math.Round(units * 1000.0 / UnitsPerEm);

    private static Dictionary<int, int> ReadCharacters(FontReader reader)
    {
        var cmap = reader.Table("cmap");
        var subtables = Enumerable.Range(0, reader.U16(cmap + 2))
            .Select(i => cmap + 4 + (8 * i))
            .Where(record => (reader.U16(record), reader.U16(record + 2)) is (0, _) or (3, 1 or 10))
            .Select(record => cmap + reader.I32(record + 4))
            .ToLookup(at => reader.U16(at));
        return subtables[12].Any() ? ReadGroups(reader, subtables[12].First())
            : subtables[4].Any() ? ReadSegments(reader, subtables[4].First())
            : throw new DocumentException("The font has no table of Unicode characters.");
    }

    private static Dictionary<int, int> ReadGroups(FontReader reader, int at)
    {
        var found = new Dictionary<int, int>();
        for (var i = 0; i < reader.I32(at + 12); i++)
        {
            var group = at + 16 + (12 * i);
            var (first, last, glyph) = (reader.I32(group), reader.I32(group + 4), reader.I32(group + 8));
            for (var code = first; code <= last; code++)
            {
                found[code] = glyph + code - first;
            }
        }

        return found;
    }

    private static Dictionary<int, int> ReadSegments(FontReader reader, int at)
    {
        var found = new Dictionary<int, int>();
        var size = reader.U16(at + 6);
        for (var segment = 0; segment < size; segment += 2)
        {
            var last = reader.U16(at + 14 + segment);
            var first = reader.U16(at + 16 + size + segment);
            var delta = reader.I16(at + 16 + (2 * size) + segment);
            var rangeAt = at + 16 + (3 * size) + segment;
            var range = reader.U16(rangeAt);
            for (var code = first; code <= last && code != 0xFFFF; code++)
            {
                var glyph = range == 0 ? code : reader.U16(rangeAt + range + (2 * (code - first)));
                found[code] = range != 0 && glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
            }
        }

        return found;
    }
}
