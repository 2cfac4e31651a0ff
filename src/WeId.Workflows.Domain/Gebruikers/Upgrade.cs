using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>
/// A higher level of a middel that works (R-181…R-190). It stands beside the level that holds until the user activates it, and
/// locks the middel for other mutaties as long as that can happen.
/// </summary>
public sealed class Upgrade : Activeerbaar
{
    private Upgrade()
    {
    }

    /// <summary>An upgrade as requested.</summary>
    /// <param name="koppeling">The user in the organisatie that asks.</param>
    /// <param name="rol">His role there from the activation on.</param>
    /// <param name="tweedeFactor">Of a middel that has none; null keeps the one that it has .</param>
    /// <param name="ookVoor">His other koppelingen that get the level too.</param>
    public Upgrade(
        Guid id, Organisatiekoppeling koppeling, Betrouwbaarheidsniveau niveau, Rol rol, TweedeFactor? tweedeFactor, IEnumerable<Guid> ookVoor, Guid aanvraagId)
        : base(id, koppeling.EhMiddelId, niveau, aanvraagId)
    {
        KoppelingId = koppeling.Id;
        Rol = rol;
        TweedeFactor = tweedeFactor;
        OokVoor = [.. ookVoor];
    }

    /// <summary>The user in the organisatie that asks.</summary>
    public Guid KoppelingId { get; private set; }

    /// <summary>His role there from the activation on .</summary>
    public Rol Rol { get; private set; }

    /// <summary>Second factor for a middel that has none; null when it keeps its own.</summary>
    public TweedeFactor? TweedeFactor { get; private set; }

    /// <summary>His other koppelingen that get the level too.</summary>
    public IReadOnlyList<Guid> OokVoor { get; private set; } = [];

    /// <summary>The abonnement that ended at the approval, as it ran until then: what is credited pro rata follows from it.</summary>
    public Abonnement? VervangenAbonnement { get; private set; }

    /// <summary>The user in the organisatie that asks.</summary>
    public Organisatiekoppeling Koppeling { get; init; } = null!;

    /// <summary>Whether it may still come to hold.</summary>
    public bool IsOpen => Status is KoppelingStatus.WachtenOpGoedkeuring or KoppelingStatus.WachtenOpActivatie or KoppelingStatus.ActivatieVerlopen;

    /// <inheritdoc />
    public override Refusal? Approve(Handeling handeling, AbonnementDuur duur)
    {
        if (base.Approve(handeling, duur) is { } refusal)
        {
            return refusal;
        }

        // Ended meanwhile, while the user waits elsewhere: then there is nothing to replace.
        if (Koppeling.Status is not KoppelingStatus.Actief)
        {
            return null;
        }

        VervangenAbonnement = Koppeling.Abonnement is { } abonnement ? abonnement with { } : null;
        return Koppeling.ReplaceAbonnement(handeling, duur);
    }

    /// <inheritdoc />
    /// <remarks>Its middel must have been loaded with all its koppelingen.</remarks>
    public override Refusal? Activate(Handeling handeling)
    {
        if (base.Activate(handeling) is { } refusal)
        {
            return refusal;
        }

        EhMiddel.Raise(Niveau, TweedeFactor);
        foreach (var koppeling in EhMiddel.Koppelingen.Where(k => k.Status is KoppelingStatus.Actief && (k.Id == KoppelingId || OokVoor.Contains(k.Id))))
        {
            koppeling.Raise(Niveau, koppeling.Id == KoppelingId ? Rol : koppeling.Rol);
        }

        EhMiddel.EndMutatie(AanvraagId);
        return null;
    }

    /// <summary>He stays what he is: nobody else would be beheerder of the organisatie any more .</summary>
    public void KeepRol() => Rol = Koppeling.Rol;

    /// <inheritdoc />
    public override Refusal? Reject() => Free(base.Reject());

    /// <inheritdoc />
    /// <remarks>Other mutaties are possible again, although a new uitnodiging may follow.</remarks>
    public override Refusal? Expire(Handeling handeling, bool isBlocked = false) => Free(base.Expire(handeling, isBlocked));

    /// <inheritdoc />
    public override Refusal? End() => Free(base.End());

    /// <inheritdoc />
    public override Refusal? InviteAgain(Handeling handeling)
    {
        // Since it expired, the middel may have become another one.
        if (EhMiddel.Type is not MiddelType.Regulier)
        {
            return new BelastingdienstmiddelNotUpgradable();
        }

        return base.InviteAgain(handeling) ?? EhMiddel.BeginMutatie(AanvraagId);
    }

    private Refusal? Free(Refusal? refusal)
    {
        if (refusal is null)
        {
            EhMiddel.EndMutatie(AanvraagId);
        }

        return refusal;
    }
}
