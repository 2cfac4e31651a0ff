namespace WeId.Workflows.Domain;

/// <summary>Keeps bytes unreadable at rest: template data that holds codes, documents before they are posted.</summary>
public interface IGeheimen
{
    /// <summary>Encrypts; only <see cref="Unprotect"/> with the same purpose reads it again.</summary>
    byte[] Protect(string purpose, byte[] plain);

    /// <summary>Decrypts.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Changed, made for another purpose, or its key is gone.</exception>
    byte[] Unprotect(string purpose, byte[] secret);
}
