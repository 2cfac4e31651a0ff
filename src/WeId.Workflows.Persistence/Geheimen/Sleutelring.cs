using System.Xml.Linq;

namespace WeId.Workflows.Persistence.Geheimen;

/// <summary>How the keys of cookies and forms stand in the database: under a master key.</summary>
public static class Sleutelring
{
    private const string Element = "geheim";

    /// <summary>The element that holds a secret.</summary>
    public static XElement Write(byte[] secret) => new(Element, Convert.ToBase64String(secret));

    /// <summary>The secret in such an element.</summary>
    public static byte[] Read(XElement element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return Convert.FromBase64String(element.Value);
    }

    /// <summary>All secrets in a stored key.</summary>
    internal static IEnumerable<byte[]> Secrets(string xml) => XElement.Parse(xml).Descendants(Element).Select(Read);
}
