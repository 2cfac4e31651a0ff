using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>
/// An intermediair asks a relation for a ketenmachtiging. The relation needs no eHerkenning: whoever holds the link of
/// the mail answers, and a signed form proves that he may.
/// </summary>
public sealed class KetenUitnodiging
{
    /// <summary>Days within which the relation answers (§5.5).</summary>
    public const int TermijnDagen = 30;

    /// <summary>Days after which it is reminded.</summary>
    public const int HerinneringDagen = 14;

    /// <summary>Days that the post has at least.</summary>
    public const int PostDagen = 14;

    private KetenUitnodiging()
    {
    }

    /// <summary>One that is about to be mailed; its link is made when that happens.</summary>
    public KetenUitnodiging(Guid id, Guid aanvraagId, Guid organisatieId, KvkNummer relatieKvk, string relatieNaam, Emailadres email, Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        Id = id;
        AanvraagId = aanvraagId;
        OrganisatieId = organisatieId;
        RelatieKvk = relatieKvk;
        RelatieNaam = relatieNaam;
        Email = email;
        UitgenodigdOp = handeling.At;
        Uiterlijk = handeling.Today.AddDays(TermijnDagen);
        Status = KetenUitnodigingStatus.Uitgenodigd;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag of the intermediair.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>The intermediair.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>Who is asked.</summary>
    public KvkNummer RelatieKvk { get; private set; }

    /// <summary>Its name in the Handelsregister.</summary>
    public string RelatieNaam { get; private set; } = "";

    /// <summary>Of its wettelijk vertegenwoordiger.</summary>
    public Emailadres Email { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset UitgenodigdOp { get; private set; }

    /// <summary>Last day on which the relation can answer.</summary>
    public DateOnly Uiterlijk { get; private set; }

    /// <summary>Keyed hash of the code in the link; null before the first mail and once it has ended. After an answer it stays: a later question brings another one.</summary>
    public string? SleutelHash { get; private set; }

    /// <summary>Where it stands.</summary>
    public KetenUitnodigingStatus Status { get; private set; }

    /// <summary>The wettelijk vertegenwoordiger as he named himself.</summary>
    public string? Vertegenwoordiger { get; private set; }

    /// <summary>What he chose, as JSON.</summary>
    public string? Keuze { get; private set; }

    /// <summary>When the relation answered, or when it ended otherwise.</summary>
    public DateTimeOffset? BeantwoordOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Whether its link leads anywhere on that day.</summary>
    public bool IsOpen(DateOnly today) => Status is KetenUitnodigingStatus.Uitgenodigd && today <= Uiterlijk;

    /// <summary>Another link; the one before leads nowhere from now on.</summary>
    public Refusal? Renew(string sleutelHash)
    {
        if (Status is not KetenUitnodigingStatus.Uitgenodigd)
        {
            return new KetenUitnodigingNotOpen(Status);
        }

        SleutelHash = sleutelHash;
        return null;
    }

    /// <summary>The reviewer has a question: a link to answer it by; the one before leads nowhere from now on.</summary>
    public Refusal? Ask(string sleutelHash)
    {
        if (Status is not KetenUitnodigingStatus.InControle)
        {
            return new KetenUitnodigingNotOpen(Status);
        }

        SleutelHash = sleutelHash;
        return null;
    }

    /// <summary>The wettelijk vertegenwoordiger says who he is and what he grants; what he said before counts no more.</summary>
    public Refusal? Choose(Handeling handeling, string vertegenwoordiger, string keuze)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (!IsOpen(handeling.Today))
        {
            return new KetenUitnodigingNotOpen(Status);
        }

        Vertegenwoordiger = vertegenwoordiger;
        Keuze = keuze;
        return null;
    }

    /// <summary>The signed form was uploaded .</summary>
    public Refusal? Sign(Handeling handeling) => Answer(handeling, KetenUitnodigingStatus.InControle, KetenUitnodigingStatus.Uitgenodigd);

    /// <summary>The signed form comes by post.</summary>
    public Refusal? AnnouncePost(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (Answer(handeling, KetenUitnodigingStatus.PerPost, KetenUitnodigingStatus.Uitgenodigd) is { } refusal)
        {
            return refusal;
        }

        var minstens = handeling.Today.AddDays(PostDagen);
        Uiterlijk = Uiterlijk < minstens ? minstens : Uiterlijk;
        return null;
    }

    /// <summary>The signed form came by post.</summary>
    public Refusal? Receive(Handeling handeling) => Answer(handeling, KetenUitnodigingStatus.InControle, KetenUitnodigingStatus.PerPost);

    /// <summary>The relation does not want it.</summary>
    public Refusal? Decline(Handeling handeling) => Answer(handeling, KetenUitnodigingStatus.Geweigerd, KetenUitnodigingStatus.Uitgenodigd);

    /// <summary>Signature and authority are right: the ketenmachtigingen hold.</summary>
    public Refusal? Grant() => Move(KetenUitnodigingStatus.Actief, KetenUitnodigingStatus.InControle);

    /// <summary>They are not.</summary>
    public Refusal? Reject() => Move(KetenUitnodigingStatus.Afgewezen, KetenUitnodigingStatus.InControle);

    /// <summary>No answer came in time, to the uitnodiging or to a question about it.</summary>
    public Refusal? Expire(DateTimeOffset at)
    {
        BeantwoordOp = at;
        return Move(KetenUitnodigingStatus.Verlopen, KetenUitnodigingStatus.Uitgenodigd, KetenUitnodigingStatus.PerPost, KetenUitnodigingStatus.InControle);
    }

    /// <summary>The intermediair does not want it any more; what has ended stays as it ended.</summary>
    public void Withdraw(DateTimeOffset at)
    {
        if (Move(KetenUitnodigingStatus.Ingetrokken, KetenUitnodigingStatus.Uitgenodigd, KetenUitnodigingStatus.PerPost, KetenUitnodigingStatus.InControle) is null)
        {
            BeantwoordOp = at;
        }
    }

    private Refusal? Answer(Handeling handeling, KetenUitnodigingStatus to, KetenUitnodigingStatus from)
    {
        if (handeling.Today > Uiterlijk || (from is KetenUitnodigingStatus.Uitgenodigd && to is not KetenUitnodigingStatus.Geweigerd && Keuze is null))
        {
            return new KetenUitnodigingNotOpen(Status);
        }

        BeantwoordOp = handeling.At;
        return Move(to, from);
    }

    private Refusal? Move(KetenUitnodigingStatus to, params ReadOnlySpan<KetenUitnodigingStatus> from)
    {
        if (!from.Contains(Status))
        {
            return new KetenUitnodigingNotOpen(Status);
        }

        Status = to;
        SleutelHash = null;
        return null;
    }
}

/// <summary>Where an uitnodiging stands (§5.5, up to the moment at which the ketenmachtiging holds).</summary>
public enum KetenUitnodigingStatus
{
    /// <summary>Waits for the relation.</summary>
    Uitgenodigd,

    /// <summary>The signed form comes by post.</summary>
    PerPost,

    /// <summary>Signature and authority are being checked.</summary>
    InControle,

    /// <summary>The ketenmachtigingen hold, or have held.</summary>
    Actief,

    /// <summary>The relation does not want it.</summary>
    Geweigerd,

    /// <summary>Not answered in time.</summary>
    Verlopen,

    /// <summary>Signature or authority were not right.</summary>
    Afgewezen,

    /// <summary>The intermediair does not want it any more.</summary>
    Ingetrokken,
}

/// <summary>There is nothing to answer (any more).</summary>
public sealed record KetenUitnodigingNotOpen(KetenUitnodigingStatus Status) : Refusal;

/// <summary>The relation was invited already, and that runs still.</summary>
public sealed record RelatieIsUitgenodigd(string Naam) : Refusal;
