using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A regulier middel becomes a Belastingdienstmiddel or the other way round, as far as the rules look at it (R-192… ).</summary>
/// <param name="Koppeling">The user in the organisatie of the act.</param>
/// <param name="Naar">What it becomes; null when it was not chosen.</param>
/// <param name="Duur">Of the new abonnement; null when it was not chosen.</param>
/// <param name="Akkoord">He knows what follows and agrees .</param>
public sealed record TypeWissel(Organisatiekoppeling Koppeling, MiddelType? Naar, AbonnementDuur? Duur, bool Akkoord)
{
    /// <summary>Every rule that it breaks; none when it may be submitted.</summary>
    /// <param name="eigenNiveau">Level of the aanvrager in this organisatie.</param>
    /// <param name="heeftAndereKoppeling">The middel is also coupled to another organisatie.</param>
    /// <param name="isVergeven">The company has a Belastingdienstmiddel, or has asked for one.</param>
    public IEnumerable<Refusal> Refusals(Betrouwbaarheidsniveau eigenNiveau, bool heeftAndereKoppeling, bool isVergeven)
    {
        var refusals = RefuseMiddel(eigenNiveau);
        if (Naar is MiddelType.Belastingdienst)
        {
            refusals = refusals.Concat(RefuseBelastingdienst(heeftAndereKoppeling, isVergeven));
        }

        return refusals.Concat(RefuseKeuzes());
    }

    private IEnumerable<Refusal> RefuseMiddel(Betrouwbaarheidsniveau eigenNiveau)
    {
        if (Koppeling.Status is not KoppelingStatus.Actief)
        {
            yield return new MiddelNotActief(Koppeling.Status);
        }

        if (Koppeling.EhMiddel.MutatieAanvraagId is not null)
        {
            yield return new MutatieInBehandeling();
        }

        if (Koppeling.Niveau > eigenNiveau)
        {
            yield return new NiveauAboveOwn(Koppeling.Niveau.Label(), eigenNiveau.Label());
        }
    }

    private IEnumerable<Refusal> RefuseBelastingdienst(bool heeftAndereKoppeling, bool isVergeven)
    {
        if (Koppeling.Niveau is not Betrouwbaarheidsniveau.Eh3 || Koppeling.EhMiddel.Niveau is not Betrouwbaarheidsniveau.Eh3)
        {
            yield return new BelastingdienstmiddelOnlyEh3(Koppeling.EhMiddel.Niveau.Label()) { Field = nameof(Naar) };
        }

        if (Koppeling.Rol is Rol.Beheerder)
        {
            yield return new BelastingdienstmiddelNotForBeheerder { Field = nameof(Naar) };
        }

        if (heeftAndereKoppeling)
        {
            yield return new BelastingdienstmiddelOnlyOneOrganisatie { Field = nameof(Naar) };
        }

        if (isVergeven)
        {
            yield return new BelastingdienstmiddelIsVergeven { Field = nameof(Naar) };
        }
    }

    private IEnumerable<Refusal> RefuseKeuzes()
    {
        if (Naar is null)
        {
            yield return new Required { Field = nameof(Naar) };
        }
        else if (Naar == Koppeling.EhMiddel.Type)
        {
            yield return new TypeIsAlready(Koppeling.EhMiddel.Type) { Field = nameof(Naar) };
        }

        if (Duur is null)
        {
            yield return new Required { Field = nameof(Duur) };
        }

        if (!Akkoord)
        {
            yield return new GevolgenNietAkkoord { Field = nameof(Akkoord) };
        }
    }
}

/// <summary>The middel is of this type already.</summary>
public sealed record TypeIsAlready(MiddelType Type) : Refusal;

/// <summary>A Belastingdienstmiddel is always EH3 .</summary>
public sealed record BelastingdienstmiddelOnlyEh3(string Niveau) : Refusal;

/// <summary>There are no beheerders with a Belastingdienstmiddel .</summary>
public sealed record BelastingdienstmiddelNotForBeheerder : Refusal;

/// <summary>A Belastingdienstmiddel is for one organisatie, and this middel has more .</summary>
public sealed record BelastingdienstmiddelOnlyOneOrganisatie : Refusal;

/// <summary>The company has one, or has asked for one .</summary>
public sealed record BelastingdienstmiddelIsVergeven : Refusal;

/// <summary>He has not agreed with what follows .</summary>
public sealed record GevolgenNietAkkoord : Refusal;
