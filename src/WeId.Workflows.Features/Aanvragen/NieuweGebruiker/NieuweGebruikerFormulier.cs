using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>
/// The wizard as the beheerder typed it: kept as draft, so nothing that he typed is lost, and parsed at submission.
/// Refusals name these properties as their <c>Field</c>.
/// </summary>
public sealed class NieuweGebruikerFormulier : MiddelFormulier
{
    /// <summary>Extra organisaties besides the current one .</summary>
    public List<Guid> ExtraOrganisaties { get; set; } = [];

    /// <summary>Agrees with the aanvraag and its costs .</summary>
    public bool Akkoord { get; set; }
}
