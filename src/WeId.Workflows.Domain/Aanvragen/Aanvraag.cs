namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>A request of a beheerder that runs as a workflow instance; its own data are JSON of its type.</summary>
public sealed class Aanvraag
{
    private Aanvraag()
    {
    }

    /// <summary>An aanvraag as submitted, pinned to the definition version of that moment.</summary>
    public Aanvraag(Guid id, string nummer, string type, int definitieVersie, Guid organisatieId, Guid aanvragerId, string gegevens, DateTimeOffset ingediendOp)
    {
        Id = id;
        Nummer = nummer;
        Type = type;
        DefinitieVersie = definitieVersie;
        OrganisatieId = organisatieId;
        AanvragerId = aanvragerId;
        Gegevens = gegevens;
        IngediendOp = ingediendOp;
        Status = AanvraagStatus.Ingediend;
    }

    /// <summary>Correlation id of the workflow.</summary>
    public Guid Id { get; private set; }

    /// <summary>For people: A-2026-004711.</summary>
    public string Nummer { get; private set; } = "";

    /// <summary>The definition id: <c>nieuwe-gebruiker</c>.</summary>
    public string Type { get; private set; } = "";

    /// <summary>Version of the definition with which it runs to its end.</summary>
    public int DefinitieVersie { get; private set; }

    /// <summary>The organisatie in whose name it was made.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>The persoon who submitted it.</summary>
    public Guid AanvragerId { get; private set; }

    /// <summary>The persoon whom it is about; null when there is none (yet).</summary>
    public Guid? PersoonId { get; init; }

    /// <summary>The costs as JSON of a <see cref="Abonnementen.Kostenoverzicht"/>, frozen at submission.</summary>
    public string? Kosten { get; init; }

    /// <summary>JSON of the type's own data.</summary>
    public string Gegevens { get; private set; } = "";

    /// <summary>Findings of the automatic checks as JSON, for the reviewer.</summary>
    public string? Controles { get; private set; }

    /// <summary>Where it stands.</summary>
    public AanvraagStatus Status { get; private set; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset IngediendOp { get; private set; }

    /// <summary>When the final decision fell.</summary>
    public DateTimeOffset? BeslotenOp { get; private set; }

    /// <summary>Why it was rejected, for the aanvrager; null unless rejected.</summary>
    public string? Afkeurreden { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Nobody has decided about it: until then it can be withdrawn by its beheerder.</summary>
    public bool IsUndecided => Status.IsUndecided();

    /// <summary>Keeps what the automatic checks found.</summary>
    public void RecordControles(string controles) => Controles = controles;

    /// <summary>A reviewer can take it.</summary>
    public Refusal? PutInBeoordeling() => Move(AanvraagStatus.InBeoordeling, AanvraagStatus.Ingediend, AanvraagStatus.InBeoordeling);

    /// <summary>The final approval: what was asked is being carried out.</summary>
    public Refusal? Approve(DateTimeOffset at)
    {
        BeslotenOp = at;
        return Move(AanvraagStatus.InUitvoering, AanvraagStatus.InBeoordeling);
    }

    /// <summary>It needs no reviewer: what was asked is being carried out at once .</summary>
    public Refusal? Accept(DateTimeOffset at)
    {
        BeslotenOp = at;
        return Move(AanvraagStatus.InUitvoering, AanvraagStatus.Ingediend);
    }

    /// <summary>The rejection, with its reason .</summary>
    public Refusal? Reject(string reden, DateTimeOffset at)
    {
        BeslotenOp = at;
        Afkeurreden = reden;
        return Move(AanvraagStatus.Afgekeurd, AanvraagStatus.InBeoordeling);
    }

    /// <summary>The reviewer needs more of the beheerder before he can decide.</summary>
    public Refusal? AskAanvulling() => Move(AanvraagStatus.AanvullingGevraagd, AanvraagStatus.InBeoordeling);

    /// <summary>The beheerder has supplied it: a reviewer can take it again.</summary>
    public Refusal? ReceiveAanvulling() => Move(AanvraagStatus.InBeoordeling, AanvraagStatus.AanvullingGevraagd);

    /// <summary>What was asked, of the beheerder or of another, did not come in time.</summary>
    public Refusal? Expire() => Move(AanvraagStatus.Vervallen, AanvraagStatus.Ingediend, AanvraagStatus.InBeoordeling, AanvraagStatus.AanvullingGevraagd);

    /// <summary>Everything was carried out.</summary>
    public Refusal? Complete() => Move(AanvraagStatus.Afgerond, AanvraagStatus.InUitvoering);

    /// <summary>It is not carried out (further): withdrawn, also after the approval as long as nothing is active.</summary>
    public Refusal? Withdraw() => Move(
        AanvraagStatus.Ingetrokken, AanvraagStatus.Ingediend, AanvraagStatus.InBeoordeling, AanvraagStatus.AanvullingGevraagd, AanvraagStatus.InUitvoering);

    /// <summary>Replaces the data, to take out what may no longer be kept.</summary>
    public void Redact(string gegevens) => Gegevens = gegevens;

    private Refusal? Move(AanvraagStatus to, params ReadOnlySpan<AanvraagStatus> from)
    {
        if (!from.Contains(Status))
        {
            return new WrongAanvraagStatus(Status, to);
        }

        Status = to;
        return null;
    }
}

/// <summary>Where an aanvraag stands.</summary>
public enum AanvraagStatus
{
    /// <summary>Accepted; the automatic checks run.</summary>
    Ingediend,

    /// <summary>With a reviewer.</summary>
    InBeoordeling,

    /// <summary>Approved and being carried out.</summary>
    InUitvoering,

    /// <summary>Done.</summary>
    Afgerond,

    /// <summary>Rejected; invisible in the portal .</summary>
    Afgekeurd,

    /// <summary>Withdrawn by the beheerder, or by operations.</summary>
    Ingetrokken,

    /// <summary>The beheerder has to supply something before the reviewer goes on.</summary>
    AanvullingGevraagd,

    /// <summary>Ended because what was asked for did not come in time.</summary>
    Vervallen,
}

/// <summary>What follows from a status.</summary>
public static class AanvraagStatussen
{
    /// <summary>Nobody has decided about it, and it has not ended otherwise.</summary>
    public static bool IsUndecided(this AanvraagStatus status) =>
        status is AanvraagStatus.Ingediend or AanvraagStatus.InBeoordeling or AanvraagStatus.AanvullingGevraagd;
}

/// <summary>It was decided: it can no longer be withdrawn.</summary>
public sealed record AanvraagIsBesloten(string Nummer) : Refusal;

/// <summary>This step does not follow on that status.</summary>
public sealed record WrongAanvraagStatus(AanvraagStatus Status, AanvraagStatus Gevraagd) : Refusal;
