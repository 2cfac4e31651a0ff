namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>The questions about a middel for somebody who has none yet, as they were answered. Refusals name these properties as their <c>Field</c>.</summary>
public abstract class MiddelFormulier
{
    /// <summary>Level label: EH2+, EH3 or EH4 .</summary>
    public string? Niveau { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.Rol"/> (R-093).</summary>
    public string? Rol { get; set; }

    /// <summary>First names as on the document.</summary>
    public string? Voornamen { get; set; }

    /// <summary>Prefix of the surname.</summary>
    public string? Tussenvoegsel { get; set; }

    /// <summary>Surname.</summary>
    public string? Achternaam { get; set; }

    /// <summary>Day of birth.</summary>
    public DateOnly? Geboortedatum { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.DocumentType"/> (R-103).</summary>
    public string? DocumentType { get; set; }

    /// <summary>Number of the identity document.</summary>
    public string? Documentnummer { get; set; }

    /// <summary>Last day of its validity .</summary>
    public DateOnly? Vervaldatum { get; set; }

    /// <summary>Address for the identification, for EH3 and EH4: street, number and addition.</summary>
    public string? IdentificatieStraat { get; set; }

    /// <summary>Its postcode.</summary>
    public string? IdentificatiePostcode { get; set; }

    /// <summary>Its town.</summary>
    public string? IdentificatiePlaats { get; set; }

    /// <summary>Name of a <see cref="Domain.Gebruikers.TweedeFactor"/> (R-108).</summary>
    public string? TweedeFactor { get; set; }

    /// <summary>Mobile number for SMS.</summary>
    public string? Mobiel { get; set; }

    /// <summary>Three years with discount; else one year.</summary>
    public bool Korting3Jarig { get; set; }

    /// <summary>Total without btw that was shown; submission refuses when it has changed.</summary>
    public decimal? GetoondeKosten { get; set; }

    /// <summary>Step of the wizard where he was, from 1.</summary>
    public int Stap { get; set; } = 1;
}
