using System.Text.Json;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen.Concepten;

/// <summary>Between a form and the bytes of its draft: JSON, encrypted, since a draft holds personal data of somebody who knows nothing of it yet.</summary>
public static class ConceptInhoud
{
    private const string Purpose = "concept";

    /// <summary>The bytes to store.</summary>
    public static byte[] Write<T>(IGeheimen geheimen, T formulier)
    {
        ArgumentNullException.ThrowIfNull(geheimen);
        return geheimen.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(formulier));
    }

    /// <summary>The form as it was typed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Changed, or its key is gone.</exception>
    public static T Read<T>(IGeheimen geheimen, Concept concept)
    {
        ArgumentNullException.ThrowIfNull(geheimen);
        ArgumentNullException.ThrowIfNull(concept);
        return JsonSerializer.Deserialize<T>(geheimen.Unprotect(Purpose, concept.Gegevens))
            ?? throw new InvalidOperationException($"Draft {concept.Id} holds no form.");
    }
}
