using WeId.Workflows.Features.Aanvragen.Contracten;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="OrganisatieId">The organisatie that is added.</param>
/// <param name="Contract">What the contract says.</param>
/// <param name="ToestemmingVersie">Version of the two texts to which he agreed .</param>
/// <param name="ToestemmingOp">When he agreed.</param>
public sealed record OrganisatieToevoegenGegevens(Guid OrganisatieId, ContractAfspraak Contract, string ToestemmingVersie, DateTimeOffset ToestemmingOp)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "organisatie-toevoegen";

    /// <summary>Version of the texts of the two consents; another one when their words change.</summary>
    public const string Toestemmingen = "2026-1";
}
