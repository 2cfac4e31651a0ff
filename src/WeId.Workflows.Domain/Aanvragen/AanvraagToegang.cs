namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>
/// A personal link to an aanvraag, for who has no eHerkenning with which he could sign in. Each mail has one of its own, so that
/// an older mail still leads somewhere.
/// </summary>
public sealed class AanvraagToegang
{
    /// <summary>Calendar months during which a link works: longer than a contract is awaited.</summary>
    public const int GeldigMonths = 6;

    private AanvraagToegang()
    {
    }

    /// <summary>A link that is about to be mailed.</summary>
    /// <param name="sleutelHash">Keyed hash of the code in it; the code itself is in the mail only.</param>
    public AanvraagToegang(Guid id, Guid aanvraagId, string sleutelHash, DateTimeOffset at)
    {
        Id = id;
        AanvraagId = aanvraagId;
        SleutelHash = sleutelHash;
        GeldigTot = at.AddMonths(GeldigMonths);
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>Where it leads.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>Keyed hash of the code in the link.</summary>
    public string SleutelHash { get; private set; } = "";

    /// <summary>Until when it leads anywhere.</summary>
    public DateTimeOffset GeldigTot { get; private set; }

    /// <summary>When it was opened first, which proves the e-mail address; null before that.</summary>
    public DateTimeOffset? GebruiktOp { get; private set; }

    /// <summary>Whether it works.</summary>
    public bool IsGeldig(DateTimeOffset at) => at < GeldigTot;

    /// <summary>It was opened.</summary>
    /// <returns>Whether that was the first time.</returns>
    public bool Use(DateTimeOffset at)
    {
        var first = GebruiktOp is null;
        GebruiktOp ??= at;
        return first;
    }
}

/// <summary>The link does not lead anywhere: wrong, too late, or its aanvraag is gone. Deliberately one answer for all.</summary>
public sealed record AanvraaglinkWrong : Refusal;
