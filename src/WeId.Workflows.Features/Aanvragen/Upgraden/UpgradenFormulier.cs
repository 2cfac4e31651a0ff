namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>
/// The page as the beheerder typed it, kept as draft. It has no place for what is known of the user; refusals name these
/// properties as their <c>Field</c>.
/// </summary>
public sealed class UpgradenFormulier
{
    /// <summary>Label of the new level.</summary>
    public string? Niveau { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.Rol"/>.</summary>
    public string? Rol { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.DocumentType"/>; only when no recorded document can be relied on.</summary>
    public string? DocumentType { get; set; }

    /// <summary>Number of the identity document.</summary>
    public string? Documentnummer { get; set; }

    /// <summary>Last day of its validity.</summary>
    public DateOnly? Vervaldatum { get; set; }

    /// <summary>Address for the identification: street, number and addition.</summary>
    public string? IdentificatieStraat { get; set; }

    /// <summary>Its postcode.</summary>
    public string? IdentificatiePostcode { get; set; }

    /// <summary>Its town.</summary>
    public string? IdentificatiePlaats { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.TweedeFactor"/>; only for a middel that has none.</summary>
    public string? TweedeFactor { get; set; }

    /// <summary>Mobile number for SMS; only when it is not known.</summary>
    public string? Mobiel { get; set; }

    /// <summary>Further organisaties.</summary>
    public List<Guid> Organisaties { get; set; } = [];

    /// <summary>Three years with discount; else one year.</summary>
    public bool Korting3Jarig { get; set; }

    /// <summary>Agrees with the aanvraag and its costs.</summary>
    public bool Akkoord { get; set; }

    /// <summary>Total without btw that was shown; submission refuses when it has changed.</summary>
    public decimal? GetoondeKosten { get; set; }
}
