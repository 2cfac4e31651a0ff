using System.Xml.Linq;

namespace WeId.Workflows.Partners.Documents.Pdf;

/// <summary>
/// What a file says of itself: its title and maker, and that it keeps PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1). The
/// names of the latter are no part of PDF/A, so that it describes them too. No dates: a file depends on its content only.
/// </summary>
internal static class PdfMetadata
{
    /// <summary>Name of the program that makes the files.</summary>
    public const string Producer = "WeId.Workflows";

    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Xmp = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace PdfNames = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace PdfA = "http://www.aiim.org/pdfa/ns/id/";
    private static readonly XNamespace PdfUa = "http://www.aiim.org/pdfua/ns/id/";
    private static readonly XNamespace Extension = "http://www.aiim.org/pdfa/ns/extension/";
    private static readonly XNamespace Schema = "http://www.aiim.org/pdfa/ns/schema#";
    private static readonly XNamespace Property = "http://www.aiim.org/pdfa/ns/property#";

    /// <summary>The packet, as XMP wants it.</summary>
    public static string Write(string title, string author)
    {
        XNamespace meta = "adobe:ns:meta/";
        var resource = new XAttribute(Rdf + "parseType", "Resource");
        var rdf = new XElement(
            Rdf + "RDF",
            new XAttribute(XNamespace.Xmlns + "rdf", Rdf),
            Description(
                new XAttribute(XNamespace.Xmlns + "dc", Dc),
                new XElement(Dc + "title", new XElement(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), title))),
                new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", author)))),
            Description(new XAttribute(XNamespace.Xmlns + "xmp", Xmp), new XElement(Xmp + "CreatorTool", Producer)),
            Description(new XAttribute(XNamespace.Xmlns + "pdf", PdfNames), new XElement(PdfNames + "Producer", Producer)),
            Description(new XAttribute(XNamespace.Xmlns + "pdfaid", PdfA), new XElement(PdfA + "part", 2), new XElement(PdfA + "conformance", "A")),
            Description(new XAttribute(XNamespace.Xmlns + "pdfuaid", PdfUa), new XElement(PdfUa + "part", 1)),
            Description(
                new XAttribute(XNamespace.Xmlns + "pdfaExtension", Extension),
                new XAttribute(XNamespace.Xmlns + "pdfaSchema", Schema),
                new XAttribute(XNamespace.Xmlns + "pdfaProperty", Property),
                new XElement(Extension + "schemas", new XElement(Rdf + "Bag", new XElement(
                    Rdf + "li",
                    resource,
                    new XElement(Schema + "schema", "PDF/UA"),
                    new XElement(Schema + "namespaceURI", PdfUa.NamespaceName),
                    new XElement(Schema + "prefix", "pdfuaid"),
                    new XElement(Schema + "property", new XElement(Rdf + "Seq", new XElement(
                        Rdf + "li",
                        resource,
                        new XElement(Property + "name", "part"),
                        new XElement(Property + "valueType", "Integer"),
                        new XElement(Property + "category", "internal"),
                        new XElement(Property + "description", "The part of ISO 14289 that the file keeps")))))))));
        var packet = new XElement(meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", meta), rdf);
        return $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{packet.ToString(SaveOptions.DisableFormatting)}\n<?xpacket end=\"r\"?>";
    }

    private static XElement Description(params object[] content) => new(Rdf + "Description", [new XAttribute(Rdf + "about", ""), .. content]);
}
