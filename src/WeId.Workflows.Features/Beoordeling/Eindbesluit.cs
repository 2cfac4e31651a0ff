using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>When a decision is the last one about an aanvraag.</summary>
internal static class Eindbesluit
{
    /// <summary>Name of the stage after which a second reviewer follows where the level needs one.</summary>
    public const string EersteFase = "Eerste";

    /// <summary>
    /// A rejection is final in every stage. An approval is final when the level needs no second reviewer, or when this
    /// is not the first stage. Which stages there are is the definition's affair; this rule only keeps the effects of
    /// the final decision (approval of the aanvraag, erasure of the documents) from happening too early.
    /// </summary>
    public static bool IsFinal(bool goedgekeurd, Betrouwbaarheidsniveau niveau, string fase) =>
        !goedgekeurd || !niveau.NeedsSecondReviewer() || fase != EersteFase;
}
