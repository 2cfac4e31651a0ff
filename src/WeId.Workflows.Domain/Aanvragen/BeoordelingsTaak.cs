using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;

namespace WeId.Workflows.Domain.Aanvragen;

/// <summary>Work for a person of We-ID, ended by his decision: made by a step that waits, or about a letter.</summary>
/// <remarks>
/// For a letter no workflow waits: it comes back, or does not fit its window, while the workflow of its aanvraag waits for the user,
/// or after that has ended. Such a task names its letter instead of a wait.
/// </remarks>
public sealed class BeoordelingsTaak
{
    private BeoordelingsTaak()
    {
    }

    /// <summary>A new task in the takenbak.</summary>
    public BeoordelingsTaak(Guid id, Guid aanvraagId, Guid waitId, TaakSoort soort, string rol, string fase, DateTimeOffset aangemaaktOp, DateOnly uiterlijk)
    {
        Id = id;
        AanvraagId = aanvraagId;
        WaitId = waitId;
        Soort = soort;
        Rol = rol;
        Fase = fase;
        AangemaaktOp = aangemaaktOp;
        Uiterlijk = uiterlijk;
        Status = TaakStatus.Open;
    }

    /// <summary>A new task about a letter.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="aanvraagId">The aanvraag of the letter.</param>
    /// <param name="verzendingId">The letter.</param>
    /// <param name="soort">Kind of work.</param>
    /// <param name="at">When.</param>
    /// <param name="werkdagen">Working days in which it should be done.</param>
    public static BeoordelingsTaak VoorBrief(Guid id, Guid aanvraagId, Guid verzendingId, TaakSoort soort, DateTimeOffset at, int werkdagen) => new()
    {
        Id = id,
        AanvraagId = aanvraagId,
        VerzendingId = verzendingId,
        Soort = soort,

        // Who prints a letter sees the code in it; where it goes is decided by somebody else.
        Rol = nameof(Medewerkers.StafRol.Beoordelaar),
        Fase = nameof(VerzendKanaal.Post),
        AangemaaktOp = at,
        Uiterlijk = Werkdagen.After(AmsterdamTime.DateOf(at), werkdagen),
        Status = TaakStatus.Open,
    };

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is about.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>The wait of the workflow that the decision ends; null: it is about a letter.</summary>
    public Guid? WaitId { get; private set; }

    /// <summary>The letter that it is about; null: a workflow waits for it.</summary>
    public Guid? VerzendingId { get; private set; }

    /// <summary>Kind of work.</summary>
    public TaakSoort Soort { get; private set; }

    /// <summary>The staff role that may do it.</summary>
    public string Rol { get; private set; } = "";

