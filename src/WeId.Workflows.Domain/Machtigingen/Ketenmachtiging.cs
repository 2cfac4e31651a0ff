using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>One side of a ketenmachtiging.</summary>
/// <param name="Email">Where it hears of it; null: its active beheerders at We-ID do.</param>
public sealed record KetenPartij(KvkNummer Kvk, string Naam, string? Email);

/// <summary>A company lets an intermediair act for it at a dienst; one row for each dienst.</summary>
public sealed class Ketenmachtiging
{
    private Ketenmachtiging()
    {
    }

    /// <summary>One that holds from its recording on.</summary>
    /// <param name="geverOrganisatieId">The company as a customer; null for a relation without eHerkenning .</param>
    public Ketenmachtiging(
        Guid id, Guid aanvraagId, Guid? geverOrganisatieId, KetenPartij gever, KetenPartij intermediair, KetenDekking dekking, DateOnly einddatum, Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        Id = id;
        AanvraagId = aanvraagId;
        GeverOrganisatieId = geverOrganisatieId;
        (GeverKvk, GeverNaam, GeverEmail) = gever;
        (IntermediairKvk, IntermediairNaam, IntermediairEmail) = intermediair;
        (Soort, Sleutel, NaamNl, NaamEn, Niveau) = dekking;
        Startdatum = handeling.Today;
        Einddatum = einddatum;
        VastgelegdOp = handeling.At;
        Status = KetenmachtigingStatus.Actief;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag that recorded it, whose workflow watches over its end.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>Who gives it, as a customer; null for a relation without eHerkenning.</summary>
    public Guid? GeverOrganisatieId { get; private set; }

    /// <summary>Who gives it.</summary>
    public KvkNummer GeverKvk { get; private set; }

    /// <summary>His name in the Handelsregister.</summary>
    public string GeverNaam { get; private set; } = "";

    /// <summary>As <see cref="KetenPartij.Email"/>.</summary>
    public string? GeverEmail { get; private set; }

    /// <summary>Who may act.</summary>
    public KvkNummer IntermediairKvk { get; private set; }

    /// <summary>Its name in the Handelsregister.</summary>
    public string IntermediairNaam { get; private set; } = "";

    /// <summary>As <see cref="KetenPartij.Email"/>.</summary>
    public string? IntermediairEmail { get; private set; }

    /// <summary>How much it covers.</summary>
    public KetenSoort Soort { get; private set; }

    /// <summary>As <see cref="KetenKeuze.Sleutel"/>.</summary>
    public string Sleutel { get; private set; } = "";

    /// <summary>Name at its recording.</summary>
    public string NaamNl { get; private set; } = "";

    /// <summary>Name at its recording.</summary>
    public string NaamEn { get; private set; } = "";

    /// <summary>The level that using it needs.</summary>
    public Betrouwbaarheidsniveau Niveau { get; private set; }

    /// <summary>First day.</summary>
    public DateOnly Startdatum { get; private set; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly Einddatum { get; private set; }

    /// <summary>Where it stands.</summary>
    public KetenmachtigingStatus Status { get; private set; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset VastgelegdOp { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? BeeindigdOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Its name in a language, <c>nl</c> or <c>en</c>.</summary>
    public string Naam(string taal) => taal == "en" ? NaamEn : NaamNl;

    /// <summary>Whether one may act with it: also when nothing has marked its end yet.</summary>
    public bool IsGeldig(DateOnly today) => Status is KetenmachtigingStatus.Actief && today <= Einddatum;

    /// <summary>Gives it another last day (§5.5).</summary>
    public Refusal? Extend(DateOnly einddatum, DateOnly today)
    {
        if (!IsGeldig(today))
        {
            return new KetenmachtigingNotActief(Status);
        }

        Einddatum = einddatum;
        return null;
    }

    /// <summary>Ends it at once, by who gave it or who got it.</summary>
    public Refusal? Withdraw(DateTimeOffset at) => End(KetenmachtigingStatus.Ingetrokken, at);

    /// <summary>Its last day has passed.</summary>
    public Refusal? Expire(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        return handeling.Today <= Einddatum ? new KetenmachtigingNotVerlopen(Einddatum) : End(KetenmachtigingStatus.Verlopen, handeling.At);
    }

    /// <summary>One of the two companies has ended.</summary>
    public Refusal? EndWithBedrijf(DateTimeOffset at) => End(KetenmachtigingStatus.Beeindigd, at);

    private Refusal? End(KetenmachtigingStatus status, DateTimeOffset at)
    {
        if (Status is not KetenmachtigingStatus.Actief)
        {
            return new KetenmachtigingNotActief(Status);
        }

        Status = status;
        BeeindigdOp = at;
        return null;
    }
}

/// <summary>Where a ketenmachtiging stands. What comes before it holds is the affair of its <see cref="KetenUitnodiging"/>.</summary>
public enum KetenmachtigingStatus
{
    /// <summary>It holds.</summary>
    Actief,

    /// <summary>Ended by one of the two.</summary>
    Ingetrokken,

    /// <summary>Its last day has passed.</summary>
    Verlopen,

    /// <summary>One of the two companies has ended.</summary>
    Beeindigd,
}

/// <summary>It does not hold any more.</summary>
public sealed record KetenmachtigingNotActief(KetenmachtigingStatus Status) : Refusal;

/// <summary>Its last day has not passed.</summary>
public sealed record KetenmachtigingNotVerlopen(DateOnly Einddatum) : Refusal;

/// <summary>The last day is tomorrow at the earliest.</summary>
public sealed record KetenmachtigingEndsTooSoon(DateOnly Vanaf) : Refusal;

/// <summary>At most five years ahead .</summary>
public sealed record KetenmachtigingTooLong(DateOnly Uiterlijk) : Refusal;
