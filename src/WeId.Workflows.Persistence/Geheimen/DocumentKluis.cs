using System.Security.Cryptography;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Persistence.Geheimen;

/// <summary>Encrypts uploads with a key of their own, wrapped by a master key; without the wrapped key nothing brings them back.</summary>
public sealed class DocumentKluis(IGeheimen geheimen)
{
    private const string Purpose = "bijlage.sleutel";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Ciphertext and wrapped key. The id is authenticated with it, so that two uploads cannot be swapped.</summary>
    public (byte[] Versleuteld, byte[] Sleutel) Encrypt(Guid id, byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var key = RandomNumberGenerator.GetBytes(32);
        var secret = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(secret.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(secret.AsSpan(0, NonceLength), plain, secret.AsSpan(NonceLength + TagLength), secret.AsSpan(NonceLength, TagLength), id.ToByteArray());
        return (secret, geheimen.Protect(Purpose, key));
    }

    /// <summary>A document that stays with its aanvraag, encrypted, with the hash of what can be read of it.</summary>
    /// <param name="taakId">As <see cref="Dossierstuk.TaakId"/>.</param>
    /// <param name="verzendingId">As <see cref="Dossierstuk.VerzendingId"/>.</param>
    public Dossierstuk Seal(
        Guid aanvraagId, string soort, string bestandsnaam, string contentType, byte[] plain, DateTimeOffset at, Guid? taakId = null, Guid? verzendingId = null)
    {
        var id = Guid.CreateVersion7(at);
        var (secret, key) = Encrypt(id, plain);
        return new(id, aanvraagId, soort, bestandsnaam, contentType, Convert.ToHexStringLower(SHA256.HashData(plain)), secret, key, at) { TaakId = taakId, VerzendingId = verzendingId };
    }

    /// <summary>The bytes of an upload; null once it was erased.</summary>
    /// <exception cref="CryptographicException">Changed, or swapped with another.</exception>
    public byte[]? Decrypt(Bijlage bijlage)
    {
        ArgumentNullException.ThrowIfNull(bijlage);
        return bijlage.Versleuteld is { } secret && bijlage.Sleutel is { } wrapped ? Decrypt(bijlage.Id, secret, wrapped) : null;
    }

    /// <summary>The bytes of a document that stays.</summary>
    /// <exception cref="CryptographicException">Changed, or swapped with another.</exception>
    public byte[] Decrypt(Dossierstuk stuk)
    {
        ArgumentNullException.ThrowIfNull(stuk);
        return Decrypt(stuk.Id, stuk.Versleuteld, stuk.Sleutel);
    }

    private byte[] Decrypt(Guid id, byte[] secret, byte[] wrapped)
    {
        var plain = new byte[secret.Length - NonceLength - TagLength];
        using var aes = new AesGcm(geheimen.Unprotect(Purpose, wrapped), TagLength);
        aes.Decrypt(secret.AsSpan(0, NonceLength), secret.AsSpan(NonceLength + TagLength), secret.AsSpan(NonceLength, TagLength), plain, id.ToByteArray());
        return plain;
    }
}