    /// <summary>Stage of the review, as named in the definition; two stages need two people.</summary>
    public string Fase { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public TaakStatus Status { get; private set; }

    /// <summary>Who has it.</summary>
    public Guid? GeclaimdDoor { get; private set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? GeclaimdOp { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset AangemaaktOp { get; private set; }

    /// <summary>The day by which it should be done.</summary>
    public DateOnly Uiterlijk { get; private set; }

    /// <summary>The outcome.</summary>
    public string? Besluit { get; private set; }

    /// <summary>Explanation with the outcome.</summary>
    public string? Toelichting { get; private set; }

    /// <summary>The ticked points of the checklist, as JSON.</summary>
    public string? Checklist { get; private set; }

    /// <summary>Who decided.</summary>
    public Guid? BeslotenDoor { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset? BeslotenOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Takes the task.</summary>
    public Refusal? Claim(Guid medewerkerId, DateTimeOffset at)
    {
        if (Status is TaakStatus.Geclaimd && GeclaimdDoor == medewerkerId)
        {
            return null;
        }

        if (Status is not TaakStatus.Open)
        {
            return new TaakNotOpen(Status);
        }

        Status = TaakStatus.Geclaimd;
        GeclaimdDoor = medewerkerId;
        GeclaimdOp = at;
        return null;
    }

    /// <summary>Gives the task back.</summary>
    public Refusal? Release(Guid medewerkerId)
    {
        if (Status is not TaakStatus.Geclaimd || GeclaimdDoor != medewerkerId)
        {
            return new TaakNotYours();
        }

        Status = TaakStatus.Open;
        GeclaimdDoor = null;
        GeclaimdOp = null;
        return null;
    }

    /// <summary>Ends the task with an outcome.</summary>
    public Refusal? Decide(Guid medewerkerId, string besluit, string? toelichting, string? checklist, DateTimeOffset at)
    {
        if (Status is not TaakStatus.Geclaimd || GeclaimdDoor != medewerkerId)
        {
            return new TaakNotYours();
        }

        Status = TaakStatus.Besloten;
        Besluit = besluit;
        Toelichting = toelichting;
        Checklist = checklist;
        BeslotenDoor = medewerkerId;
        BeslotenOp = at;
        return null;
    }

    /// <summary>After a reminder the workflow waits anew for the same task.</summary>
    public void WaitOn(Guid waitId) => WaitId = waitId;

    /// <summary>The term of its wait has passed: it leaves the takenbak. That of a suspension only reminds, and stays with who has it.</summary>
    public void Lapse()
    {
        if (Soort is not TaakSoort.Schorsing)
        {
            Withdraw();
        }
    }

    /// <summary>The workflow no longer waits for it.</summary>
    public void Withdraw()
    {
        if (Status is not TaakStatus.Besloten)
        {
            Status = TaakStatus.Ingetrokken;
        }
    }
}

/// <summary>Kind of work.</summary>
public enum TaakSoort
{
    /// <summary>Check data and identity, approve or reject.</summary>
    Beoordeling,

    /// <summary>Pick an OTP device, note its serial number and post it.</summary>
    OtpUitgifte,

    /// <summary>Look a company up in the Handelsregister by hand, because it could not be asked.</summary>
    KvkControle,

    /// <summary>Lift a suspension, or end the middel.</summary>
    Schorsing,

    /// <summary>Carry out by hand what was approved, because the system cannot do it itself (R-282…R-287).</summary>
    WijzigingDoorvoeren,

    /// <summary>Draw up an offerte .</summary>
    OfferteOpmaken,

    /// <summary>Register the answer to an offerte that came by mail or on paper .</summary>
    AntwoordVerwerken,

    /// <summary>Register a signed form that comes by post .</summary>
    KetenformulierOntvangst,

    /// <summary>Decide what becomes of a letter that came back.</summary>
    Retourpost,

    /// <summary>Shorten an address that does not fit the window of the envelope; its letter waits for that.</summary>
    AdresAanpassen,
}

/// <summary>Where a task stands.</summary>
public enum TaakStatus
{
    /// <summary>Free to take.</summary>
    Open,

    /// <summary>Somebody has it.</summary>
    Geclaimd,

    /// <summary>Decided.</summary>
    Besloten,

    /// <summary>No longer needed.</summary>
    Ingetrokken,
}

/// <summary>
/// Who has had a hand in an aanvraag, and in which stage: one row for each aanvraag and medewerker, so that the database
/// is the last guard of four-eyes.
/// </summary>
public sealed record BetrokkenMedewerker(Guid AanvraagId, Guid MedewerkerId, string Fase, DateTimeOffset Op);

/// <summary>The task cannot be taken any more.</summary>
public sealed record TaakNotOpen(TaakStatus Status) : Refusal;

/// <summary>Only who has the task may do this.</summary>
public sealed record TaakNotYours : Refusal;

/// <summary>He decided in an earlier stage: a second person is needed.</summary>
public sealed record FourEyes : Refusal;

/// <summary>The aanvrager does not manage these organisaties (at this level) any more, so what he asked cannot be given .</summary>
public sealed record AanvragerNoBeheerder(string Organisaties) : Refusal;

/// <summary>Nobody decides on himself or on his own company.</summary>
public sealed record OwnOrganisatie : Refusal;

/// <summary>A rejection needs a reason for the aanvrager .</summary>
public sealed record RedenMissing : Refusal;

/// <summary>Every point of the checklist needs an answer before approval.</summary>
public sealed record ChecklistIncomplete : Refusal;

/// <summary>A point of the checklist was answered with no: then the aanvraag cannot be approved.</summary>
public sealed record ChecklistNotAkkoord : Refusal;
