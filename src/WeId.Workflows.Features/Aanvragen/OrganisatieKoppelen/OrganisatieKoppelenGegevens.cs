using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Niveau">That of the middel at submission .</param>
public sealed record OrganisatieKoppelenGegevens(Guid MiddelId, Betrouwbaarheidsniveau Niveau, Rol Rol, IReadOnlyList<Guid> Organisaties, AbonnementDuur Duur)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "organisatie-koppelen";
}
