namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>More organisaties for a user who has a middel already, as far as the rules look at it (R-128…R-137).</summary>
/// <param name="Bron">His koppeling in the organisatie of the act; its level goes with it .</param>
/// <param name="Rol">What he becomes there; null when it was not chosen.</param>
/// <param name="Organisaties">Where he gets a koppeling.</param>
/// <param name="Akkoord">The aanvrager agrees with the tariffs .</param>
public sealed record ExtraKoppeling(Organisatiekoppeling Bron, Rol? Rol, IReadOnlyCollection<Guid> Organisaties, bool Akkoord)
{
    /// <summary>Every rule that it breaks; none when it may be submitted.</summary>
    /// <param name="eigenNiveau">Level of the aanvrager in the current organisatie.</param>
    /// <param name="eigenNiveaus">Level of the aanvrager in each organisatie of which he is an active beheerder.</param>
    /// <param name="gekoppeld">Names of the organisaties in which the user has a koppeling that is shown.</param>
    public IEnumerable<Refusal> Refusals(
        Betrouwbaarheidsniveau eigenNiveau,
        IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus,
        IReadOnlyDictionary<Guid, string> gekoppeld)
    {
        ArgumentNullException.ThrowIfNull(eigenNiveaus);
        ArgumentNullException.ThrowIfNull(gekoppeld);
        return RefuseBron(eigenNiveau).Concat(RefuseRol()).Concat(RefuseOrganisaties(eigenNiveaus, gekoppeld));
    }

    /// <summary>The rules about each further organisatie at a level .</summary>
    internal static IEnumerable<Refusal> RefuseOrganisaties(
        IEnumerable<Guid> organisaties,
        Betrouwbaarheidsniveau niveau,
        IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus,
        IReadOnlyDictionary<Guid, string> gekoppeld)
    {
        foreach (var organisatie in organisaties)
        {
            if (!eigenNiveaus.TryGetValue(organisatie, out var eigen))
            {
                yield return new ForeignOrganisatie { Field = nameof(Organisaties) };
            }
            else if (gekoppeld.TryGetValue(organisatie, out var naam))
            {
                yield return new AlreadyGekoppeld(naam) { Field = nameof(Organisaties) };
            }
            else if (niveau > eigen)
            {
                yield return new NiveauAboveOwn(niveau.Label(), eigen.Label()) { Field = nameof(Organisaties) };
            }
        }
    }

    private IEnumerable<Refusal> RefuseBron(Betrouwbaarheidsniveau eigenNiveau)
    {
        if (Bron.Status is not KoppelingStatus.Actief)
        {
            yield return new MiddelNotActief(Bron.Status);
        }

        if (Bron.EhMiddel.Type is not MiddelType.Regulier)
        {
            yield return new BelastingdienstmiddelNotKoppelbaar();
        }

        if (Bron.EhMiddel.MutatieAanvraagId is not null)
        {
            yield return new MutatieInBehandeling();
        }

        if (!Niveaus.Requestable.Contains(Bron.Niveau))
        {
            yield return new NiveauNotRequestable(Bron.Niveau.Label());
        }

        if (Bron.Niveau > eigenNiveau)
        {
            yield return new NiveauAboveOwn(Bron.Niveau.Label(), eigenNiveau.Label());
        }
    }

    private IEnumerable<Refusal> RefuseRol()
    {
        if (Rol is null)
        {
            yield return new Required { Field = nameof(Rol) };
        }
        else if (Rol is Gebruikers.Rol.Beheerder && !Bron.Niveau.AllowsBeheerder())
        {
            yield return new NiveauTooLowForBeheerder(Bron.Niveau.Label()) { Field = nameof(Rol) };
        }

        if (!Akkoord)
        {
            yield return new AkkoordMissing { Field = nameof(Akkoord) };
        }
    }

    private IEnumerable<Refusal> RefuseOrganisaties(IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus, IReadOnlyDictionary<Guid, string> gekoppeld)
    {
        if (Organisaties.Count == 0)
        {
            yield return new Required { Field = nameof(Organisaties) };
        }

        foreach (var refusal in RefuseOrganisaties(Organisaties, Bron.Niveau, eigenNiveaus, gekoppeld))
        {
            yield return refusal;
        }
    }
}

/// <summary>Another mutatie of this middel is not decided yet .</summary>
public sealed record MutatieInBehandeling : Refusal;

/// <summary>Only a middel that works can be changed.</summary>
public sealed record MiddelNotActief(KoppelingStatus Status) : Refusal;

/// <summary>A Belastingdienstmiddel is for one company only .</summary>
public sealed record BelastingdienstmiddelNotKoppelbaar : Refusal;

/// <summary>The user has a koppeling in this organisatie already.</summary>
public sealed record AlreadyGekoppeld(string Organisatie) : Refusal;
