using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Duur">Of the abonnement that begins with it.</param>
public sealed record WijzigMiddeltypeGegevens(Guid KoppelingId, MiddelType Van, MiddelType Naar, AbonnementDuur Duur)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "wijzig-middeltype";
}
