using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>What a user may do in the name of an organisatie: log in at the diensten of its bereik.</summary>
public sealed class Machtiging
{
    /// <summary>How many years ahead an einddatum lies at most, counted from the day on which it is set .</summary>
    public const int MaxJaren = 5;

    /// <summary>By how many years from today it can be extended with one click .</summary>
    public static IReadOnlyList<int> VerlengJaren { get; } = [MaxJaren, 3, 1];

    /// <summary>From how many months before the einddatum the beheerder is alerted .</summary>
    public const int AlertMaanden = 2;

    /// <summary>How long a withdrawal can be undone .</summary>
    public static readonly TimeSpan Bedenktijd = TimeSpan.FromSeconds(3);

    private Machtiging()
    {
    }

    private Machtiging(Guid id, Organisatiekoppeling koppeling, MachtigingBereik bereik, DateOnly startdatum, DateOnly einddatum)
    {
        Id = id;
        KoppelingId = koppeling.Id;
        OrganisatieId = koppeling.OrganisatieId;
        Soort = bereik.Soort;
        DienstUuid = bereik.Dienst?.Uuid;
        Oin = bereik.Oin;
        Niveau = bereik.Niveau;
        Startdatum = startdatum;
        Einddatum = einddatum;
        GewijzigdOp = startdatum;
        Status = MachtigingStatus.InVerwerking;
        Dienst = bereik.Dienst;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The user in one organisatie.</summary>
    public Guid KoppelingId { get; private set; }

    /// <summary>The organisatie of the koppeling, kept here as well: the overview counts a million of them without looking at their users.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>One dienst, all of one dienstverlener, or all up to a level.</summary>
    public MachtigingSoort Soort { get; private set; }

    /// <summary>The dienst; only for <see cref="MachtigingSoort.Dienst"/>.</summary>
    public Guid? DienstUuid { get; private set; }

    /// <summary>The dienstverlener; only for <see cref="MachtigingSoort.Dienstverlener"/>.</summary>
    public string? Oin { get; private set; }

    /// <summary>The level; only for <see cref="MachtigingSoort.Algemeen"/>.</summary>
    public Betrouwbaarheidsniveau? Niveau { get; private set; }

    /// <summary>The day on which it was added .</summary>
    public DateOnly Startdatum { get; private set; }

    /// <summary>The last day, inclusive.</summary>
    public DateOnly Einddatum { get; private set; }

    /// <summary>The day on which the einddatum was set last.</summary>
    public DateOnly GewijzigdOp { get; private set; }

    /// <summary>Where it stands.</summary>
    public MachtigingStatus Status { get; private set; }

    /// <summary>When its withdrawal was asked for; null while it was not.</summary>
    public DateTimeOffset? AangekondigdOp { get; private set; }

    /// <summary>Its withdrawal was asked for before the register had taken it.</summary>
    public bool WachtOpRegister { get; private set; }

    /// <summary>When it ended, in whichever way; null while it is open.</summary>
    public DateTimeOffset? GeeindigdOp { get; private set; }

    /// <summary>The aanvraag with which it ended; null when it did not end by one.</summary>
    public Guid? AanvraagId { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The dienst; null for the other kinds.</summary>
    public Dienst? Dienst { get; init; }

    /// <summary>Not ended: of these there is one for each koppeling and bereik.</summary>
    public bool IsOpen => IsOpenAt(Status);

    /// <summary>Whether it is open at this status.</summary>
    public static bool IsOpenAt(MachtigingStatus status) => status is MachtigingStatus.InVerwerking or MachtigingStatus.Actief or MachtigingStatus.IntrekkingAangekondigd;

    /// <summary>Whether it says something at the Belastingdienst: it goes on with a Belastingdienstmiddel, the others end .</summary>
    public bool IsVoorBelastingdienst => Soort switch
    {
        MachtigingSoort.Dienst => Dienst?.Oin is Dienstverlener.BelastingdienstOin,
        MachtigingSoort.Dienstverlener => Oin is Dienstverlener.BelastingdienstOin,
        _ => true,
    };

    /// <summary>A machtiging as asked for, or every reason why not .</summary>
    /// <param name="koppeling">With its middel.</param>
    public static Result<Machtiging> Create(Handeling handeling, Guid id, Organisatiekoppeling koppeling, MachtigingBereik bereik, DateOnly einddatum)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        ArgumentNullException.ThrowIfNull(koppeling);
        ArgumentNullException.ThrowIfNull(bereik);
        List<Refusal> refusals = [.. bereik.RefuseFor(koppeling)];
        if (RefuseEinddatum(handeling, einddatum) is { } refusal)
        {
            refusals.Add(refusal);
        }

        return refusals.Count == 0 ? new Machtiging(id, koppeling, bereik, handeling.Today, einddatum) : Result.Refused<Machtiging>(refusals);
    }

    /// <summary>The register has taken it. A withdrawal that was asked for meanwhile goes on.</summary>
    public Refusal? Confirm()
    {
        if (Status is MachtigingStatus.IntrekkingAangekondigd && WachtOpRegister)
        {
            WachtOpRegister = false;
            return null;
        }

        return Move(MachtigingStatus.Actief, MachtigingStatus.InVerwerking);
    }

    /// <summary>The register did not take it.</summary>
    public Refusal? Fail(Handeling handeling) => WachtOpRegister
        ? Finish(handeling, MachtigingStatus.Mislukt, MachtigingStatus.IntrekkingAangekondigd)
        : Finish(handeling, MachtigingStatus.Mislukt, MachtigingStatus.InVerwerking);

    /// <summary>Another last day, from tomorrow to five years from today .</summary>
    public Refusal? ChangeEinddatum(Handeling handeling, DateOnly einddatum)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (RefuseChange(handeling) is { } notOpen)
        {
            return notOpen;
        }

        if (RefuseEinddatum(handeling, einddatum) is { } refusal)
        {
            return refusal;
        }

        Einddatum = einddatum;
        GewijzigdOp = handeling.Today;
        return null;
    }

