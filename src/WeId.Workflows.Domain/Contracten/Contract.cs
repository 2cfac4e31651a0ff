using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Domain.Contracten;

/// <summary>One print of a paper contract; a new one takes the place of one that came back incomplete .</summary>
public sealed class Contract
{
    /// <summary>Calendar months until a contract that has not come lapses, counted from its making .</summary>
    public const int TermijnMonths = 3;

    private Contract()
    {
    }

    /// <summary>A contract as made up; its bytes are kept as a <see cref="Aanvragen.Dossierstuk"/> and never made again.</summary>
    public Contract(Guid id, Guid aanvraagId, string nummer, int versie, Guid stukId, int handtekeningen, DateTimeOffset opgemaaktOp)
    {
        Id = id;
        AanvraagId = aanvraagId;
        Nummer = nummer;
        Versie = versie;
        StukId = stukId;
        Handtekeningen = handtekeningen;
        OpgemaaktOp = opgemaaktOp;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag that waits for it.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>As printed, in letters and as barcode: C-2026-004711-1, after the aanvraag and the version.</summary>
    public string Nummer { get; private set; } = "";

    /// <summary>From 1; only the highest of an aanvraag counts.</summary>
    public int Versie { get; private set; }

    /// <summary>The PDF as it was made.</summary>
    public Guid StukId { get; private set; }

    /// <summary>How many signatures it needs .</summary>
    public int Handtekeningen { get; private set; }

    /// <summary>Where it stands.</summary>
    public ContractStatus Status { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset OpgemaaktOp { get; private set; }

    /// <summary>When it was downloaded first; null before that.</summary>
    public DateTimeOffset? GedownloadOp { get; private set; }

    /// <summary>When the paper was registered; null before that.</summary>
    public DateTimeOffset? OntvangenOp { get; private set; }

    /// <summary>The scan of the paper; null before that.</summary>
    public Guid? ScanId { get; private set; }

    /// <summary>What was wrong with it, for the beheerder; null unless incomplete.</summary>
    public string? Toelichting { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Last day on which it is awaited, until midnight in Amsterdam.</summary>
    public DateOnly Uiterlijk => AmsterdamTime.DateOf(OpgemaaktOp).AddMonths(TermijnMonths);

    /// <summary>Whether the paper is awaited.</summary>
    public bool IsAwaited => Status is ContractStatus.Opgemaakt or ContractStatus.Gedownload;

    /// <summary>The number of a version: C-2026-004711-1.</summary>
    /// <param name="aanvraagNummer">A-2026-004711.</param>
    public static string NummerOf(string aanvraagNummer, int versie)
    {
        ArgumentException.ThrowIfNullOrEmpty(aanvraagNummer);
        return $"C{aanvraagNummer[1..]}-{versie}";
    }

    /// <summary>As typed or scanned, in the form in which it is kept: capitals, no spaces.</summary>
    public static string Normalize(string? nummer) => Notation.Compact(nummer).ToUpperInvariant();

    /// <summary>It was opened to be printed; that a later one was opened too changes nothing.</summary>
    public void Download(DateTimeOffset at)
    {
        if (Status is ContractStatus.Opgemaakt)
        {
            Status = ContractStatus.Gedownload;
            GedownloadOp = at;
        }
    }

    /// <summary>The paper came, with its scan.</summary>
    public Refusal? Receive(Guid scanId, DateTimeOffset at)
    {
        if (!IsAwaited)
        {
            return new ContractNietVerwacht(Nummer, Status);
        }

        Status = ContractStatus.Ontvangen;
        ScanId = scanId;
        OntvangenOp = at;
        return null;
    }

    /// <summary>Signatures and authority are right.</summary>
    public Refusal? Accept() => MoveChecked(ContractStatus.Geaccepteerd);

    /// <summary>It will not be accepted in any form.</summary>
    public Refusal? Reject() => MoveChecked(ContractStatus.Afgewezen);

    /// <summary>A signature is missing or not the right one: a new print is needed.</summary>
    public Refusal? Return(string toelichting)
    {
        if (MoveChecked(ContractStatus.Onvolledig) is { } refusal)
        {
            return refusal;
        }

        Toelichting = toelichting;
        return null;
    }

    /// <summary>It is awaited no more: its term passed, or the aanvraag was withdrawn.</summary>
    public void Lapse()
    {
        if (IsAwaited || Status is ContractStatus.Ontvangen)
        {
            Status = ContractStatus.Vervallen;
        }
    }

    private Refusal? MoveChecked(ContractStatus to)
    {
        if (Status is not ContractStatus.Ontvangen)
        {
            return new ContractNietOntvangen(Status);
        }

        Status = to;
        return null;
    }
}

/// <summary>Where a print of a contract stands.</summary>
public enum ContractStatus
{
    /// <summary>Made, never opened.</summary>
    Opgemaakt,

    /// <summary>Opened to be printed and signed: the post brings it back.</summary>
    Gedownload,

    /// <summary>Registered with its scan, and being checked.</summary>
    Ontvangen,

    /// <summary>Found right.</summary>
    Geaccepteerd,

    /// <summary>Came back incomplete: a newer print takes its place.</summary>
    Onvolledig,

    /// <summary>Rejected with its aanvraag.</summary>
    Afgewezen,

    /// <summary>Did not come in time, or its aanvraag was withdrawn.</summary>
    Vervallen,
}

/// <summary>There is no contract with this number.</summary>
public sealed record ContractOnbekend : Refusal;

/// <summary>A newer print has taken the place of this one: only that one counts.</summary>
public sealed record ContractIsVervangen(string Nummer, string Nieuwste) : Refusal;

/// <summary>This contract is not awaited (any more).</summary>
public sealed record ContractNietVerwacht(string Nummer, ContractStatus Status) : Refusal;

/// <summary>Only a contract that came can be judged.</summary>
public sealed record ContractNietOntvangen(ContractStatus Status) : Refusal;
