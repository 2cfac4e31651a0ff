using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Persistence.Geheimen;

/// <summary>The master keys; section <c>Geheimen</c>. The first encrypts, all of them decrypt, so that a key can be replaced.</summary>
public sealed class GeheimenOptions
{
    private const int KeyLength = 32;

    /// <summary>Keys of 32 bytes in base64, newest first. Only through the environment in Production. No default.</summary>
    [Required, MinLength(1)]
    public IList<string> Hoofdsleutels { get; } = [];

    /// <summary>Whether each of them has the length of a key.</summary>
    internal bool AreKeys() => Hoofdsleutels.All(key => Convert.TryFromBase64String(key, new byte[KeyLength + 3], out var length) && length == KeyLength);
}

/// <summary>AES-256-GCM under a key for each purpose, derived from a master key by HKDF-SHA256.</summary>
/// <remarks>Format: 1 byte version, 8 bytes key id, 12 bytes nonce, 16 bytes tag, ciphertext.</remarks>
internal sealed class Sleutelbos : IGeheimen
{
    private const byte Format = 1;
    private const int KeyIdLength = 8;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + KeyIdLength + NonceLength + TagLength;

    private readonly IReadOnlyList<(byte[] Id, byte[] Key)> keys;

    public Sleutelbos(IOptions<GeheimenOptions> options)
    {
        keys = [.. options.Value.Hoofdsleutels.Select(Convert.FromBase64String).Select(key => (SHA256.HashData(key)[..KeyIdLength], key))];
    }

    /// <summary>Ids of the master keys, newest first; they tell nothing of the keys.</summary>
    public IEnumerable<string> KeyIds => keys.Select(k => Convert.ToHexStringLower(k.Id));

    /// <summary>The id of the master key of a secret, in hexadecimals.</summary>
    public static string KeyIdOf(byte[] secret) => Convert.ToHexStringLower(secret.AsSpan(1, KeyIdLength));

    /// <summary>Whether the master key of the secret is configured.</summary>
    public bool Knows(byte[] secret) => secret.Length >= HeaderLength && keys.Any(k => secret.AsSpan(1, KeyIdLength).SequenceEqual(k.Id));

    public byte[] Protect(string purpose, byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var (id, key) = keys[0];
        var secret = new byte[HeaderLength + plain.Length];
        secret[0] = Format;
        id.CopyTo(secret, 1);
        var nonce = secret.AsSpan(1 + KeyIdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive(key, purpose), TagLength);
        aes.Encrypt(nonce, plain, secret.AsSpan(HeaderLength), secret.AsSpan(HeaderLength - TagLength, TagLength), secret.AsSpan(0, 1 + KeyIdLength));
        return secret;
    }

    public byte[] Unprotect(string purpose, byte[] secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (secret.Length < HeaderLength || secret[0] != Format)
        {
            throw new CryptographicException("Not a secret of this format.");
        }

        var id = secret.AsSpan(1, KeyIdLength).ToArray();
        var key = keys.FirstOrDefault(k => k.Id.SequenceEqual(id)).Key ?? throw new SleutelOntbreektException();
        var plain = new byte[secret.Length - HeaderLength];
        using var aes = new AesGcm(Derive(key, purpose), TagLength);
        aes.Decrypt(
            secret.AsSpan(1 + KeyIdLength, NonceLength),
            secret.AsSpan(HeaderLength),
            secret.AsSpan(HeaderLength - TagLength, TagLength),
            plain,
            secret.AsSpan(0, 1 + KeyIdLength));
        return plain;
    }

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose));
}
