using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A middel in one organisatie: what the manual calls "the EH-middel of user X in company Y". Its level is at most that of the middel.</summary>
public sealed class Organisatiekoppeling : Activeerbaar
{
    private Organisatiekoppeling()
    {
    }

    /// <summary>A koppeling as requested: at once visible as <see cref="KoppelingStatus.WachtenOpGoedkeuring"/> (R-116).</summary>
    public Organisatiekoppeling(Guid id, Guid ehMiddelId, Guid organisatieId, Rol rol, Betrouwbaarheidsniveau niveau, Guid aanvraagId)
        : base(id, ehMiddelId, niveau, aanvraagId)
    {
        OrganisatieId = organisatieId;
        Rol = rol;
    }

    /// <summary>The organisatie.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>Gebruiker or Beheerder, in this organisatie.</summary>
    public Rol Rol { get; private set; }

    /// <summary>The subscription; null before approval.</summary>
    public Abonnement? Abonnement { get; private set; }

    /// <summary>The organisatie.</summary>
    public Organisaties.Organisatie Organisatie { get; init; } = null!;

    /// <inheritdoc />
    public override Refusal? Approve(Handeling handeling, AbonnementDuur duur)
    {
        if (base.Approve(handeling, duur) is { } refusal)
        {
            return refusal;
        }

        Abonnement = Abonnement.Start(duur, handeling.Today);
        return null;
    }

    /// <summary>Whether the role can be changed: not while We-ID decides about the middel .</summary>
    public bool AllowsRolWissel => Status is KoppelingStatus.Actief or KoppelingStatus.WachtenOpActivatie or KoppelingStatus.ActivatieVerlopen;

    /// <summary>Whether a beheerder can change the mobile number of this user: the second factor must use it, and it is not his own (R-174…R-176).</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? RefuseMobielBy(Organisatiekoppeling beheerder)
    {
        ArgumentNullException.ThrowIfNull(beheerder);
        if (EhMiddelId == beheerder.EhMiddelId)
        {
            return new EigenMobiel();
        }

        if (Status is not (KoppelingStatus.Actief or KoppelingStatus.WachtenOpActivatie))
        {
            return new MobielNotChangeable(Status);
        }

        return EhMiddel.TweedeFactor is TweedeFactor.Sms ? null : new NoSmsChosen();
    }

    /// <summary>Whether a beheerder can change the e-mail address of this user: until he has activated .</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? RefuseEmail() => Status is KoppelingStatus.WachtenOpActivatie ? null : new EmailNotChangeable(Status);

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

    /// <summary>Off after a report of loss or misuse: no sign-in, no machtiging works.</summary>
    public Refusal? Suspend()
    {
        if (Status is not KoppelingStatus.Actief)
        {
            return new MiddelNotActief(Status);
        }

        Status = KoppelingStatus.Geschorst;
        return null;
    }

    /// <summary>The suspension is lifted: it works as before.</summary>
    public Refusal? Lift()
    {
        if (Status is not KoppelingStatus.Geschorst)
        {
            return new NotGeschorst(Status);
        }

        Status = KoppelingStatus.Actief;
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

    /// <summary>The other role, once <see cref="RolWissel"/> has found nothing against it.</summary>
    internal void ChangeRol(Rol rol) => Rol = rol;

    /// <summary>The user has activated a higher level of the middel, and with it perhaps another role .</summary>
    internal void Raise(Betrouwbaarheidsniveau niveau, Rol rol)
    {
        Niveau = niveau > Niveau ? niveau : Niveau;
        Rol = rol;
    }
}
