namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A natural person for whom a middel was requested.</summary>
public sealed class Persoon
{
    private Persoon()
    {
    }

    /// <summary>A person as the aanvrager describes him.</summary>
    public Persoon(Guid id, string voornamen, string? tussenvoegsel, string achternaam, DateOnly geboortedatum, Emailadres email, MobielNummer? mobiel)
    {
        Id = id;
        Voornamen = voornamen;
        Tussenvoegsel = tussenvoegsel;
        Achternaam = achternaam;
        Geboortedatum = geboortedatum;
        Email = email;
        Mobiel = mobiel;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>First names as on the identity document.</summary>
    public string Voornamen { get; private set; } = "";

    /// <summary>Prefix of the surname: van, de, …</summary>
    public string? Tussenvoegsel { get; private set; }

    /// <summary>Surname without prefix.</summary>
    public string Achternaam { get; private set; } = "";

    /// <summary>Day of birth.</summary>
    public DateOnly Geboortedatum { get; private set; }

    /// <summary>Address for the activation mail and the validation code .</summary>
    public Emailadres Email { get; private set; }

    /// <summary>For second factor SMS; null with an OTP device.</summary>
    public MobielNummer? Mobiel { get; private set; }

    /// <summary>Language of mails: <c>nl</c> or <c>en</c>.</summary>
    public string Taal { get; set; } = "nl";

    /// <summary>The document by which he was identified; null until the aanvraag was approved.</summary>
    public Identiteitsdocument? Document { get; private set; }

    /// <summary>Names in reading order.</summary>
    public string VolledigeNaam => Tussenvoegsel is null ? $"{Voornamen} {Achternaam}" : $"{Voornamen} {Tussenvoegsel} {Achternaam}";

    /// <summary>Corrects the address.</summary>
    public void ChangeEmail(Emailadres email) => Email = email;

    /// <summary>Adds the mobile number that was not known yet; one that is known stays .</summary>
    public void CompleteMobiel(MobielNummer mobiel) => Mobiel ??= mobiel;

    /// <summary>Another number for the second factor .</summary>
    public void ChangeMobiel(MobielNummer mobiel) => Mobiel = mobiel;

    /// <summary>Keeps what remains of the identity document after the check.</summary>
    public void RecordDocument(Identiteitsdocument document) => Document = document;
}

/// <summary>What is kept of an identity document: enough to recognise it again, not enough to misuse it.</summary>
/// <param name="LaatsteDrie">Last three positions of the number.</param>
/// <param name="NummerHash">Keyed hash of the number, to find duplicates.</param>
public sealed record Identiteitsdocument(DocumentType Type, string LaatsteDrie, string NummerHash, DateOnly Vervaldatum, DateTimeOffset GecontroleerdOp)
{
    /// <summary>Whether an aanvraag of that day may rely on it: it is valid long enough still .</summary>
    public bool CanBeReused(DateOnly today) => Vervaldatum >= Documentopgave.MinstensTot(today);
}
