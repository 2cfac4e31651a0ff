using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>An uploaded copy of an identity document, encrypted with a key of its own; erasing destroys the key.</summary>
public sealed class Bijlage
{
    /// <summary>Most bytes of one file .</summary>
    public const long MaxBytes = 5 * 1024 * 1024;

    /// <summary>The extensions that may be uploaded, literally those of the manual .</summary>
    public static readonly IReadOnlyList<string> Extensions =
        ["pdf", "png", "pjp", "jpeg", "jpg", "jfif", "tif", "tiff", "pipeg", "pjpeg", "bmp"];

    private Bijlage()
    {
    }

    /// <summary>A file in a draft.</summary>
    public Bijlage(Guid id, Guid conceptId, Guid organisatieId, Guid accountId, DocumentZijde zijde, string bestandsnaam, string contentType, long bytes, byte[] versleuteld, byte[] sleutel, DateTimeOffset geuploadOp)
    {
        Id = id;
        ConceptId = conceptId;
        OrganisatieId = organisatieId;
        AccountId = accountId;
        Zijde = zijde;
        Bestandsnaam = bestandsnaam;
        ContentType = contentType;
        Bytes = bytes;
        Versleuteld = versleuteld;
        Sleutel = sleutel;
        GeuploadOp = geuploadOp;
    }

    /// <summary>Identity; also part of the authenticated data of the encryption.</summary>
    public Guid Id { get; private set; }

    /// <summary>The draft in which it was uploaded.</summary>
    public Guid ConceptId { get; private set; }

    /// <summary>The aanvraag, once submitted.</summary>
    public Guid? AanvraagId { get; private set; }

    /// <summary>In whose name; empty while a visitor who is not signed in has not submitted it.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>Who uploaded it; empty for a visitor who is not signed in.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>What it shows.</summary>
    public DocumentZijde Zijde { get; private set; }

    /// <summary>Its name as given, for people only.</summary>
    public string Bestandsnaam { get; private set; } = "";

    /// <summary>By content, after re-encoding.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Size as uploaded.</summary>
    public long Bytes { get; private set; }

    /// <summary>AES-GCM: nonce, tag, ciphertext; null once erased.</summary>
    public byte[]? Versleuteld { get; private set; }

    /// <summary>The wrapped key of this document; null once erased.</summary>
    public byte[]? Sleutel { get; private set; }

    /// <summary>When it came.</summary>
    public DateTimeOffset GeuploadOp { get; private set; }

    /// <summary>When it was erased.</summary>
    public DateTimeOffset? GewistOp { get; private set; }

    /// <summary>Moves from the draft to the aanvraag.</summary>
    public void Submit(Guid aanvraagId) => AanvraagId = aanvraagId;

    /// <summary>The same for who uploaded it before We-ID knew in whose name.</summary>
    public void Submit(Guid aanvraagId, Guid organisatieId)
    {
        Submit(aanvraagId);
        OrganisatieId = organisatieId;
    }

    /// <summary>Destroys key and bytes.</summary>
    public void Erase(DateTimeOffset at)
    {
        Versleuteld = null;
        Sleutel = null;
        GewistOp ??= at;
    }
}

/// <summary>What an upload shows (R-102: front and back may be one file or two).</summary>
public enum DocumentZijde
{
    /// <summary>Front, or the holder's page of a passport.</summary>
    Voorzijde,

    /// <summary>Back.</summary>
    Achterzijde,

    /// <summary>Both in one file.</summary>
    Beide,
}

/// <summary>Which copies belong together.</summary>
public static class DocumentZijden
{
    /// <summary>Whether one takes the place of the other.</summary>
    public static bool Overlaps(this DocumentZijde one, DocumentZijde other) =>
        one == other || one is DocumentZijde.Beide || other is DocumentZijde.Beide;

    /// <summary>What these copies lack of a document; null when they are complete.</summary>
    public static Refusal? Missing(this DocumentType type, IEnumerable<DocumentZijde> zijden)
    {
        var given = zijden.ToHashSet();
        if (given.Contains(DocumentZijde.Beide))
        {
            return null;
        }

        if (!given.Contains(DocumentZijde.Voorzijde))
        {
            return new DocumentCopyMissing { Field = "Bijlagen" };
        }

        return type.HasBackSide() && !given.Contains(DocumentZijde.Achterzijde) ? new DocumentBackMissing(type) { Field = "Bijlagen" } : null;
    }
}

/// <summary>A half-filled wizard, kept until submitted or seven days old; its data are encrypted.</summary>
public sealed class Concept
{
    private Concept()
    {
    }

    /// <summary>A new draft.</summary>
    public Concept(Guid id, string type, Guid organisatieId, Guid accountId, byte[] gegevens, DateTimeOffset at)
    {
        Id = id;
        Type = type;
        OrganisatieId = organisatieId;
        AccountId = accountId;
        Gegevens = gegevens;
        GewijzigdOp = at;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag type.</summary>
    public string Type { get; private set; } = "";

    /// <summary>In whose name.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>Who fills it in.</summary>
    public Guid AccountId { get; private set; }

    /// <summary>The form as JSON, encrypted.</summary>
    public byte[] Gegevens { get; private set; } = [];

    /// <summary>Last change.</summary>
    public DateTimeOffset GewijzigdOp { get; private set; }

    /// <summary>Keeps what was typed.</summary>
    public void Save(byte[] gegevens, DateTimeOffset at)
    {
        Gegevens = gegevens;
        GewijzigdOp = at;
    }
}
