using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A higher level that is asked for a user's middel, as far as the rules look at it (R-181…R-190). Empty parts are null.</summary>
/// <param name="Koppeling">The user in the organisatie of the act, with his middel and its persoon.</param>
public sealed record Niveauverhoging(Organisatiekoppeling Koppeling)
{
    /// <summary>The level asked for.</summary>
    public Betrouwbaarheidsniveau? Niveau { get; init; }

    /// <summary>His role from the activation on .</summary>
    public Rol? Rol { get; init; }

    /// <summary>The identity document; only when the recorded one cannot be relied on any more .</summary>
    public required Documentopgave Document { get; init; }

    /// <summary>Where the person identification takes place .</summary>
    public Postadres? IdentificatieAdres { get; init; }

    /// <summary>Second factor; only for a middel that has none .</summary>
    public TweedeFactor? TweedeFactor { get; init; }

    /// <summary>Number for SMS; only when it is not known yet.</summary>
    public MobielNummer? Mobiel { get; init; }

    /// <summary>Further organisaties .</summary>
    public IReadOnlyCollection<Guid> Organisaties { get; init; } = [];

    /// <summary>The aanvrager agrees .</summary>
    public bool Akkoord { get; init; }

    /// <summary>Every rule that it breaks; none when it may be submitted.</summary>
    /// <param name="aanvrager">The beheerder in the organisatie of the act.</param>
    /// <param name="eigenNiveaus">Level of the aanvrager in each organisatie of which he is an active beheerder.</param>
    /// <param name="gekoppeld">Names of the organisaties in which the user has a koppeling that is shown.</param>
    /// <param name="today">Day of submission in Amsterdam.</param>
    public IEnumerable<Refusal> Refusals(
        Organisatiekoppeling aanvrager,
        IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus,
        IReadOnlyDictionary<Guid, string> gekoppeld,
        DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(aanvrager);
        ArgumentNullException.ThrowIfNull(eigenNiveaus);
        ArgumentNullException.ThrowIfNull(gekoppeld);
        return RefuseMiddel(aanvrager)
            .Concat(RefuseNiveau(aanvrager.Niveau))
            .Concat(RefusePersoon(today))
            .Concat(RefuseTweedeFactor())
            .Concat(Niveau is { } niveau ? ExtraKoppeling.RefuseOrganisaties(Organisaties, niveau, eigenNiveaus, gekoppeld) : [])
            .Concat(Akkoord ? [] : [new AkkoordMissing { Field = nameof(Akkoord) }]);
    }

    private IEnumerable<Refusal> RefuseMiddel(Organisatiekoppeling aanvrager)
    {
        if (Koppeling.EhMiddelId == aanvrager.EhMiddelId)
        {
            yield return new OwnMiddelNotUpgradable();
        }

        if (Koppeling.Status is not KoppelingStatus.Actief)
        {
            yield return new MiddelNotActief(Koppeling.Status);
        }

        if (Koppeling.EhMiddel.Type is not MiddelType.Regulier)
        {
            yield return new BelastingdienstmiddelNotUpgradable();
        }

        if (Koppeling.EhMiddel.MutatieAanvraagId is not null)
        {
            yield return new MutatieInBehandeling();
        }
    }

    private IEnumerable<Refusal> RefuseNiveau(Betrouwbaarheidsniveau eigenNiveau)
    {
        if (Niveau is { } niveau)
        {
            if (!Niveaus.Requestable.Contains(niveau))
            {
                yield return new NiveauNotRequestable(niveau.Label()) { Field = nameof(Niveau) };
            }
            else if (niveau <= Koppeling.Niveau)
            {
                yield return new NiveauNotHigher(Koppeling.Niveau.Label()) { Field = nameof(Niveau) };
            }
            else if (niveau > eigenNiveau)
            {
                yield return new NiveauAboveOwn(niveau.Label(), eigenNiveau.Label()) { Field = nameof(Niveau) };
            }

            if (niveau.NeedsIdentificatie() && IdentificatieAdres is null)
            {
                yield return new IdentificatieAdresMissing { Field = "IdentificatieStraat" };
            }
        }
    }

    // What is known is not asked, and cannot be changed on the way.
    private IEnumerable<Refusal> RefusePersoon(DateOnly today)
    {
        if (Koppeling.EhMiddel.Persoon.Document?.CanBeReused(today) is not true)
        {
            foreach (var refusal in Document.Refusals(today))
            {
                yield return refusal;
            }
        }
        else if (!Document.IsEmpty)
        {
            yield return new KnownDataNotChangeable { Field = "DocumentType" };
        }

        if (Koppeling.EhMiddel.Persoon.Mobiel is not null && Mobiel is not null)
        {
            yield return new KnownDataNotChangeable { Field = nameof(Mobiel) };
        }
    }

    private IEnumerable<Refusal> RefuseTweedeFactor()
    {
        if (Koppeling.EhMiddel.TweedeFactor is not null)
        {
            if (TweedeFactor is not null)
            {
                yield return new TweedeFactorStays { Field = nameof(TweedeFactor) };
            }
        }
        else if (TweedeFactor is null)
        {
            yield return new TweedeFactorMissing { Field = nameof(TweedeFactor) };
        }
        else if (TweedeFactor is Gebruikers.TweedeFactor.Sms && (Mobiel ?? Koppeling.EhMiddel.Persoon.Mobiel) is null)
        {
            yield return new MobielMissing { Field = nameof(Mobiel) };
        }
    }
}

/// <summary>The level is not above the one that holds: there is no downgrade either .</summary>
public sealed record NiveauNotHigher(string Huidig) : Refusal;

/// <summary>Somebody else has to ask for it .</summary>
public sealed record OwnMiddelNotUpgradable : Refusal;

/// <summary>A Belastingdienstmiddel is always EH3 .</summary>
public sealed record BelastingdienstmiddelNotUpgradable : Refusal;

/// <summary>What is known of the user cannot be changed in an upgrade .</summary>
public sealed record KnownDataNotChangeable : Refusal;

/// <summary>From EH2+ on the second factor stays as it is .</summary>
public sealed record TweedeFactorStays : Refusal;
