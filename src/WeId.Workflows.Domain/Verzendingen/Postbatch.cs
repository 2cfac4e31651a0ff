namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Letters that the postkamer prints and posts together. They name it in <see cref="Verzending.PostbatchId"/>.</summary>
public sealed class Postbatch
{
    /// <summary>Most letters in one batch: as many as one person folds before the next collection.</summary>
    public const int MaxBrieven = 200;

    private Postbatch()
    {
    }

    /// <summary>A new batch, still without letters.</summary>
    /// <param name="id">Identity.</param>
    /// <param name="nummer">Such as P-2026-000012.</param>
    /// <param name="door">The medewerker who makes it.</param>
    /// <param name="at">When.</param>
    public Postbatch(Guid id, string nummer, Guid door, DateTimeOffset at)
    {
        ArgumentException.ThrowIfNullOrEmpty(nummer);
        Id = id;
        Nummer = nummer;
        GemaaktDoor = door;
        GemaaktOp = at;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The number by which people speak of it: P-2026-000012.</summary>
    public string Nummer { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public PostbatchStatus Status { get; private set; }

    /// <summary>The medewerker who made it.</summary>
    public Guid GemaaktDoor { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset GemaaktOp { get; private set; }

    /// <summary>The medewerker who posted it or undid it; null while it is open.</summary>
    public Guid? GeslotenDoor { get; private set; }

    /// <summary>When; null while it is open.</summary>
    public DateTimeOffset? GeslotenOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Its letters lie in the letter box.</summary>
    /// <returns>Null, or why not.</returns>
    public Refusal? MarkGepost(Guid door, DateTimeOffset at) => Close(PostbatchStatus.Gepost, door, at);

    /// <summary>It is given up before it is posted; its letters wait again.</summary>
    /// <inheritdoc cref="MarkGepost" path="/returns" />
    public Refusal? Undo(Guid door, DateTimeOffset at) => Close(PostbatchStatus.Ongedaan, door, at);

    private PostbatchGesloten? Close(PostbatchStatus status, Guid door, DateTimeOffset at)
    {
        if (Status is not PostbatchStatus.Open)
        {
            return new PostbatchGesloten(Nummer);
        }

        Status = status;
        GeslotenDoor = door;
        GeslotenOp = at;
        return null;
    }
}

/// <summary>Where a batch stands.</summary>
public enum PostbatchStatus
{
    /// <summary>It can be printed.</summary>
    Open,

    /// <summary>It lies in the letter box.</summary>
    Gepost,

    /// <summary>It was undone before that.</summary>
    Ongedaan,
}

/// <summary>Why a letter is printed again.</summary>
public enum HerdrukReden
{
    /// <summary>The receiver says that it never came.</summary>
    NietAangekomen,

    /// <summary>It was spoiled after it had been marked as posted.</summary>
    Beschadigd,

    /// <summary>It came back and the address has been put right since.</summary>
    Retour,
}

/// <summary>Why a letter came back, as it stands on the envelope.</summary>
public enum RetourReden
{
    /// <summary>The address does not exist, or nobody of that name is there.</summary>
    AdresOnbekend,

    /// <summary>The company has moved.</summary>
    Verhuisd,

    /// <summary>It was not accepted, or not fetched from the post office.</summary>
    Geweigerd,
}

/// <summary>No letter waits to be printed.</summary>
public sealed record GeenBrieven : Refusal;

/// <summary>The batch was posted or undone already.</summary>
public sealed record PostbatchGesloten(string Nummer) : Refusal;

/// <summary>The letter belongs to a batch that is not posted: it is posted with that one.</summary>
public sealed record BriefInPostbatch(string Nummer) : Refusal;

/// <summary>Why an address does not fit the window of the envelope: it has too many lines.</summary>
public sealed record AdresTeVeelRegels(int Max) : Refusal;

/// <summary>Why an address does not fit the window of the envelope: this line is too wide.</summary>
public sealed record AdresregelTeBreed(string Regel) : Refusal;

/// <summary>An address needs at least two lines below the name.</summary>
public sealed record AdresOnvolledig : Refusal;

/// <summary>The address in this letter cannot be changed: it is printed again as it was.</summary>
public sealed record BriefAdresVast : Refusal;

/// <summary>Who prints letters, or registered that this one came back, does not decide where it goes: a colleague does.</summary>
public sealed record AdresDoorAnder : Refusal;

/// <summary>The letter is not (any more) with the print supplier.</summary>
public sealed record BriefNietBijDrukker : Refusal;

/// <summary>The letter was not posted, so it can simply be opened and printed.</summary>
public sealed record BriefNietGepost : Refusal;

/// <summary>That the letter came back was registered already.</summary>
public sealed record BriefAlRetour : Refusal;

/// <summary>The letter was printed again already; only the newest print can be followed by another.</summary>
public sealed record BriefAlHerdrukt : Refusal;

/// <summary>The code in the letter is used, expired, blocked or replaced, or is of a kind that is not given anew from here.</summary>
public sealed record BriefCodeVoorbij : Refusal;
