using System.Text;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// Letters one after the other in one file. Nothing is written anew: pages and fonts are those of the letters, and each letter is
/// a part of the structure tree in its own language. A printer is asked for one side of the paper, or the back of a letter would
/// be the next one.
/// </summary>
internal sealed class PdfBundel : IBriefBundel
{
    public bool CanTake(byte[] brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        try
        {
            return PdfPart.Read(brief).PageCount > 0;
        }
        catch (DocumentException)
        {
            return false;
        }
    }

    public byte[] Make(string title, IReadOnlyList<byte[]> brieven)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(brieven);
        var parts = brieven.Select(PdfPart.Read).ToList();
        var file = new PdfFile();
        var (pageTree, tree, document) = (file.Reserve(), file.Reserve(), file.Reserve());

        // In the parent tree the pages of all come before their links.
        var (page, link) = (0, parts.Sum(p => p.PageCount));
        var written = new List<PdfPart.Written>();
        foreach (var part in parts)
        {
            written.Add(part.Write(file, TagOf(written.Count), pageTree, document, page, link));
            page += part.PageCount;
            link += part.LinkCount;
        }

        List<int> pages = [.. written.SelectMany(w => w.Pages)];
        List<string> parents = [.. written.SelectMany(w => w.PageParents), .. written.SelectMany(w => w.LinkParents)];
        file.Write(pageTree, $"<< /Type /Pages /Kids [{string.Join(' ', pages.Select(p => $"{p} 0 R"))}] /Count {pages.Count} >>");
        var parentTree = file.Add($"<< /Nums [{string.Join(' ', parents.Select((entry, key) => $"{key} {entry}"))}] >>");
        file.Write(document, $"<< /Type /StructElem /S /Document /P {tree} 0 R /K [{string.Join(' ', written.Select(w => $"{w.Element} 0 R"))}] >>");
        file.Write(tree, $"<< /Type /StructTreeRoot /K {document} 0 R /ParentTree {parentTree} 0 R /ParentTreeNextKey {parents.Count} >>");
        return Finish(file, title, pageTree, tree);
    }

    private static byte[] Finish(PdfFile file, string title, int pageTree, int tree)
    {
        var metadata = file.AddStream("/Type /Metadata /Subtype /XML", Encoding.UTF8.GetBytes(PdfMetadata.Write(title, PdfMetadata.Producer)), compress: false);
        var catalog = file.Add(
            $"<< /Type /Catalog /Pages {pageTree} 0 R /Lang (nl) /MarkInfo << /Marked true >> "
            + $"/ViewerPreferences << /DisplayDocTitle true /Duplex /Simplex >> /StructTreeRoot {tree} 0 R /Metadata {metadata} 0 R >>");
        var info = file.Add(
            $"<< /Title {PdfFile.Text(title)} /Author ({PdfMetadata.Producer}) /Creator ({PdfMetadata.Producer}) /Producer ({PdfMetadata.Producer}) >>");
        return file.Finish(catalog, info);
    }

    /// <summary>Two fonts of one file may not bear the same name when other glyphs are in them.</summary>
    private static string TagOf(int index)
    {
        var tag = new char[5];
        for (var i = tag.Length - 1; i >= 0; i--)
        {
            tag[i] = (char)('A' + (index % 26));
            index /= 26;
        }

        return new(tag);
    }
}
