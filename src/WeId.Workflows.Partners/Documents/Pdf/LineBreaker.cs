using System.Text;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>Cuts text into lines.</summary>
internal sealed class LineBreaker(DocumentFonts fonts)
{
    /// <summary>The form in which characters are written: one for an e with an accent.</summary>
    public static string Normal(string text) => text.Normalize(NormalizationForm.FormC);

    /// <summary>Lines no wider than that, cut at spaces; a word that is wider is cut where it must be.</summary>
    public List<TextLine> Break(IReadOnlyList<Inline> inlines, double width, double size, Face face)
    {
        var lines = new List<TextLine> { new() };
        foreach (var (text, textFace, link) in Runs(inlines, face, null))
        {
            if (text == "\n")
            {
                lines[^1].EndWord(" ", textFace, fonts[textFace].Measure(" ", size));
                lines.Add(new());
                continue;
            }

            foreach (var word in Words(text))
            {
                Place(lines, word, textFace, link, width, size);
            }
        }

        return lines is [{ Pieces.Count: 0 }] ? [] : lines;
    }

    /// <summary>How wide the widest word is.</summary>
    public double WidestWord(IReadOnlyList<Inline> inlines, double size, Face face) =>
        Runs(inlines, face, null).SelectMany(run => Words(run.Text)).Select(word => fonts[face].Measure(word.TrimEnd(' ', '\n'), size)).DefaultIfEmpty().Max();

    private void Place(List<TextLine> lines, string word, Face face, string? link, double width, double size)
    {
        var font = fonts[face];
        var rest = word;
        while (rest.Length > 0)
        {
            if (font.Measure(rest.TrimEnd(' '), size) <= width - lines[^1].Width)
            {
                lines[^1].Add(rest, face, link, font.Measure(rest, size));
                return;
            }

            if (lines[^1].Pieces.Count > 0)
            {
                lines.Add(new());
                rest = rest.TrimStart(' ');
                continue;
            }

            var fitting = Fitting(font, rest, width, size);
            lines[^1].Add(rest[..fitting], face, link, font.Measure(rest[..fitting], size));
            rest = rest[fitting..];
            if (rest.Length > 0)
            {
                lines.Add(new());
            }
        }
    }

    /// <summary>How many characters of a word fit on a line, at least one; a pair of surrogates stays together.</summary>
    private static int Fitting(TrueTypeFont font, string word, double width, double size)
    {
        var fitting = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            var next = fitting + rune.Utf16SequenceLength;
            if (fitting > 0 && font.Measure(word[..next], size) > width)
            {
                break;
            }

            fitting = next;
        }

        return fitting;
    }

    private static IEnumerable<(string Text, Face Face, string? Link)> Runs(IReadOnlyList<Inline> inlines, Face face, string? link) => inlines.SelectMany(inline => inline switch
    {
        Inline.Text text => [(Normal(text.Value), face, link)],
        Inline.Strong strong => Runs(strong.Content, Face.SemiBold, link),
        Inline.Emphasis emphasis => Runs(emphasis.Content, face is Face.SemiBold ? face : Face.Italic, link),
        Inline.Link target => Runs(target.Content, face, target.Target),
        _ => new[] { ("\n", face, link) },
    });

    /// <summary>Each word with the spaces that follow it, so that the text of the file keeps them.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == ' ' && text[i] != ' ')
            {
                yield return text[start..i];
                start = i;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}

/// <summary>A line of text: pieces of one face and one link each.</summary>
internal sealed class TextLine
{
    /// <summary>From left to right.</summary>
    public List<TextPiece> Pieces { get; } = [];

    /// <summary>With the spaces at its end.</summary>
    public double Width { get; private set; }

    /// <summary>Without them.</summary>
    public double VisibleWidth(DocumentFonts fonts, double size) => Pieces is [.., var last]
        ? Width - last.Width + fonts[last.Face].Measure(last.Text.TrimEnd(' '), size)
        : 0;

    /// <summary>Adds text; what has the face and the link of the piece before it becomes part of that.</summary>
    public void Add(string text, Face face, string? link, double width)
    {
        if (Pieces is [.., var last] && last.Face == face && last.Link == link)
        {
            Pieces[^1] = new(last.Text + text, face, link, last.Width + width);
        }
        else
        {
            Pieces.Add(new(text, face, link, width));
        }

        Width += width;
    }

    /// <summary>A space after the last word, or a reader takes it and the first word of the next line for one.</summary>
    public void EndWord(string space, Face face, double width)
    {
        if (Pieces is [.., { } last] && !last.Text.EndsWith(' '))
        {
            Add(space, face, last.Face == face ? last.Link : null, width);
        }
    }
}

/// <summary>Text of one face; <paramref name="Link"/> is where it leads.</summary>
internal sealed record TextPiece(string Text, Face Face, string? Link, double Width);
