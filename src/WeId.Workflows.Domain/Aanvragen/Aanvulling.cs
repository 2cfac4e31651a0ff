namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>What a reviewer asks of the beheerder instead of rejecting, and the answer to it.</summary>
public sealed class Aanvulling
{
    /// <summary>Days in which the beheerder can answer, unless the definition says otherwise; the day of the question is not counted.</summary>
    public const int TermijnDagen = 14;

    /// <summary>After so many days he is reminded, unless the definition says otherwise.</summary>
    public const int HerinnerDagen = 7;

    /// <summary>Most characters of a question or an answer.</summary>
    public const int MaxTekst = 1000;

    private Aanvulling()
    {
    }

    /// <summary>A question of the reviewer of a task.</summary>
    /// <param name="redenen">Codes of the standard reasons.</param>
    /// <param name="toelichting">For the beheerder; null when the reasons say it all.</param>
    public Aanvulling(Guid id, BeoordelingsTaak taak, IEnumerable<string> redenen, string? toelichting, Guid gevraagdDoor, Handeling handeling, int dagen)
    {
        ArgumentNullException.ThrowIfNull(taak);
        ArgumentNullException.ThrowIfNull(handeling);
        Id = id;
        AanvraagId = taak.AanvraagId;
        TaakId = taak.Id;
        Fase = taak.Fase;
        Redenen = [.. redenen];
        Toelichting = toelichting;
        GevraagdDoor = gevraagdDoor;
        GevraagdOp = handeling.At;
        Uiterlijk = handeling.Today.AddDays(dagen);
        Status = AanvullingStatus.Gevraagd;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is about.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>The task in which it was asked.</summary>
    public Guid TaakId { get; private set; }

    /// <summary>Stage of that review; it goes on after the answer.</summary>
    public string Fase { get; private set; } = "";

    /// <summary>Codes of the standard reasons.</summary>
    public List<string> Redenen { get; private set; } = [];

    /// <summary>What the reviewer wrote to the beheerder; null when the reasons say it all.</summary>
    public string? Toelichting { get; private set; }

    /// <summary>The medewerker who asked.</summary>
    public Guid GevraagdDoor { get; private set; }

    /// <summary>When he asked.</summary>
    public DateTimeOffset GevraagdOp { get; private set; }

    /// <summary>Last day on which the beheerder can answer, until midnight in Amsterdam.</summary>
    public DateOnly Uiterlijk { get; private set; }

    /// <summary>Where it stands.</summary>
    public AanvullingStatus Status { get; private set; }

    /// <summary>What he wrote; null when he sent files only, or has not answered.</summary>
    public string? Antwoord { get; private set; }

    /// <summary>Whether files came with the answer.</summary>
    public bool MetKopie { get; private set; }

    /// <summary>The persoon who answered; null while nobody has, and for who is known by his link only.</summary>
    public Guid? BeantwoordDoor { get; private set; }

    /// <summary>When he answered.</summary>
    public DateTimeOffset? BeantwoordOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>What was asked is supplied.</summary>
    /// <param name="persoonId">Null for who is known by his link only .</param>
    public Refusal? Answer(string? antwoord, bool metKopie, Guid? persoonId, Handeling handeling)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        if (Status is not AanvullingStatus.Gevraagd)
        {
            return new AanvullingNotGevraagd();
        }

        if (handeling.Today > Uiterlijk)
        {
            return new AanvullingTooLate(Uiterlijk);
        }

        Status = AanvullingStatus.Beantwoord;
        Antwoord = antwoord;
        MetKopie = metKopie;
        BeantwoordDoor = persoonId;
        BeantwoordOp = handeling.At;
        return null;
    }

    /// <summary>The last day has passed without an answer, or the aanvraag ended otherwise; an answer stays what it is.</summary>
    public void Close()
    {
        if (Status is AanvullingStatus.Gevraagd)
        {
            Status = AanvullingStatus.Gesloten;
        }
    }
}

/// <summary>Where a supplement stands.</summary>
public enum AanvullingStatus
{
    /// <summary>The beheerder is asked for it.</summary>
    Gevraagd,

    /// <summary>He has answered.</summary>
    Beantwoord,

    /// <summary>It is not needed any more, or came too late.</summary>
    Gesloten,
}

/// <summary>Nothing (more) is asked about this aanvraag.</summary>
public sealed record AanvullingNotGevraagd : Refusal;

/// <summary>The last day of the answer has passed.</summary>
public sealed record AanvullingTooLate(DateOnly Uiterlijk) : Refusal;

/// <summary>The definition with which this aanvraag runs has no way for a supplement.</summary>
public sealed record AanvullingNotPossible : Refusal;

/// <summary>A question needs a reason or a text: the beheerder must know what to do.</summary>
public sealed record VraagMissing : Refusal;
