using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>When a decision is the last one about an aanvraag.</summary>
/// <remarks>
/// A review in several parts names its stages PART.STAGE, such as <c>Contract.Eerste</c>: the same pair of eyes does the same
/// stage of every part, and no part ends the aanvraag by itself.
/// </remarks>
internal static class Eindbesluit
{
    /// <summary>Name of the stage after which a second reviewer follows where the level needs one.</summary>
    public const string EersteFase = "Eerste";

    /// <summary>
    /// A rejection is final in every stage. An approval is final when it is not of a part, and the level needs no second reviewer
    /// or this is not the first stage. Which stages there are is the definition's affair; this rule only keeps the effects of
    /// the final decision (approval of the aanvraag, erasure of the documents) from happening too early.
    /// </summary>
    public static bool IsFinal(bool goedgekeurd, Betrouwbaarheidsniveau niveau, string fase) =>
        !goedgekeurd || (!IsDeel(fase) && (!niveau.NeedsSecondReviewer() || fase != EersteFase));

    /// <summary>Whether it is the stage of a part of the review.</summary>
    public static bool IsDeel(string fase) => fase.Contains('.', StringComparison.Ordinal);

    /// <summary>Which pair of eyes it is, whatever the part.</summary>
    public static string OgenOf(string fase) => fase[(fase.LastIndexOf('.') + 1)..];
}
