using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A middel in one organisatie: what the manual calls "the EH-middel of user X in company Y".</summary>
public sealed class Organisatiekoppeling
{
    /// <summary>Calendar days to activate, the day of approval not counted .</summary>
    public const int ActivatieTermijnDays = 30;

    private Organisatiekoppeling()
    {
    }

    /// <summary>A koppeling as requested: at once visible as <see cref="KoppelingStatus.WachtenOpGoedkeuring"/> (R-116).</summary>
    public Organisatiekoppeling(Guid id, Guid ehMiddelId, Guid organisatieId, Rol rol, Betrouwbaarheidsniveau niveau, Guid aanvraagId)
    {
        Id = id;
        EhMiddelId = ehMiddelId;
        OrganisatieId = organisatieId;
        Rol = rol;
        Niveau = niveau;
        AanvraagId = aanvraagId;
        Status = KoppelingStatus.WachtenOpGoedkeuring;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The middel.</summary>
    public Guid EhMiddelId { get; private set; }

    /// <summary>The organisatie.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>Gebruiker or Beheerder, in this organisatie.</summary>
    public Rol Rol { get; private set; }

    /// <summary>Level in this organisatie; at most that of the middel.</summary>
    public Betrouwbaarheidsniveau Niveau { get; private set; }

    /// <summary>The aanvraag that made it.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>Where it stands.</summary>
    public KoppelingStatus Status { get; private set; }

    /// <summary>Last day on which activation is possible, until midnight in Amsterdam; null before approval.</summary>
    public DateOnly? UiterlijkActiverenOp { get; private set; }

    /// <summary>When the user activated.</summary>
    public DateTimeOffset? GeactiveerdOp { get; private set; }

    /// <summary>The subscription; null before approval.</summary>
    public Abonnement? Abonnement { get; private set; }

    /// <summary>Changed with every write; two writers cannot both win.</summary>
    public Guid Version { get; private set; }

    /// <summary>The middel.</summary>
    public EhMiddel EhMiddel { get; init; } = null!;

    /// <summary>The organisatie.</summary>
    public Organisaties.Organisatie Organisatie { get; init; } = null!;

    /// <summary>Whether the portal shows it .</summary>
    public bool IsVisible => Status is not (KoppelingStatus.Beeindigd or KoppelingStatus.Afgekeurd);

    /// <summary>Whether it can be ended; one that waits for goedkeuring is withdrawn with its aanvraag instead.</summary>
    public bool CanEnd => IsVisible && Status is not KoppelingStatus.WachtenOpGoedkeuring;

    /// <summary>Approval: the abonnement starts and the user has <see cref="ActivatieTermijnDays"/> days (R-160…R-163).</summary>
    public Refusal? Approve(Handeling handeling, AbonnementDuur duur)
    {
        if (Status is not KoppelingStatus.WachtenOpGoedkeuring)
        {
            return new NotWaitingForGoedkeuring(Status);
        }

        Status = KoppelingStatus.WachtenOpActivatie;
        UiterlijkActiverenOp = handeling.Today.AddDays(ActivatieTermijnDays);
        Abonnement = Abonnement.Start(duur, handeling.Today);
        return null;
    }

    /// <summary>Rejection: hidden from the portal .</summary>
    public Refusal? Reject()
    {
        if (Status is not KoppelingStatus.WachtenOpGoedkeuring)
        {
            return new NotWaitingForGoedkeuring(Status);
        }

        Status = KoppelingStatus.Afgekeurd;
        return null;
    }

    /// <summary>Activation by the user, until the last day inclusive .</summary>
    public Refusal? Activate(Handeling handeling)
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
    public Refusal? Expire(Handeling handeling, bool isBlocked = false)
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
    public Refusal? InviteAgain(Handeling handeling)
    {
        if (Status is not KoppelingStatus.ActivatieVerlopen)
        {
            return new NotVerlopen(Status);
        }

        Status = KoppelingStatus.WachtenOpActivatie;
        UiterlijkActiverenOp = handeling.Today.AddDays(ActivatieTermijnDays);
        return null;
    }

    /// <summary>Another abonnement from today on, in place of the one that runs .</summary>
    public Refusal? ReplaceAbonnement(Handeling handeling, AbonnementDuur duur)
    {
        if (Status is not KoppelingStatus.Actief)
        {
            return new MiddelNotActief(Status);
        }

        Abonnement = Abonnement.Start(duur, handeling.Today);
        return null;
    }

    /// <summary>Ends the koppeling: hidden from the portal .</summary>
    public Refusal? End()
    {
        if (!CanEnd)
        {
            return new NotWaitingForActivatie(Status);
        }

        Status = KoppelingStatus.Beeindigd;
        return null;
    }

    /// <summary>Ends the koppeling and its abonnement on that day .</summary>
    public Refusal? EndOn(DateOnly laatsteDag)
    {
        if (!CanEnd)
        {
            return new NotOpzegbaar(Status);
        }

        Abonnement = Abonnement?.EndOn(laatsteDag);
        return End();
    }
}
