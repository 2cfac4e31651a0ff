namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>
/// The activation of a middel by its user, from invitation to done. Each step that is done is kept, so that he can go
/// on later. Codes are stored hashed. A new uitnodiging replaces the row.
/// </summary>
public sealed class Activatie
{
    /// <summary>Wrong activation codes until it is blocked.</summary>
    public const int MaxPogingen = 5;

    /// <summary>Wrong validation codes until a new one is needed.</summary>
    public const int MaxValidatiePogingen = 5;

    /// <summary>How often a validation code is sent before <see cref="ValidatieVenster"/> must pass.</summary>
    public const int MaxValidatieVerzendingen = 4;

    /// <summary>So long after the last validation code the count begins anew.</summary>
    public static readonly TimeSpan ValidatieVenster = TimeSpan.FromHours(1);

    /// <summary>How long a validation code or SMS code holds.</summary>
    public static readonly TimeSpan CodeGeldigheid = TimeSpan.FromMinutes(15);

    private Activatie()
    {
    }

    /// <summary>An uitnodiging; <paramref name="codeHash"/> is the hash of the code in the letter or link.</summary>
    public Activatie(Guid id, Guid aanvraagId, Guid ehMiddelId, string codeHash, DateOnly uiterlijk, bool needsIdentificatie, DateTimeOffset at)
    {
        Id = id;
        AanvraagId = aanvraagId;
        EhMiddelId = ehMiddelId;
        CodeHash = codeHash;
        Uiterlijk = uiterlijk;
        UitgenodigdOp = at;
        Identificatie = needsIdentificatie ? IdentificatieStatus.AdresBekend : IdentificatieStatus.NietNodig;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag whose workflow waits.</summary>
    public Guid AanvraagId { get; private set; }

    /// <summary>The middel to activate.</summary>
    public Guid EhMiddelId { get; private set; }

    /// <summary>Hash of the activation code.</summary>
    public string CodeHash { get; private set; } = "";

    /// <summary>Last day, until midnight in Amsterdam.</summary>
    public DateOnly Uiterlijk { get; private set; }

    /// <summary>When this uitnodiging was made.</summary>
    public DateTimeOffset UitgenodigdOp { get; private set; }

    /// <summary>Where it stands.</summary>
    public ActivatieStatus Status { get; private set; }

    /// <summary>Wrong activation codes so far.</summary>
    public int Pogingen { get; private set; }

    /// <summary>Hash of the validation code that was mailed last.</summary>
    public string? ValidatieCodeHash { get; private set; }

    /// <summary>Until when that code holds.</summary>
    public DateTimeOffset? ValidatieGeldigTot { get; private set; }

    /// <summary>Wrong validation codes since the last one was sent.</summary>
    public int ValidatiePogingen { get; private set; }

    /// <summary>Validation codes sent since the count began.</summary>
    public int ValidatieVerzendingen { get; private set; }

    /// <summary>The e-mail address was proved .</summary>
    public bool EmailGevalideerd { get; private set; }

    /// <summary>The account with gebruikersnaam and wachtwoord; it can sign in only when the activation is done.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>The second factor was proved.</summary>
    public bool TweedeFactorBevestigd { get; private set; }

    /// <summary>The person identification (R-273…R-275).</summary>
    public IdentificatieStatus Identificatie { get; private set; }

    /// <summary>The order at the identification partner.</summary>
    public string? IdentificatieOpdracht { get; private set; }

    /// <summary>When the user finished.</summary>
    public DateTimeOffset? VoltooidOp { get; private set; }

    /// <summary>Changed with every write.</summary>
    public Guid Version { get; private set; }

    /// <summary>Whether the user can still go on with it.</summary>
    public bool IsOpen => Status is ActivatieStatus.Uitgenodigd or ActivatieStatus.Begonnen;

    /// <summary>The right code was given.</summary>
    public Refusal? Begin(Handeling handeling)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        // Who proved the address may be another than who comes in now with the letter, as long as nobody has chosen a password.
        EmailGevalideerd = EmailGevalideerd && AccountId is not null;
        Status = ActivatieStatus.Begonnen;
        return null;
    }

