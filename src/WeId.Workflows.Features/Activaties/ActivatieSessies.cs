using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Activaties;

/// <summary>What somebody holds who has given a right code, without being signed in: opaque, and of use for two hours and one purpose.</summary>
internal sealed class ActivatieSessies(IGeheimen geheimen, TimeProvider time)
{
    private const string Purpose = "activatie.sessie";
    private const int IdLength = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    public string Make(Guid id, string doel = Purpose)
    {
        Span<byte> plain = stackalloc byte[IdLength + sizeof(long)];
        id.TryWriteBytes(plain);
        BinaryPrimitives.WriteInt64BigEndian(plain[IdLength..], (time.GetUtcNow() + Lifetime).UtcTicks);
        return Base64Url.EncodeToString(geheimen.Protect(doel, plain.ToArray()));
    }

    /// <summary>What it was made for; null when the text is not ours, too old, or made for another purpose.</summary>
    public Guid? Read(string sessie, string doel = Purpose)
    {
        try
        {
            var plain = geheimen.Unprotect(doel, Base64Url.DecodeFromChars(sessie)).AsSpan();
            return BinaryPrimitives.ReadInt64BigEndian(plain[IdLength..]) > time.GetUtcNow().UtcTicks ? new Guid(plain[..IdLength]) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