    /// <summary>Every reason why it cannot get this einddatum. What makes it end earlier takes power away: that needs no level .</summary>
    /// <param name="koppeling">Of the user, with its middel.</param>
    /// <param name="bereik">What it is for, as the catalogue has it now.</param>
    public IReadOnlyList<Refusal> RefuseWijziging(Handeling handeling, Organisatiekoppeling koppeling, MachtigingBereik bereik, DateOnly einddatum)
    {
        ArgumentNullException.ThrowIfNull(bereik);
        return
        [
            .. einddatum > Einddatum ? bereik.RefuseFor(koppeling) : [],
            .. new[] { RefuseChange(handeling), RefuseEinddatum(handeling, einddatum) }.OfType<Refusal>(),
        ];
    }

    // One whose last day has passed is not brought back to life, also when nobody has ended it yet.
    private MachtigingNotActief? RefuseChange(Handeling handeling) => handeling.Today > Einddatum
        ? new MachtigingNotActief(MachtigingStatus.Verlopen)
        : Status is MachtigingStatus.InVerwerking or MachtigingStatus.Actief ? null : new MachtigingNotActief(Status);

    /// <summary>Its withdrawal is asked for; it goes on for the <see cref="Bedenktijd"/> (R-224), and one that the register has not taken yet will not begin.</summary>
    public Refusal? Announce(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var wachtOpRegister = Status is MachtigingStatus.InVerwerking;
        if (Move(MachtigingStatus.IntrekkingAangekondigd, MachtigingStatus.InVerwerking, MachtigingStatus.Actief) is { } refusal)
        {
            return refusal;
        }

        (AangekondigdOp, WachtOpRegister) = (handeling.At, wachtOpRegister);
        return null;
    }

    /// <summary>The withdrawal does not go on .</summary>
    public Refusal? Undo(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (AangekondigdOp + Bedenktijd <= handeling.At
            || Move(WachtOpRegister ? MachtigingStatus.InVerwerking : MachtigingStatus.Actief, MachtigingStatus.IntrekkingAangekondigd) is not null)
        {
            return new MachtigingNotActief(Status);
        }

        (AangekondigdOp, WachtOpRegister) = (null, false);
        return null;
    }

    /// <summary>The <see cref="Bedenktijd"/> has passed: definitive .</summary>
    public Refusal? Withdraw(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        return AangekondigdOp + Bedenktijd <= handeling.At
            ? Finish(handeling, MachtigingStatus.Ingetrokken, MachtigingStatus.IntrekkingAangekondigd)
            : new MachtigingNotActief(Status);
    }

    /// <summary>Its last day has passed, however far it had come.</summary>
    public Refusal? Expire(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        return handeling.Today > Einddatum
            ? Finish(handeling, MachtigingStatus.Verlopen, MachtigingStatus.InVerwerking, MachtigingStatus.Actief, MachtigingStatus.IntrekkingAangekondigd)
            : new MachtigingNotVerlopen(Einddatum);
    }

