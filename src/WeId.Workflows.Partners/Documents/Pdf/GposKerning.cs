using System.Numerics;
using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Pair kerning of the table <c>GPOS</c>: feature <c>kern</c>, pairs of glyphs and pairs of classes, horizontal advance only. Source: ISO/IEC 14496-22.</summary>
internal sealed class GposKerning
{
    private const int PairAdjustment = 2;
    private const int Extension = 9;
    private const int XAdvance = 4;

    // The subtables of each lookup, in their order.
    private readonly List<List<Func<int, int, int?>>> lookups = [];

    public GposKerning(FontReader reader)
    {
        if (reader.Find("GPOS") is not { } gpos)
        {
            return;
        }

        var features = gpos + reader.U16(gpos + 6);
        var list = gpos + reader.U16(gpos + 8);
        var used = new SortedSet<int>();
        for (var i = 0; i < reader.U16(features); i++)
        {
            var record = features + 2 + (6 * i);
            if (Encoding.ASCII.GetString(reader.Bytes(record, 4)) == "kern")
            {
                var feature = features + reader.U16(record + 4);
                used.UnionWith(Enumerable.Range(0, reader.U16(feature + 2)).Select(n => reader.U16(feature + 4 + (2 * n))));
            }
        }

        foreach (var lookup in used.Select(n => list + reader.U16(list + 2 + (2 * n))))
        {
            lookups.Add([.. Subtables(reader, lookup)]);
        }
    }

    /// <summary>What is added to the advance of the left glyph, in units of the font.</summary>
    public int Between(int left, int right) => lookups.Sum(subtables => subtables.Select(s => s(left, right)).FirstOrDefault(found => found is not null) ?? 0);

    private static IEnumerable<Func<int, int, int?>> Subtables(FontReader reader, int lookup)
    {
        for (var i = 0; i < reader.U16(lookup + 4); i++)
        {
            var (type, at) = (reader.U16(lookup), lookup + reader.U16(lookup + 6 + (2 * i)));
            if (type == Extension)
            {
                (type, at) = (reader.U16(at + 2), at + reader.I32(at + 4));
            }

            if (type == PairAdjustment && (reader.U16(at + 4) & XAdvance) != 0)
            {
                yield return reader.U16(at) == 1 ? Pairs(reader, at) : Classes(reader, at);
            }
        }
    }

    private static Func<int, int, int?> Pairs(FontReader reader, int at)
    {
        var (advance, record) = Layout(reader, at);
        var found = new Dictionary<(int, int), int>();
        foreach (var (glyph, index) in Coverage(reader, at + reader.U16(at + 2)))
        {
            var set = at + reader.U16(at + 10 + (2 * index));
            for (var i = 0; i < reader.U16(set); i++)
            {
                var pair = set + 2 + (i * (2 + record));
                found[(glyph, reader.U16(pair))] = reader.I16(pair + 2 + advance);
            }
        }

        return (left, right) => found.TryGetValue((left, right), out var value) ? value : null;
    }

    private static Func<int, int, int?> Classes(FontReader reader, int at)
    {
        var (advance, record) = Layout(reader, at);
        var covered = Coverage(reader, at + reader.U16(at + 2)).Select(c => c.Glyph).ToHashSet();
        var firsts = ClassesOf(reader, at + reader.U16(at + 8));
        var seconds = ClassesOf(reader, at + reader.U16(at + 10));
        var columns = reader.U16(at + 14);
        return (left, right) => covered.Contains(left)
            ? reader.I16(at + 16 + (((firsts.GetValueOrDefault(left) * columns) + seconds.GetValueOrDefault(right)) * record) + advance)
            : null;
    }

    /// <summary>Where the advance stands in a pair of values, and how long the pair is. A value has two bytes for each bit of its format.</summary>
    private static (int Advance, int Record) Layout(FontReader reader, int at)
    {
        var (first, second) = ((uint)reader.U16(at + 4), (uint)reader.U16(at + 6));
        return (2 * BitOperations.PopCount(first & (XAdvance - 1)), 2 * (BitOperations.PopCount(first) + BitOperations.PopCount(second)));
    }

    private static IEnumerable<(int Glyph, int Index)> Coverage(FontReader reader, int at)
    {
        var count = reader.U16(at + 2);
        if (reader.U16(at) == 1)
        {
            return Enumerable.Range(0, count).Select(i => (reader.U16(at + 4 + (2 * i)), i));
        }

        return Enumerable.Range(0, count).SelectMany(i =>
        {
            var range = at + 4 + (6 * i);
            var (first, last, index) = (reader.U16(range), reader.U16(range + 2), reader.U16(range + 4));
            return Enumerable.Range(0, last - first + 1).Select(n => (first + n, index + n));
        });
    }

    private static Dictionary<int, int> ClassesOf(FontReader reader, int at)
    {
        var found = new Dictionary<int, int>();
        if (reader.U16(at) == 1)
        {
            for (var i = 0; i < reader.U16(at + 4); i++)
            {
                found[reader.U16(at + 2) + i] = reader.U16(at + 6 + (2 * i));
            }

            return found;
        }

        for (var i = 0; i < reader.U16(at + 2); i++)
        {
            var range = at + 4 + (6 * i);
            for (var glyph = reader.U16(range); glyph <= reader.U16(range + 2); glyph++)
            {
                found[glyph] = reader.U16(range + 4);
            }
        }

        return found;
    }
}
