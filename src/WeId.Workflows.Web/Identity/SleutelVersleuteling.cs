using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using WeId.Workflows.Domain;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Web.Identity;

/// <summary>Keeps the keys of cookies and forms unreadable in the database.</summary>
internal sealed class SleutelVersleuteling(IGeheimen geheimen) : IXmlEncryptor
{
    internal const string Purpose = "dataprotection";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var secret = geheimen.Protect(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new(Sleutelring.Write(secret), typeof(SleutelOntsleuteling));
    }
}

/// <inheritdoc cref="SleutelVersleuteling" />
internal sealed class SleutelOntsleuteling(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var geheimen = services.GetRequiredService<IGeheimen>();
        return XElement.Parse(Encoding.UTF8.GetString(geheimen.Unprotect(SleutelVersleuteling.Purpose, Sleutelring.Read(encryptedElement))));
    }
}
