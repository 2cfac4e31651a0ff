using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>The own data of an aanvraag of this type.</summary>
/// <param name="Middel">What the beheerder gets; its document number is emptied at the final decision.</param>
/// <param name="Contract">What the contract says.</param>
/// <param name="ToestemmingVersie">Version of the two texts to which the applicant agreed .</param>
/// <param name="ToestemmingOp">When he agreed.</param>
public sealed record EersteBeheerderGegevens(MiddelGegevens Middel, ContractAfspraak Contract, string ToestemmingVersie, DateTimeOffset ToestemmingOp)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "eerste-beheerder";

    /// <summary>Version of the texts of the two consents; another one when their words change.</summary>
    public const string Toestemmingen = "2026-1";
}
