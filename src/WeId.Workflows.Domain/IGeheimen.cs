using System.Security.Cryptography;

namespace WeId.Workflows.Domain;

/// <summary>Keeps bytes unreadable at rest: template data that holds codes, documents before they are posted.</summary>
public interface IGeheimen
{
    /// <summary>Encrypts; only <see cref="Unprotect"/> with the same purpose reads it again.</summary>
    byte[] Protect(string purpose, byte[] plain);

    /// <summary>Decrypts.</summary>
    /// <exception cref="CryptographicException">Changed, or made for another purpose.</exception>
    /// <exception cref="SleutelOntbreektException">Its key is not configured: nothing is wrong with the secret.</exception>
    byte[] Unprotect(string purpose, byte[] secret);
}

/// <summary>A secret is under a master key that is not configured.</summary>
public sealed class SleutelOntbreektException() : CryptographicException("The master key of this secret is not configured.");
