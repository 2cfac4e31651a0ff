using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>The own data of an aanvraag of this type. Null: it is known already and stays as it is .</summary>
/// <param name="Documentnummer">Emptied at the final decision, and empty when the recorded document is relied on .</param>
/// <param name="Organisaties">Further ones to which the middel is coupled .</param>
public sealed record UpgradenGegevens(
    Guid KoppelingId,
    Betrouwbaarheidsniveau Van,
    Betrouwbaarheidsniveau Niveau,
    Rol Rol,
    DocumentType? DocumentType,
    string Documentnummer,
    DateOnly? Vervaldatum,
    Postadres? IdentificatieAdres,
    TweedeFactor? TweedeFactor,
    string? Mobiel,
    IReadOnlyList<Guid> Organisaties,
    AbonnementDuur Duur)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "upgrade";

    /// <summary>The type of a draft: one for each user, so that two can be upgraded side by side.</summary>
    public static string ConceptType(Guid koppelingId) => $"{Type}:{koppelingId:N}";
}
