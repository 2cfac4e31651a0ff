namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>An intermediair may invite its relations: the offerte was accepted.</summary>
/// <param name="OrganisatieId">The intermediair.</param>
/// <param name="AanvraagId">By which it was asked for.</param>
public sealed record Ketenmodule(Guid OrganisatieId, Guid AanvraagId, DateTimeOffset BeschikbaarSinds);

/// <summary>What We-ID asks for the module .</summary>
public sealed class Offerte
{
    /// <summary>How long one holds when nothing else was said (§5.3g).</summary>
    public const int DefaultDagen = 30;

    /// <summary>Days after which the intermediair is reminded.</summary>
    public const int HerinneringDagen = 14;

    /// <summary>Longest validity.</summary>
    public const int MaxDagen = 90;

    private Offerte()
    {
    }

    /// <summary>One that is sent now.</summary>
    /// <param name="kosten">JSON of an <see cref="Abonnementen.Kostenoverzicht"/>.</param>
    public Offerte(Guid id, Guid aanvraagId, Guid organisatieId, string kosten, DateOnly geldigTot, string? toelichting, DateTimeOffset opgemaaktOp)
    {
        Id = id;
        AanvraagId = aanvraagId;
        OrganisatieId = organisatieId;
        Kosten = kosten;
        GeldigTot = geldigTot;
        Toelichting = toelichting;
        OpgemaaktOp = opgemaaktOp;
        Status = OfferteStatus.Verzonden;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it answers.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>For whom.</summary>
    public Guid OrganisatieId { get; private set; }

    /// <summary>The lines as JSON of an <see cref="Abonnementen.Kostenoverzicht"/>.</summary>
    public string Kosten { get; private set; } = "";

    /// <summary>Last day on which it can be accepted.</summary>
    public DateOnly GeldigTot { get; private set; }

    /// <summary>A note for the intermediair.</summary>
    public string? Toelichting { get; private set; }

    /// <summary>When it was drawn up.</summary>
    public DateTimeOffset OpgemaaktOp { get; private set; }

    /// <summary>Where it stands.</summary>
    public OfferteStatus Status { get; private set; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? BeantwoordOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>The intermediair agrees; a day late is late.</summary>
    public Refusal? Accept(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        return handeling.Today > GeldigTot ? new OfferteIsVerlopen(GeldigTot) : Answer(OfferteStatus.Geaccepteerd, handeling.At);
    }

    /// <summary>The intermediair does not want it.</summary>
    public Refusal? Decline(Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        return Answer(OfferteStatus.Geweigerd, handeling.At);
    }

    /// <summary>Nobody answered in time.</summary>
    public Refusal? Expire(DateTimeOffset at) => Answer(OfferteStatus.Verlopen, at);

    /// <summary>The module is not asked for any more.</summary>
    public void Withdraw(DateTimeOffset at) => Answer(OfferteStatus.Ingetrokken, at);

    private Refusal? Answer(OfferteStatus status, DateTimeOffset at)
    {
        if (Status is not OfferteStatus.Verzonden)
        {
            return new OfferteNotOpen(Status);
        }

        Status = status;
        BeantwoordOp = at;
        return null;
    }
}

/// <summary>Where an offerte stands.</summary>
public enum OfferteStatus
{
    /// <summary>Waits for an answer.</summary>
    Verzonden,

    /// <summary>Accepted: the module becomes available.</summary>
    Geaccepteerd,

    /// <summary>Declined.</summary>
    Geweigerd,

    /// <summary>Not answered in time.</summary>
    Verlopen,

    /// <summary>The request was withdrawn.</summary>
    Ingetrokken,
}

/// <summary>It was answered already, or lapsed.</summary>
public sealed record OfferteNotOpen(OfferteStatus Status) : Refusal;

/// <summary>Its last day has passed.</summary>
public sealed record OfferteIsVerlopen(DateOnly GeldigTot) : Refusal;

/// <summary>An offerte needs a line.</summary>
public sealed record OfferteEmpty : Refusal;

/// <summary>The company has the module.</summary>
public sealed record KetenmoduleIsBeschikbaar : Refusal;

/// <summary>The company has asked for the module, and that runs still.</summary>
public sealed record KetenmoduleIsAangevraagd(string Nummer) : Refusal;

/// <summary>Relations can be invited only with the module (§1.Y 18, R-257…R-261).</summary>
public sealed record KetenmoduleMissing : Refusal;