    /// <summary>It ends with what an aanvraag takes away: the koppeling, or the diensten that its type does not allow.</summary>
    public Refusal? End(Handeling handeling, Guid aanvraagId)
    {
        if (Finish(handeling, MachtigingStatus.Beeindigd, MachtigingStatus.InVerwerking, MachtigingStatus.Actief, MachtigingStatus.IntrekkingAangekondigd) is { } refusal)
        {
            return refusal;
        }

        AanvraagId = aanvraagId;
        return null;
    }

    /// <summary>Whether the beheerder is to be alerted that it ends soon .</summary>
    public bool IsBijnaVerlopen(DateOnly today) => IsOpen && Einddatum <= today.AddMonths(AlertMaanden);

    /// <summary>
    /// Whether the user can log in at the dienst with it now. All of it is looked at anew: the level that the dienst asks for, diensten that came
    /// later, the type of the middel, and whether the koppeling works, which it does not while it is suspended.
    /// </summary>
    public bool Covers(Dienst dienst, Organisatiekoppeling koppeling, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(dienst);
        ArgumentNullException.ThrowIfNull(koppeling);
        return (Status is MachtigingStatus.Actief || (Status is MachtigingStatus.IntrekkingAangekondigd && !WachtOpRegister))
            && today >= Startdatum
            && today <= Einddatum
            && koppeling.Status is KoppelingStatus.Actief
            && dienst.MinimaalNiveau <= koppeling.Niveau
            && (koppeling.EhMiddel.Type is not MiddelType.Belastingdienst || dienst.Oin == Dienstverlener.BelastingdienstOin)
            && Soort switch
            {
                MachtigingSoort.Dienst => dienst.Uuid == DienstUuid,
                MachtigingSoort.Dienstverlener => dienst.Oin == Oin,
                _ => dienst.MinimaalNiveau <= Niveau,
            };
    }

    /// <summary>An einddatum that is set today lies between tomorrow and five years from today .</summary>
    public static Refusal? RefuseEinddatum(Handeling handeling, DateOnly einddatum)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        var (eerste, laatste) = (handeling.Today.AddDays(1), handeling.Today.AddYears(MaxJaren));
        return einddatum < eerste || einddatum > laatste ? new EinddatumOutOfRange(eerste, laatste) { Field = nameof(Einddatum) } : null;
    }

    private Refusal? Finish(Handeling handeling, MachtigingStatus to, params ReadOnlySpan<MachtigingStatus> from)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (Move(to, from) is { } refusal)
        {
            return refusal;
        }

        GeeindigdOp = handeling.At;
        return null;
    }

    private Refusal? Move(MachtigingStatus to, params ReadOnlySpan<MachtigingStatus> from)
    {
        if (!from.Contains(Status))
        {
            return new MachtigingNotActief(Status);
        }

        Status = to;
        return null;
    }
}

/// <summary>For which diensten a machtiging is.</summary>
public sealed record MachtigingBereik
{
    private MachtigingBereik(MachtigingSoort soort, Dienst? dienst, string? oin, Betrouwbaarheidsniveau? niveau, Betrouwbaarheidsniveau? nodig, Betrouwbaarheidsniveau? hoogste) =>
        (Soort, Dienst, Oin, Niveau, Nodig, Hoogste) = (soort, dienst, oin, niveau, nodig, hoogste);

    /// <summary>Which of the other three is filled in.</summary>
    public MachtigingSoort Soort { get; }

    /// <summary>The one dienst.</summary>
    public Dienst? Dienst { get; }

    /// <summary>The dienstverlener.</summary>
    public string? Oin { get; }

    /// <summary>The level.</summary>
    public Betrouwbaarheidsniveau? Niveau { get; }

    /// <summary>The level below which a user gets nothing with it; null where that is not known.</summary>
    public Betrouwbaarheidsniveau? Nodig { get; }

    /// <summary>The highest level that it gives power at; null where that is not known.</summary>
    public Betrouwbaarheidsniveau? Hoogste { get; }

    /// <summary>One dienst.</summary>
    public static MachtigingBereik Of(Dienst dienst)
    {
        ArgumentNullException.ThrowIfNull(dienst);
        return new(MachtigingSoort.Dienst, dienst, null, null, dienst.MinimaalNiveau, dienst.MinimaalNiveau);
    }

