namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A beheerder gives a user of his organisatie the other role (R-083… ).</summary>
/// <param name="Koppeling">The user in the organisatie of the act, with his middel.</param>
/// <param name="Naar">The new role; null when it was not chosen.</param>
public sealed record RolWissel(Organisatiekoppeling Koppeling, Rol? Naar)
{
    /// <summary>Carries it out at once; there is no review .</summary>
    /// <param name="beheerder">Who does it, in the same organisatie.</param>
    /// <param name="anderen">Who are left there without this user and without whose end is under way.</param>
    /// <returns>None when the role holds from now on, otherwise every reason why not.</returns>
    public IReadOnlyList<Refusal> Apply(Organisatiekoppeling beheerder, Bezetting anderen)
    {
        ArgumentNullException.ThrowIfNull(beheerder);
        if (Naar is not { } rol)
        {
            return [new Required { Field = nameof(Naar) }];
        }

        if (rol == Koppeling.Rol)
        {
            return [new RolIsAlready(rol) { Field = nameof(Naar) }];
        }

        var refusals = RefuseKoppeling(beheerder).Concat(rol is Rol.Beheerder ? RefuseBeheerder() : RefuseGebruiker(beheerder, anderen)).ToList();
        if (refusals.Count == 0)
        {
            Koppeling.ChangeRol(rol);
        }

        return refusals;
    }

    private IEnumerable<Refusal> RefuseKoppeling(Organisatiekoppeling beheerder)
    {
        if (!Koppeling.AllowsRolWissel)
        {
            yield return new RolNotChangeable(Koppeling.Status);
        }

        if (Koppeling.EhMiddel.MutatieAanvraagId is not null)
        {
            yield return new MutatieInBehandeling();
        }

        // He may only register powers at or below his own level.
        if (Koppeling.Niveau > beheerder.Niveau)
        {
            yield return new RolAboveOwn(Koppeling.Niveau.Label(), beheerder.Niveau.Label());
        }
    }

    private IEnumerable<Refusal> RefuseBeheerder()
    {
        if (!Koppeling.Niveau.AllowsBeheerder())
        {
            yield return new NiveauTooLowForBeheerder(Koppeling.Niveau.Label());
        }

        if (Koppeling.EhMiddel.Type is MiddelType.Belastingdienst)
        {
            yield return new RolNotForBelastingdienstmiddel();
        }
    }

    private IEnumerable<Refusal> RefuseGebruiker(Organisatiekoppeling beheerder, Bezetting anderen)
    {
        if (Koppeling.Id == beheerder.Id)
        {
            yield return new EigenRol();
        }
        else if (Koppeling.Status is KoppelingStatus.Actief && anderen.Beheerders == 0)
        {
            yield return new LaatsteBeheerder(beheerder.Organisatie.Naam);
        }
    }
}

/// <summary>He has this role already; somebody else may have just changed it.</summary>
public sealed record RolIsAlready(Rol Rol) : Refusal;

/// <summary>We-ID still decides about this middel.</summary>
public sealed record RolNotChangeable(KoppelingStatus Status) : Refusal;

/// <summary>The middel is of a higher level than that of the beheerder .</summary>
public sealed record RolAboveOwn(string Niveau, string Eigen) : Refusal;

/// <summary>There are no beheerders with a Belastingdienstmiddel .</summary>
public sealed record RolNotForBelastingdienstmiddel : Refusal;

/// <summary>Only another beheerder can make him a gebruiker .</summary>
public sealed record EigenRol : Refusal;
