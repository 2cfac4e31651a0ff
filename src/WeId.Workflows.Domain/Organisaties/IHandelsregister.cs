namespace WeId.Workflows.Domain.Organisaties;

/// <summary>Looks up companies in the Handelsregister of the Kamer van Koophandel.</summary>
public interface IHandelsregister
{
    /// <summary>The registration under a KvK number; null when there is none.</summary>
    /// <exception cref="HandelsregisterNietBereikbaarException">It does not answer; trying later may help.</exception>
    /// <exception cref="HandelsregisterWeigertException">It does not answer us; only another configuration helps.</exception>
    Task<Inschrijving?> FindAsync(KvkNummer nummer, CancellationToken ct);

    /// <summary>The registration to which a vestiging belongs; null when there is none.</summary>
    /// <exception cref="HandelsregisterNietBereikbaarException">It does not answer; trying later may help.</exception>
    /// <exception cref="HandelsregisterWeigertException">It does not answer us; only another configuration helps.</exception>
    Task<Inschrijving?> FindByVestigingAsync(Vestigingsnummer nummer, CancellationToken ct);
}

/// <summary>The Handelsregister does not answer, or with an error of its own.</summary>
public sealed class HandelsregisterNietBereikbaarException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The Handelsregister refuses the question: key, subscription or address are wrong.</summary>
public sealed class HandelsregisterWeigertException(string message) : Exception(message);

/// <summary>What the Handelsregister says about one KvK number, at most a day ago.</summary>
public sealed record Inschrijving
{
    /// <summary>The number that was asked for.</summary>
    public required KvkNummer KvkNummer { get; init; }

    /// <summary>Statutory name, or the first trade name.</summary>
    public required string Naam { get; init; }

    /// <summary>Null for an eenmanszaak, which has none.</summary>
    public Rsin? Rsin { get; init; }

    /// <summary>Legal form in the words of the KvK, such as <c>Besloten Vennootschap</c>.</summary>
    public required string Rechtsvorm { get; init; }

    /// <summary>Last day of the registration; null while it lasts.</summary>
    public DateOnly? UitgeschrevenOp { get; init; }

    /// <summary>Whether the registration lasts.</summary>
    public bool IsActief => UitgeschrevenOp is null;

    /// <summary>Such as <c>Curator</c>: somebody else acts while it is bankrupt or under administration; null when it is not.</summary>
    public string? BijzondereRechtstoestand { get; init; }

    /// <summary>Whether that is known: not every subscription to the register tells it.</summary>
    public bool IsRechtstoestandBekend { get; init; } = true;

    /// <summary>Where the company is; null when it has no visiting address or it is shielded.</summary>
    public Postadres? Bezoekadres { get; init; }

    /// <summary>Where its post goes when that is elsewhere.</summary>
    public Postadres? Correspondentieadres { get; init; }

    /// <summary>The KvK may not show the addresses: there is none for the activation letter, so a person must decide .</summary>
    public bool IsAfgeschermd { get; init; }

    /// <summary>The address for the activation letter of EH2+; null when there is none.</summary>
    public Postadres? BriefAdres => IsAfgeschermd ? null : Correspondentieadres ?? Bezoekadres;

    /// <summary>Its vestigingen; none for a rechtspersoon without a company, such as a VvE.</summary>
    public IReadOnlyList<Vestiging> Vestigingen { get; init; } = [];

    /// <summary>Those who act for it.</summary>
    public IReadOnlyList<Functionaris> Functionarissen { get; init; } = [];
}

/// <summary>A place of business.</summary>
/// <param name="Nummer">Its number.</param>
/// <param name="Naam">First trade name.</param>
/// <param name="IsHoofdvestiging">Whether it is the main one.</param>
public sealed record Vestiging(Vestigingsnummer Nummer, string Naam, bool IsHoofdvestiging);

/// <summary>Somebody who acts for a company.</summary>
/// <param name="Naam">A person's name, or that of a legal person.</param>
/// <param name="Functie">Such as <c>Eigenaar</c>, <c>Bestuurder</c>, <c>Gevolmachtigde</c>.</param>
/// <param name="Bevoegdheid">How far he may sign.</param>
/// <param name="IsRechtspersoon">A legal person: whoever signs for that one must be looked up in turn.</param>
/// <param name="IsBelemmerd">Suspended, deceased, a minor or limited in his acts: he may not sign, whatever his authority.</param>
public sealed record Functionaris(string Naam, string Functie, SoortBevoegdheid Bevoegdheid, bool IsRechtspersoon = false, bool IsBelemmerd = false)
{
    /// <summary>May sign alone; otherwise it is not established and a person looks at it (domain of R-006).</summary>
    public bool IsVolledigBevoegd =>
        !IsBelemmerd && Bevoegdheid is (SoortBevoegdheid.AlleenZelfstandig or SoortBevoegdheid.Onbeperkt or SoortBevoegdheid.VolledigeVolmacht);
}

/// <summary>Authority as the KvK delivers it (<c>soortBevoegdheid</c>, <c>typeVolmacht</c>).</summary>
public enum SoortBevoegdheid
{
    /// <summary>Alleen/zelfstandig bevoegd.</summary>
    AlleenZelfstandig,

    /// <summary>Onbeperkt bevoegd.</summary>
    Onbeperkt,

    /// <summary>Gezamenlijk bevoegd.</summary>
    Gezamenlijk,

    /// <summary>Beperkt bevoegd.</summary>
    Beperkt,

    /// <summary>Volledige volmacht.</summary>
    VolledigeVolmacht,

    /// <summary>Beperkte volmacht.</summary>
    BeperkteVolmacht,

    /// <summary>Not delivered, or in words that we do not know.</summary>
    NietVastgesteld,
}
