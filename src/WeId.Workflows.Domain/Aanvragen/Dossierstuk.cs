namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>
/// A document that stays with an aanvraag as evidence, such as the scan of a signed contract or form, or what we sent; encrypted
/// like a <see cref="Bijlage"/>, but not erased at the decision. Never an identity document, and nothing with a code.
/// </summary>
public sealed class Dossierstuk
{
    private Dossierstuk()
    {
    }

    /// <summary>A document as received.</summary>
    public Dossierstuk(Guid id, Guid aanvraagId, string soort, string bestandsnaam, string contentType, string hash, byte[] versleuteld, byte[] sleutel, DateTimeOffset ontvangenOp)
    {
        Id = id;
        AanvraagId = aanvraagId;
        Soort = soort;
        Bestandsnaam = bestandsnaam;
        ContentType = contentType;
        Hash = hash;
        Versleuteld = versleuteld;
        Sleutel = sleutel;
        OntvangenOp = ontvangenOp;
    }

    /// <summary>Identity; also part of the authenticated data of the encryption.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag to which it belongs.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>What it is, a word of the aanvraag type: <c>contract</c>, <c>offerte</c>.</summary>
    public string Soort { get; private set; } = "";

    /// <summary>Its name as given, for people only.</summary>
    public string Bestandsnaam { get; private set; } = "";

    /// <summary>By content.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>SHA-256 of the readable bytes, in lower-case hexadecimals.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>AES-GCM: nonce, tag, ciphertext.</summary>
    public byte[] Versleuteld { get; private set; } = [];

    /// <summary>The wrapped key of this document.</summary>
    public byte[] Sleutel { get; private set; } = [];

    /// <summary>When it came, or was made up by us.</summary>
    public DateTimeOffset OntvangenOp { get; private set; }

    /// <summary>The task of the medewerker who registered it; null when it did not come by one.</summary>
    public Guid? TaakId { get; init; }

    /// <summary>The verzending with which it leaves; null when it did not leave with one.</summary>
    public Guid? VerzendingId { get; init; }
}
