using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>What works only when its user has activated it: a middel in an organisatie, or a higher level of it. One activation is for all of an aanvraag.</summary>
public abstract class Activeerbaar
{
    /// <summary>Calendar days to activate, the day of approval not counted .</summary>
    public const int ActivatieTermijnDays = 30;

    /// <summary>For the database.</summary>
    private protected Activeerbaar()
    {
    }

    /// <summary>As requested: <see cref="KoppelingStatus.WachtenOpGoedkeuring"/>.</summary>
    private protected Activeerbaar(Guid id, Guid ehMiddelId, Betrouwbaarheidsniveau niveau, Guid aanvraagId)
    {
        Id = id;
        EhMiddelId = ehMiddelId;
        Niveau = niveau;
        AanvraagId = aanvraagId;
        Status = KoppelingStatus.WachtenOpGoedkeuring;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The middel.</summary>
    public Guid EhMiddelId { get; private set; }

    /// <summary>The aanvraag that made it.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>The level that it gives.</summary>
    public Betrouwbaarheidsniveau Niveau { get; private protected set; }

    /// <summary>Where it stands.</summary>
    public KoppelingStatus Status { get; private protected set; }

    /// <summary>Last day on which activation is possible, until midnight in Amsterdam; null before approval.</summary>
    public DateOnly? UiterlijkActiverenOp { get; private set; }

    /// <summary>When the user activated.</summary>
    public DateTimeOffset? GeactiveerdOp { get; private set; }

    /// <summary>Changed with every write; two writers cannot both win.</summary>
    public Guid Version { get; private set; }

    /// <summary>The middel.</summary>
    public EhMiddel EhMiddel { get; init; } = null!;

    /// <summary>Whether the portal shows it .</summary>
    public bool IsVisible => Status is not (KoppelingStatus.Beeindigd or KoppelingStatus.Afgekeurd);

    /// <summary>Whether it can be ended; what waits for goedkeuring is withdrawn with its aanvraag instead.</summary>
    public bool CanEnd => IsVisible && Status is not KoppelingStatus.WachtenOpGoedkeuring;

    /// <summary>Approval: the abonnement starts and the user has <see cref="ActivatieTermijnDays"/> days (R-160…R-163).</summary>
    public virtual Refusal? Approve(Handeling handeling, AbonnementDuur duur)
    {
        if (Status is not KoppelingStatus.WachtenOpGoedkeuring)
        {
            return new NotWaitingForGoedkeuring(Status);
        }

        Status = KoppelingStatus.WachtenOpActivatie;
        UiterlijkActiverenOp = handeling.Today.AddDays(ActivatieTermijnDays);
        return null;
    }

    /// <summary>Rejection: hidden from the portal .</summary>
    public virtual Refusal? Reject()
    {
        if (Status is not KoppelingStatus.WachtenOpGoedkeuring)
        {
            return new NotWaitingForGoedkeuring(Status);
        }

        Status = KoppelingStatus.Afgekeurd;
        return null;
    }

    /// <summary>Activation by the user, until the last day inclusive .</summary>
    public virtual Refusal? Activate(Handeling handeling)
    {
        if (Status is not KoppelingStatus.WachtenOpActivatie || UiterlijkActiverenOp is not { } uiterlijk)
        {
            return new NotWaitingForActivatie(Status);
        }

        if (handeling.Today > uiterlijk)
        {
            return new ActivatieIsVerlopen(uiterlijk);
        }

        Status = KoppelingStatus.Actief;
        GeactiveerdOp = handeling.At;
        return null;
    }

    /// <summary>The last day has passed, or the activation was blocked by wrong codes before that.</summary>
    public virtual Refusal? Expire(Handeling handeling, bool isBlocked = false)
    {
        if (Status is not KoppelingStatus.WachtenOpActivatie || UiterlijkActiverenOp is not { } uiterlijk)
        {
            return new NotWaitingForActivatie(Status);
        }

        if (handeling.Today <= uiterlijk && !isBlocked)
        {
            return new NotYetVerlopen(uiterlijk);
        }

        Status = KoppelingStatus.ActivatieVerlopen;
        return null;
    }

    /// <summary>A new uitnodiging gives new days .</summary>
    public virtual Refusal? InviteAgain(Handeling handeling)
    {
        if (Status is not KoppelingStatus.ActivatieVerlopen)
        {
            return new NotVerlopen(Status);
        }

        Status = KoppelingStatus.WachtenOpActivatie;
        UiterlijkActiverenOp = handeling.Today.AddDays(ActivatieTermijnDays);
        return null;
    }

    /// <summary>Ends it: hidden from the portal .</summary>
    public virtual Refusal? End()
    {
        if (!CanEnd)
        {
            return new NotWaitingForActivatie(Status);
        }

        Status = KoppelingStatus.Beeindigd;
        return null;
    }
}