    /// <summary>A wrong code was given; the fifth blocks.</summary>
    /// <returns>Whether it is blocked now.</returns>
    public bool CountWrongCode()
    {
        Pogingen++;
        if (Pogingen >= MaxPogingen)
        {
            Status = ActivatieStatus.Geblokkeerd;
        }

        return Status is ActivatieStatus.Geblokkeerd;
    }

    /// <summary>A new validation code is on its way by mail.</summary>
    public Refusal? SendValidatieCode(Handeling handeling, string hash)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (handeling.At >= ValidatieGeldigTot - CodeGeldigheid + ValidatieVenster)
        {
            ValidatieVerzendingen = 0;
        }

        if (ValidatieVerzendingen >= MaxValidatieVerzendingen)
        {
            return new TooManyCodes();
        }

        ValidatieCodeHash = hash;
        ValidatieGeldigTot = handeling.At + CodeGeldigheid;
        ValidatiePogingen = 0;
        ValidatieVerzendingen++;
        return null;
    }

    /// <summary>The mailed code was typed in.</summary>
    public Refusal? ValidateEmail(Handeling handeling, string hash)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (ValidatieCodeHash is null || handeling.At >= ValidatieGeldigTot || ValidatiePogingen >= MaxValidatiePogingen)
        {
            return new CodeExpired();
        }

        if (ValidatieCodeHash != hash)
        {
            ValidatiePogingen++;
            return new CodeWrong();
        }

        EmailGevalideerd = true;
        ValidatieCodeHash = null;
        return null;
    }

    /// <summary>Gebruikersnaam and wachtwoord were chosen.</summary>
    public Refusal? AttachAccount(Handeling handeling, Guid accountId)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (!EmailGevalideerd)
        {
            return new StepOutOfOrder();
        }

        AccountId = accountId;
        return null;
    }

    /// <summary>A code of the second factor was right.</summary>
    public Refusal? ConfirmTweedeFactor(Handeling handeling)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (AccountId is null)
        {
            return new StepOutOfOrder();
        }

        TweedeFactorBevestigd = true;
        return null;
    }

    /// <summary>Location or app was chosen, and the partner has the order.</summary>
    public Refusal? OrderIdentificatie(Handeling handeling, string opdracht)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (!TweedeFactorBevestigd || Identificatie is IdentificatieStatus.NietNodig or IdentificatieStatus.Geslaagd)
        {
            return new StepOutOfOrder();
        }

        Identificatie = IdentificatieStatus.Gepland;
        IdentificatieOpdracht = opdracht;
        return null;
    }

    /// <summary>The partner reports how the identification went.</summary>
    public Refusal? ReportIdentificatie(string opdracht, bool geslaagd)
    {
        if (IdentificatieOpdracht != opdracht || Identificatie is not IdentificatieStatus.Gepland)
        {
            return new StepOutOfOrder();
        }

        Identificatie = geslaagd ? IdentificatieStatus.Geslaagd : IdentificatieStatus.Mislukt;
        return null;
    }

    /// <summary>Everything is done and the user agrees with the terms.</summary>
    public Refusal? Complete(Handeling handeling)
    {
        if (Guard(handeling) is { } refusal)
        {
            return refusal;
        }

        if (!EmailGevalideerd || AccountId is null || !TweedeFactorBevestigd
            || Identificatie is not (IdentificatieStatus.NietNodig or IdentificatieStatus.Geslaagd))
        {
            return new StepOutOfOrder();
        }

        Status = ActivatieStatus.Voltooid;
        VoltooidOp = handeling.At;
        return null;
    }

    /// <summary>
    /// The e-mail address was corrected: what its former owner proved and chose no longer counts. Neither does an
    /// identification: whoever reads the new address may be somebody else than the person who was identified.
    /// </summary>
    public void ForgetEmail()
    {
        if (Identificatie is not IdentificatieStatus.NietNodig)
        {
            Identificatie = IdentificatieStatus.AdresBekend;
            IdentificatieOpdracht = null;
        }

        EmailGevalideerd = false;
        ValidatieCodeHash = null;
        AccountId = null;
        TweedeFactorBevestigd = false;
    }

    /// <summary>Another second factor took the place of the one that he had proved .</summary>
    public void ForgetTweedeFactor() => TweedeFactorBevestigd = false;

    /// <summary>The last day passed.</summary>
    public void Expire() => Status = ActivatieStatus.Verlopen;

    /// <summary>The letter came back, so its code ends; the days go on for a new uitnodiging.</summary>
    public void MarkOnbestelbaar() => Status = ActivatieStatus.Onbestelbaar;

    /// <summary>A newer uitnodiging takes its place: older codes no longer work. A passed identification is kept .</summary>
    public Activatie Replace(Guid id, string codeHash, DateOnly uiterlijk, DateTimeOffset at)
    {
        Status = ActivatieStatus.Vervangen;
        return new Activatie(id, AanvraagId, EhMiddelId, codeHash, uiterlijk, Identificatie is not IdentificatieStatus.NietNodig, at)
        {
            EmailGevalideerd = EmailGevalideerd && AccountId is not null,
            AccountId = AccountId,
            TweedeFactorBevestigd = TweedeFactorBevestigd,
            Identificatie = Identificatie is IdentificatieStatus.Mislukt ? IdentificatieStatus.AdresBekend : Identificatie,
            IdentificatieOpdracht = IdentificatieOpdracht,
        };
    }

    private Refusal? Guard(Handeling handeling)
    {
        if (Status is ActivatieStatus.Geblokkeerd)
        {
            return new ActivatieGeblokkeerd();
        }

        if (Status is ActivatieStatus.Onbestelbaar)
        {
            return new ActivatieOnbestelbaar();
        }

        if (!IsOpen || handeling.Today > Uiterlijk)
        {
            return new ActivatieIsVerlopen(Uiterlijk);
        }

        return null;
    }
}

