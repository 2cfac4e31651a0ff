namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>The wizard as the beheerder typed it; refusals name these properties as their <c>Field</c>.</summary>
public sealed class OrganisatieToevoegenFormulier
{
    /// <summary>KvK or vestigingsnummer .</summary>
    public string? Nummer { get; set; }

    /// <summary>Level label: EH2+, EH3 or EH4 .</summary>
    public string? Niveau { get; set; }

    /// <summary>Keys of the functionarissen who sign, see <see cref="Contracten.Tekenaars.KeyOf"/>.</summary>
    public List<string> Ondertekenaars { get; set; } = [];

    /// <summary>Three years with discount; else one year .</summary>
    public bool Korting3Jarig { get; set; }

    /// <summary>First consent .</summary>
    public bool AkkoordTarieven { get; set; }

    /// <summary>Second consent .</summary>
    public bool AkkoordVerklaring { get; set; }

    /// <summary>Total without btw that was shown; submission refuses when it has changed.</summary>
    public decimal? GetoondeKosten { get; set; }

    /// <summary>Step of the wizard where he was, from 1.</summary>
    public int Stap { get; set; } = 1;
}
