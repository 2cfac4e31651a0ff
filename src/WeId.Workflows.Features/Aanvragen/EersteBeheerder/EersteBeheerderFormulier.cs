using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>For whom a wettelijk vertegenwoordiger asks .</summary>
public enum VoorWie
{
    /// <summary>He becomes beheerder himself.</summary>
    Mijzelf,

    /// <summary>Somebody else becomes beheerder.</summary>
    IemandAnders,
}

/// <summary>The questions as the wettelijk vertegenwoordiger answered them; refusals name these properties as their <c>Field</c>.</summary>
public sealed class EersteBeheerderFormulier : MiddelFormulier
{
    /// <summary>An empty form: the role is not his to choose .</summary>
    public EersteBeheerderFormulier() => Rol = nameof(Domain.Gebruikers.Rol.Beheerder);

    /// <summary>KvK or vestigingsnummer.</summary>
    public string? Nummer { get; set; }

    /// <summary>Name of a <see cref="VoorWie"/>.</summary>
    public string? Voor { get; set; }

    /// <summary>First names of the applicant, when he asks for somebody else.</summary>
    public string? AanvragerVoornamen { get; set; }

    /// <summary>Prefix of his surname.</summary>
    public string? AanvragerTussenvoegsel { get; set; }

    /// <summary>His surname.</summary>
    public string? AanvragerAchternaam { get; set; }

    /// <summary>His day of birth, which the Handelsregister knows too.</summary>
    public DateOnly? AanvragerGeboortedatum { get; set; }

    /// <summary>His e-mail address: the personal link goes there.</summary>
    public string? AanvragerEmail { get; set; }

    /// <summary>Keys of the functionarissen who sign, see <see cref="Contracten.Tekenaars.KeyOf"/>.</summary>
    public List<string> Ondertekenaars { get; set; } = [];

    /// <summary>First consent.</summary>
    public bool AkkoordTarieven { get; set; }

    /// <summary>Second consent.</summary>
    public bool AkkoordVerklaring { get; set; }
}
