namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>Kind of identity document that an aanvraag may state. Source: Handleiding beheermodule §3.2 .</summary>
public enum DocumentType
{
    /// <summary>Passport; all data stand on one page.</summary>
    Paspoort,

    /// <summary>Identity card of the Netherlands or another country of the EER.</summary>
    Identiteitskaart,

    /// <summary>Driving licence.</summary>
    Rijbewijs,

    /// <summary>Dutch document for foreign nationals.</summary>
    NlVreemdelingendocument,
}

/// <summary>What follows from the kind of document.</summary>
public static class DocumentTypeRules
{
    /// <summary>Whether the copy must show front and back, in one file or two .</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a <see cref="DocumentType"/>.</exception>
    public static bool HasBackSide(this DocumentType type) => type switch
    {
        DocumentType.Paspoort => false,
        DocumentType.Identiteitskaart or DocumentType.Rijbewijs or DocumentType.NlVreemdelingendocument => true,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, message: null),
    };
}
