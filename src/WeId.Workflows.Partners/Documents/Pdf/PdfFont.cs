using System.Globalization;
using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Writes the used part of a font: the numbers in the text are those of its glyphs, and a table tells their characters. Source: ISO 32000-1, 9.7.</summary>
internal static class PdfFont
{
    // A font of which not all characters are there is marked so; its glyphs follow no character set.
    private const int Symbolic = 4;
    private const int FixedPitch = 1;
    private const int Italic = 64;

    // As many as one block of the table of characters may have.
    private const int BlockSize = 100;

    /// <returns>Number of the object.</returns>
    public static int Write(PdfFile file, FontSubset subset, int index)
    {
        var font = subset.Font;
        var name = $"{new string('A', 5)}{(char)('A' + index)}+{font.Name}";
        var bytes = subset.Write();
        var program = file.AddStream($"/Length1 {bytes.Length}", bytes);
        var flags = Symbolic | (font.IsFixedPitch ? FixedPitch : 0) | (font.ItalicAngle != 0 ? Italic : 0);
        var descriptor = file.Add(
            $"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [{string.Join(' ', font.Box)}] /ItalicAngle {PdfFile.Number(font.ItalicAngle)} "
            + $"/Ascent {font.Ascent} /Descent {font.Descent} /CapHeight {font.CapHeight} /StemV 80 /FontFile2 {program} 0 R >>");
        var widths = string.Join(' ', Enumerable.Range(1, subset.Runes.Count).Select(subset.WidthOf));
        var descendant = file.Add(
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {descriptor} 0 R /DW 0 /W [1 [{widths}]] /CIDToGIDMap /Identity >>");
        var characters = file.AddStream("", Encoding.ASCII.GetBytes(Characters(subset)));
        return file.Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {characters} 0 R >>");
    }

    private static string Characters(FontSubset subset)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """);
        foreach (var block in subset.Runes.Select((rune, i) => (Number: i + 1, Rune: rune)).Chunk(BlockSize))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (number, rune) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
