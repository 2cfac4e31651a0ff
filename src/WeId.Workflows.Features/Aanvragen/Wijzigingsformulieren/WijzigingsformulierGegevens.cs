using WeId.Workflows.Domain.Aanvragen;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The own data of a wijzigingsformulier, whichever of the nine it is.</summary>
/// <param name="OntvangenOp">The day on which the paper came in; null when it was filled in online.</param>
/// <param name="Antwoorden">By the name of the question; a BSN is never among them .</param>
public sealed record WijzigingsformulierGegevens(
    WijzigingSoort Soort, FormulierOntvangst Ontvangst, DateOnly? OntvangenOp, IReadOnlyDictionary<string, string> Antwoorden)
{
    /// <summary>The aanvraag type and definition id.</summary>
    public const string Type = "wijzigingsformulier";
}
