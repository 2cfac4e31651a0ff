using System.Text;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>A node of the structure tree: what a part of the document is, in reading order. Its kinds are those of ISO 32000-1, 14.8.4.</summary>
/// <param name="kind">Such as P, H1, Table.</param>
/// <param name="entries">Further entries of its dictionary, such as its attributes or its alternative text.</param>
internal sealed class PdfElement(string kind, string entries = "")
{
    private readonly List<object> kids = [];

    /// <summary>What it is.</summary>
    public string Kind => kind;

    /// <summary>Number of its object, once the tree is numbered.</summary>
    public int Number { get; private set; }

    /// <summary>Adds a part below it.</summary>
    public PdfElement Add(string childKind, string childEntries = "")
    {
        var child = new PdfElement(childKind, childEntries);
        kids.Add(child);
        return child;
    }

    /// <summary>Adds a piece of marked content of a page.</summary>
    public void AddContent(PdfPage page, int mark) => kids.Add((page, mark));

    /// <summary>Adds the annotation of a link.</summary>
    public void AddAnnotation(PdfPage page, int annotation) => kids.Add(new Annotation(page, annotation));

    /// <summary>Takes out what nothing was put into, such as a list item whose text was empty; a cell stays.</summary>
    /// <returns>Whether something is left of it.</returns>
    public bool Prune()
    {
        kids.RemoveAll(kid => kid is PdfElement child && !child.Prune());
        return kids.Count > 0 || kind is "TD" or "TH" or "Document";
    }

    /// <summary>Gives it and all below a number.</summary>
    public void Reserve(PdfFile file)
    {
        Number = file.Reserve();
        foreach (var child in kids.OfType<PdfElement>())
        {
            child.Reserve(file);
        }
    }

    /// <summary>Writes it and all below.</summary>
    public void Write(PdfFile file, int parent)
    {
        var content = new StringBuilder($"<< /Type /StructElem /S /{kind} /P {parent} 0 R");
        content.Append(entries.Length > 0 ? $" {entries}" : "");
        if (kids.Count > 0)
        {
            content.Append(" /K [").AppendJoin(' ', kids.Select(Reference)).Append(']');
        }

        file.Write(Number, content.Append(" >>").ToString());
        foreach (var child in kids.OfType<PdfElement>())
        {
            child.Write(file, Number);
        }
    }

    private static string Reference(object kid) => kid switch
    {
        PdfElement child => $"{child.Number} 0 R",
        Annotation a => $"<< /Type /OBJR /Pg {a.Page.Number} 0 R /Obj {a.Number} 0 R >>",
        _ when kid is (PdfPage page, int mark) => $"<< /Type /MCR /Pg {page.Number} 0 R /MCID {mark} >>",
        _ => throw new InvalidOperationException(),
    };

    private sealed record Annotation(PdfPage Page, int Number);
}
