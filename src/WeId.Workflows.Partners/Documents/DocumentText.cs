using System.Globalization;
using System.Text;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Writes a document as the text part of a mail; the target of a link stands beside its words.</summary>
internal static class DocumentText
{
    public static string Write(Document document)
    {
        var text = new StringBuilder();
        Blocks(text, document.Blocks, "");
        if (document.Letterhead is { } letterhead)
        {
            text.Append("-- \n").AppendJoin('\n', letterhead.SenderLines).Append('\n');
        }

        return text.ToString();
    }

    public static string Of(IEnumerable<Inline> inlines) => string.Concat(inlines.Select(inline => inline switch
    {
        Inline.Text text => text.Value,
        Inline.Strong strong => Of(strong.Content),
        Inline.Emphasis emphasis => Of(emphasis.Content),
        Inline.Link link when Of(link.Content) is var words => words.TrimEnd('/') == link.Target.TrimEnd('/') || link.Target == $"mailto:{words}" ? words : $"{words}: {link.Target}",
        _ => "\n",
    }));

    private static void Blocks(StringBuilder text, IEnumerable<Block> blocks, string indent)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Block.Heading heading:
                    text.Append(indent).Append(Of(heading.Content)).Append("\n\n");
                    break;
                case Block.Paragraph paragraph:
                    text.Append(indent).Append(Of(paragraph.Content).Replace("\n", "\n" + indent, StringComparison.Ordinal)).Append("\n\n");
                    break;
                case Block.BulletList list:
                    for (var i = 0; i < list.Items.Count; i++)
                    {
                        var item = new StringBuilder();
                        Blocks(item, list.Items[i], indent + "   ");
                        var mark = list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "-  ";
                        text.Append(indent).Append(mark).Append(item.ToString().Trim()).Append('\n');
                    }

                    text.Append('\n');
                    break;
                case Block.Table table:
                    foreach (var row in table.Rows)
                    {
                        text.Append(indent).AppendJoin("; ", table.HasRowHeaders ? [$"{Of(row[0])}: {string.Join("; ", row.Skip(1).Select(Of))}"] : row.Select((cell, i) => $"{Of(table.Header[i])}: {Of(cell)}")).Append('\n');
                    }

                    text.Append('\n');
                    break;
                case Block.Rule:
                    text.Append(indent).Append("----\n\n");
                    break;
                case Block.Code code:
                    text.Append(indent).Append("    ").Append(code.Value).Append("\n\n");
                    break;
            }
        }
    }
}
