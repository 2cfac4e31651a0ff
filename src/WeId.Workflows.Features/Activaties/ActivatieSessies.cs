using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Activaties;

/// <summary>What a user holds who has given a right activation code: opaque, and of use for two hours.</summary>
internal sealed class ActivatieSessies(IGeheimen geheimen, TimeProvider time)
{
    private const string Purpose = "activatie.sessie";
    private const int IdLength = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    public string Make(Guid activatieId)
    {
        Span<byte> plain = stackalloc byte[IdLength + sizeof(long)];
        activatieId.TryWriteBytes(plain);
        BinaryPrimitives.WriteInt64BigEndian(plain[IdLength..], (time.GetUtcNow() + Lifetime).UtcTicks);
        return Base64Url.EncodeToString(geheimen.Protect(Purpose, plain.ToArray()));
    }

    /// <summary>The activation; null when the text is not ours or too old.</summary>
    public Guid? Read(string sessie)
    {
        try
        {
            var plain = geheimen.Unprotect(Purpose, Base64Url.DecodeFromChars(sessie)).AsSpan();
            return BinaryPrimitives.ReadInt64BigEndian(plain[IdLength..]) > time.GetUtcNow().UtcTicks ? new Guid(plain[..IdLength]) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
