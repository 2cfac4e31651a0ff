using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>The data of an aanvraag of this type, as stored in <c>Aanvraag.Gegevens</c>.</summary>
/// <param name="Documentnummer">Emptied at the final decision; then only what the persoon's Identiteitsdocument keeps remains.</param>
/// <param name="IdentificatieAdres">For EH3 and EH4, else null.</param>
public sealed record NieuweGebruikerGegevens(
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
    IReadOnlyList<Guid> ExtraOrganisaties,
    AbonnementDuur Duur)
    : MiddelGegevens(
        Niveau, Rol, Voornamen, Tussenvoegsel, Achternaam, Geboortedatum, Email, DocumentType, Documentnummer, Vervaldatum, IdentificatieAdres, TweedeFactor, Mobiel, Duur)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "nieuwe-gebruiker";
}