/// <summary>Where an activation stands.</summary>
public enum ActivatieStatus
{
    /// <summary>The letter or mail is on its way.</summary>
    Uitgenodigd,

    /// <summary>The user has given the code.</summary>
    Begonnen,

    /// <summary>Done.</summary>
    Voltooid,

    /// <summary>Not done in time.</summary>
    Verlopen,

    /// <summary>A newer uitnodiging took its place.</summary>
    Vervangen,

    /// <summary>Too many wrong codes.</summary>
    Geblokkeerd,

    /// <summary>The letter came back: its code, which others may have seen, does not work any more.</summary>
    Onbestelbaar,
}

/// <summary>Where the person identification stands.</summary>
public enum IdentificatieStatus
{
    /// <summary>EH2+.</summary>
    NietNodig,

    /// <summary>The user has not chosen how.</summary>
    AdresBekend,

    /// <summary>The partner has the order.</summary>
    Gepland,

    /// <summary>Identified.</summary>
    Geslaagd,

    /// <summary>Not shown up, or other data than in the aanvraag: he can choose again.</summary>
    Mislukt,
}

/// <summary>The code is not right.</summary>
public sealed record CodeWrong : Refusal;

/// <summary>The code is too old, or was tried too often: ask for a new one.</summary>
public sealed record CodeExpired : Refusal;

/// <summary>No more codes are sent for this activation.</summary>
public sealed record TooManyCodes : Refusal;

/// <summary>Too many wrong activation codes: a new uitnodiging is needed.</summary>
public sealed record ActivatieGeblokkeerd : Refusal;

/// <summary>The letter with the code came back, so the code does not work any more: a new one is needed.</summary>
public sealed record ActivatieOnbestelbaar : Refusal;

/// <summary>An earlier step of the activation is not done.</summary>
public sealed record StepOutOfOrder : Refusal;

/// <summary>The username is taken.</summary>
public sealed record GebruikersnaamTaken : Refusal;

/// <summary>The password is too weak.</summary>
public sealed record WachtwoordTooWeak(int MinimumLengte) : Refusal;