    /// <summary>Every dienst of a dienstverlener, new ones too.</summary>
    /// <param name="diensten">Those that it has now; none: their levels are not looked at.</param>
    public static MachtigingBereik Of(Dienstverlener dienstverlener, IReadOnlyCollection<Dienst>? diensten = null)
    {
        ArgumentNullException.ThrowIfNull(dienstverlener);
        return new(
            MachtigingSoort.Dienstverlener, null, dienstverlener.Oin, null,
            diensten?.Min(d => (Betrouwbaarheidsniveau?)d.MinimaalNiveau), diensten?.Max(d => (Betrouwbaarheidsniveau?)d.MinimaalNiveau));
    }

    /// <summary>Algemene bevoegdheid: every dienst up to and including a level, new ones too .</summary>
    public static MachtigingBereik UpTo(Betrouwbaarheidsniveau niveau) => new(MachtigingSoort.Algemeen, null, null, niveau, niveau, niveau);

    /// <summary>Whether it says something at the Belastingdienst, where a Belastingdienstmiddel works .</summary>
    public bool IsVoorBelastingdienst => Soort switch
    {
        MachtigingSoort.Dienst => Dienst?.Oin is Dienstverlener.BelastingdienstOin,
        MachtigingSoort.Dienstverlener => Oin is Dienstverlener.BelastingdienstOin,
        _ => true,
    };

    /// <summary>Every reason why this user cannot have it .</summary>
    /// <param name="koppeling">With its middel.</param>
    public IEnumerable<Refusal> RefuseFor(Organisatiekoppeling koppeling)
    {
        ArgumentNullException.ThrowIfNull(koppeling);
        if (koppeling.Status is not KoppelingStatus.Actief)
        {
            yield return new MiddelNotActief(koppeling.Status);
        }

        if (Nodig is { } nodig && nodig > koppeling.Niveau)
        {
            yield return new NiveauTooLowForMachtiging(nodig.Label(), koppeling.Niveau.Label());
        }

        if (koppeling.EhMiddel.Type is MiddelType.Belastingdienst && !IsVoorBelastingdienst)
        {
            yield return new MachtigingNotForBelastingdienstmiddel();
        }
    }

    /// <summary>A beheerder gives no power above his own level (§2.3).</summary>
    public Refusal? RefuseBy(Organisatiekoppeling beheerder)
    {
        ArgumentNullException.ThrowIfNull(beheerder);
        return Hoogste is { } hoogste && hoogste > beheerder.Niveau ? new MachtigingAboveOwn(hoogste.Label(), beheerder.Niveau.Label()) : null;
    }
}

/// <summary>Kind of machtiging.</summary>
public enum MachtigingSoort
{
    /// <summary>For one dienst.</summary>
    Dienst,

    /// <summary>For every dienst of one dienstverlener.</summary>
    Dienstverlener,

    /// <summary>For every dienst up to a level .</summary>
    Algemeen,
}

/// <summary>Where a machtiging stands.</summary>
public enum MachtigingStatus
{
    /// <summary>Asked for; the register takes a few minutes .</summary>
    InVerwerking,

    /// <summary>It works.</summary>
    Actief,

    /// <summary>The register did not take it.</summary>
    Mislukt,

    /// <summary>It works for three more seconds .</summary>
    IntrekkingAangekondigd,

    /// <summary>Withdrawn by a beheerder .</summary>
    Ingetrokken,

    /// <summary>Its einddatum has passed.</summary>
    Verlopen,

    /// <summary>Ended with its koppeling or with the type of its middel.</summary>
    Beeindigd,
}

/// <summary>The level of the user is below that of the dienst .</summary>
public sealed record NiveauTooLowForMachtiging(string Nodig, string Eigen) : Refusal;

/// <summary>The beheerder gives no power above his own level (§2.3).</summary>
public sealed record MachtigingAboveOwn(string Gevraagd, string Eigen) : Refusal;

/// <summary>More than can be given in one act.</summary>
public sealed record TeVeelMachtigingen(long Gevraagd, long Hoogstens) : Refusal;

/// <summary>The catalogue does not hold what was chosen (any more).</summary>
public sealed record DienstNotInCatalogus : Refusal;

/// <summary>A Belastingdienstmiddel works at the Belastingdienst only .</summary>
public sealed record MachtigingNotForBelastingdienstmiddel : Refusal;

/// <summary>An einddatum lies between tomorrow and five years from today .</summary>
public sealed record EinddatumOutOfRange(DateOnly Vanaf, DateOnly Uiterlijk) : Refusal;

/// <summary>Not possible at this status.</summary>
public sealed record MachtigingNotActief(MachtigingStatus Status) : Refusal;

/// <summary>Its last day has not passed.</summary>
public sealed record MachtigingNotVerlopen(DateOnly Einddatum) : Refusal;
