using System.Security.Cryptography;
using System.Text;

namespace WeId.Workflows.Engine;

/// <summary>Ids that follow from another id, so that a repeated act makes the same ones.</summary>
public static class DerivedId
{
    /// <summary>The id that belongs to <paramref name="seed"/> for this purpose: version 8 of RFC 9562, from SHA-256.</summary>
    public static Guid From(Guid seed, string purpose)
    {
        ArgumentNullException.ThrowIfNull(purpose);
        var hash = SHA256.HashData([.. seed.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(purpose)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
