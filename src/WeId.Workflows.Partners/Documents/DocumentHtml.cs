using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using WeId.Workflows.Domain.Documenten;

namespace WeId.Workflows.Partners.Documents;

/// <summary>Writes a document as the HTML body of a mail: inline styles only, no images, nothing loaded from elsewhere.</summary>
internal static class DocumentHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Write(Document document)
    {
        var color = document.Letterhead?.Color ?? "#17406D";
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="{document.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encoder.Encode(document.Title)}</title></head>
            <body style="margin:0;padding:0;background:#F6F7F9">
            <div style="max-width:600px;margin:0 auto;padding:24px 16px;font-family:'Open Sans',Arial,sans-serif;font-size:16px;line-height:1.5;color:#1B1F24">

            """);
        if (document.Letterhead is { } letterhead)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<div style="border-bottom:3px solid {color};padding-bottom:8px;margin-bottom:24px;font-size:20px;font-weight:600;color:{color}">{Encoder.Encode(letterhead.Name)}</div>""").Append('\n');
        }

        html.Append("<div style=\"background:#FFFFFF;padding:24px;border-radius:4px\">\n");
        Blocks(html, document.Blocks, color);
        html.Append("</div>\n");
        if (document.Letterhead is { } foot)
        {
            html.Append("<p style=\"font-size:13px;color:#55606E\">").AppendJoin("<br>", foot.SenderLines.Select(Encoder.Encode)).Append("</p>\n");
        }

        return html.Append("</div></body></html>\n").ToString();
    }

    private static void Blocks(StringBuilder html, IEnumerable<Block> blocks, string color)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case Block.Heading heading:
                    html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level} style=\"font-size:{(heading.Level == 1 ? 22 : 18)}px;color:{color};margin:24px 0 8px\">");
                    Inlines(html, heading.Content, color);
                    html.Append(CultureInfo.InvariantCulture, $"</h{heading.Level}>\n");
                    break;
                case Block.Paragraph { Content: [Inline.Link button] }:
                    html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:24px 0\"><a href=\"{Encoder.Encode(button.Target)}\" style=\"display:inline-block;background:{color};color:#FFFFFF;padding:12px 24px;border-radius:4px;font-weight:600;text-decoration:none\">");
                    Inlines(html, button.Content, color);
                    html.Append("</a></p>\n");
                    break;
                case Block.Paragraph paragraph:
                    html.Append("<p style=\"margin:0 0 16px\">");
                    Inlines(html, paragraph.Content, color);
                    html.Append("</p>\n");
                    break;
                case Block.BulletList list:
                    html.Append(list.Ordered ? "<ol style=\"margin:0 0 16px;padding-left:24px\">\n" : "<ul style=\"margin:0 0 16px;padding-left:24px\">\n");
                    foreach (var item in list.Items)
                    {
                        html.Append("<li>");
                        if (item is [Block.Paragraph only])
                        {
                            Inlines(html, only.Content, color);
                        }
                        else
                        {
                            Blocks(html, item, color);
                        }

                        html.Append("</li>\n");
                    }

                    html.Append(list.Ordered ? "</ol>\n" : "</ul>\n");
                    break;
                case Block.Table table:
                    html.Append("<table style=\"border-collapse:collapse;margin:0 0 16px\">");
                    if (!table.HasRowHeaders)
                    {
                        Row(html, table, table.Header, _ => "th scope=\"col\"", color);
                    }

                    foreach (var row in table.Rows)
                    {
                        Row(html, table, row, i => i == 0 && table.HasRowHeaders ? "th scope=\"row\"" : "td", color);
                    }

                    html.Append("</table>\n");
                    break;
                case Block.Rule:
                    html.Append("<hr style=\"border:0;border-top:1px solid #C9D2DD;margin:24px 0\">\n");
                    break;
                case Block.Code code:
                    html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:24px 0;padding:16px;background:#E8EFF7;font-family:'Roboto Mono',Consolas,monospace;font-size:28px;letter-spacing:3px;text-align:center\">{Encoder.Encode(code.Value)}</p>\n");
                    break;
                case Block.Spacer spacer:
                    html.Append(CultureInfo.InvariantCulture, $"<div style=\"height:{spacer.Millimetres}mm\"></div>\n");
                    break;
                case Block.AddressWindow or Block.Barcode or Block.QrCode or Block.Handtekening or Block.Afbeelding:
                    // A mail has no envelope, nobody signs it, and it loads nothing.
                    break;
            }
        }
    }

    private static void Row(StringBuilder html, Block.Table table, IReadOnlyList<IReadOnlyList<Inline>> cells, Func<int, string> open, string color)
    {
        html.Append("<tr>");
        for (var i = 0; i < cells.Count; i++)
        {
            html.Append('<').Append(open(i)).Append(" style=\"text-align:").Append(table.RightAligned.Contains(i) ? "right" : "left").Append(";padding:6px 16px 6px 0;border-bottom:1px solid #C9D2DD\">");
            Inlines(html, cells[i], color);
            html.Append("</").Append(open(i).AsSpan(0, 2)).Append('>');
        }

        html.Append("</tr>\n");
    }

    private static void Inlines(StringBuilder html, IEnumerable<Inline> inlines, string color)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case Inline.Text text:
                    html.Append(Encoder.Encode(text.Value));
                    break;
                case Inline.LineBreak:
                    html.Append("<br>");
                    break;
                case Inline.Strong strong:
                    html.Append("<strong>");
                    Inlines(html, strong.Content, color);
                    html.Append("</strong>");
                    break;
                case Inline.Emphasis emphasis:
                    html.Append("<em>");
                    Inlines(html, emphasis.Content, color);
                    html.Append("</em>");
                    break;
                case Inline.Link link:
                    html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Encoder.Encode(link.Target)}\" style=\"color:{color}\">");
                    Inlines(html, link.Content, color);
                    html.Append("</a>");
                    break;
            }
        }
    }
}
