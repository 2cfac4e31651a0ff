using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>A middel for somebody who has none yet, as it stands in the data of its aanvraag.</summary>
/// <param name="Documentnummer">Emptied at the final decision; then only what the persoon's Identiteitsdocument keeps remains.</param>
/// <param name="IdentificatieAdres">For EH3 and EH4, else null.</param>
public record MiddelGegevens(
    Betrouwbaarheidsniveau Niveau,
    Rol Rol,
    string Voornamen,
    string? Tussenvoegsel,
    string Achternaam,
    DateOnly Geboortedatum,
    string Email,
    DocumentType DocumentType,
    string Documentnummer,
    DateOnly Vervaldatum,
    Postadres? IdentificatieAdres,
    TweedeFactor TweedeFactor,
    string? Mobiel,
    AbonnementDuur Duur)
{
    /// <summary>The document of which there is a copy; null when its number was erased.</summary>
    public Identiteitsbewijs? ToIdentiteitsbewijs() => Documentnummer.Length > 0 ? new(DocumentType, Documentnummer, Vervaldatum) : null;

    /// <summary>The person and his middel, as requested.</summary>
    public (Persoon Persoon, EhMiddel Middel) Create(DateTimeOffset at)
    {
        var persoon = new Persoon(
            Guid.CreateVersion7(at), Voornamen, Tussenvoegsel, Achternaam, Geboortedatum, Emailadres.Parse(Email), Mobiel is null ? null : MobielNummer.Parse(Mobiel));
        return (persoon, new EhMiddel(Guid.CreateVersion7(at), persoon.Id, Niveau, TweedeFactor, at));
    }
}
