namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>One letter, mail or text message: to whom, made from which template, and whether it has left.</summary>
/// <remarks>
/// What it says is secret until it has left (codes, personal links): the template data and the document are encrypted
/// by the caller with <see cref="IGeheimen"/> and wiped at the end; hash and redacted copy stay as proof.
/// </remarks>
public sealed class Verzending
{
    /// <summary>Purpose under which <see cref="BeveiligdeGegevens"/> is encrypted.</summary>
    public const string GegevensPurpose = "verzending.gegevens";

    /// <summary>Purpose under which <see cref="Document"/> is encrypted.</summary>
    public const string DocumentPurpose = "verzending.document";

    /// <summary>Purpose under which <see cref="EerderAdres"/> is encrypted.</summary>
    public const string AdresPurpose = "verzending.adres";

    /// <summary>The longest receiver.</summary>
    public const int MaxNaam = 250;

    /// <summary>The longest address, line ends included.</summary>
    public const int MaxAdres = 600;

    /// <summary>The longest reason of a print supplier.</summary>
    public const int MaxDrukkerReden = 40;

    private const int MaxOnderwerp = 250;

    private Verzending()
    {
    }

    /// <summary>Identity; the mail's Message-ID and the letter's file name derive from it.</summary>
    public Guid Id { get; private set; }

    /// <summary>The aanvraag that caused it; null when none did.</summary>
    public Guid? AanvraagId { get; private set; }

    /// <summary>The organisatie in whose name it goes; null when it is about a person only.</summary>
    public Guid? OrganisatieId { get; private set; }

    /// <summary>The person who receives it; null when that is not one of ours.</summary>
    public Guid? PersoonId { get; private set; }

    /// <summary>How it travels.</summary>
    public VerzendKanaal Kanaal { get; private set; }

    /// <summary>Name of a folder in templates, such as <c>activatiebrief</c>.</summary>
    public string Template { get; private set; } = "";

    /// <summary><c>nl</c> or <c>en</c>.</summary>
    public string Taal { get; private set; } = "";

    /// <summary>Name of the receiver, as it stands above the address.</summary>
    public string OntvangerNaam { get; private set; } = "";

    /// <summary>An e-mail address, a number in E.164, or a postal address whose lines are joined by <c>\n</c>.</summary>
    public string Adres { get; private set; } = "";

    /// <summary>Name and address as they were before somebody made them fit the window, encrypted; null: nobody did.</summary>
    public byte[]? EerderAdres { get; private set; }

    /// <summary>JSON of the template's data, encrypted; null once it has left or never will.</summary>
    public byte[]? BeveiligdeGegevens { get; private set; }

    /// <summary>Where it stands.</summary>
    public VerzendStatus Status { get; private set; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset AangemaaktOp { get; private set; }

    /// <summary>When the letter was made up for the post queue; null before that and for other channels.</summary>
    public DateTimeOffset? OpgemaaktOp { get; private set; }

    /// <summary>When it left; null before that.</summary>
    public DateTimeOffset? VerzondenOp { get; private set; }

    /// <summary>From this instant on it is not sent any more: a code never arrives late. Null: always.</summary>
    public DateTimeOffset? NietNa { get; private set; }

    /// <summary>The letter as PDF, encrypted; readable only until it is posted.</summary>
    public byte[]? Document { get; private set; }

    /// <summary>SHA-256 of what was sent, in lower-case hexadecimals; null before that.</summary>
    public string? DocumentHash { get; private set; }

    /// <summary>The letter with dots for its code; stays.</summary>
    public byte[]? GeredigeerdDocument { get; private set; }

    /// <summary>Subject of the mail or letter, for overviews; holds no secret.</summary>
    public string? Onderwerp { get; private set; }

    /// <summary>What the supplier reported about its arrival; null: nothing. Text messages only.</summary>
    public Aflevering? Aflevering { get; private set; }

    /// <summary>When that report came; null without one.</summary>
    public DateTimeOffset? AfleveringOp { get; private set; }

    /// <summary>The supplier's code for why it did not arrive; null without one.</summary>
    public string? AfleveringCode { get; private set; }

    /// <summary>The batch of letters with which it is or was printed; null: none.</summary>
    public Guid? PostbatchId { get; private set; }

    /// <summary>The delivery with which it went to the print supplier; stays when it comes from there to the postkamer. Null: none.</summary>
    public Guid? DrukopdrachtId { get; private set; }

    /// <summary>When the print supplier reported that he has it; null: he did not.</summary>
    public DateTimeOffset? DrukkerAangenomenOp { get; private set; }

    /// <summary>The print supplier's code for why he did not print it; null: he did, or was not asked.</summary>
    public string? DrukkerReden { get; private set; }

    /// <summary>The letter of which this is another print, with a new code when that one had a code; null: of none.</summary>
    public Guid? HerdrukVanId { get; private set; }

    /// <summary>When the letter came back; null: it did not.</summary>
    public DateTimeOffset? RetourOp { get; private set; }

    /// <summary>Why it came back; null: it did not.</summary>
    public RetourReden? RetourReden { get; private set; }

    /// <summary>The medewerker who registered that; null: it did not come back. Where the letter goes next is decided by somebody else.</summary>
    public Guid? RetourDoor { get; private set; }

    /// <summary>Whether it can no longer be sent.</summary>
    public bool IsEnded => Status is VerzendStatus.Verzonden or VerzendStatus.Vervallen;

    /// <summary>Whether its message has nothing (more) to do: it has ended, or waits for people.</summary>
    public bool IsHandled => IsEnded || Status is VerzendStatus.Opgemaakt or VerzendStatus.BijDrukker or VerzendStatus.WachtOpAdres;

    /// <summary>Whether another print may follow: it was posted, or never will be.</summary>
    public bool IsReprintable => Kanaal is VerzendKanaal.Post && Status is VerzendStatus.Verzonden or VerzendStatus.Mislukt or VerzendStatus.Vervallen;

    /// <summary>Decides on a verzending; the message that sends it is the caller's to add.</summary>
    /// <exception cref="ArgumentException">Template, receiver or address is empty, or the language is neither nl nor en.</exception>
    public static Verzending Create(NieuweVerzending nieuw, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(nieuw);
        ArgumentException.ThrowIfNullOrWhiteSpace(nieuw.Template);
        ArgumentException.ThrowIfNullOrWhiteSpace(nieuw.OntvangerNaam);
        ArgumentException.ThrowIfNullOrWhiteSpace(nieuw.Adres);
        if (nieuw.Taal is not ("nl" or "en"))
        {
            throw new ArgumentException($"Language '{nieuw.Taal}' is not nl or en.", nameof(nieuw));
        }

        return new Verzending
        {
            Id = nieuw.Id ?? Guid.CreateVersion7(at),
            AanvraagId = nieuw.AanvraagId,
            OrganisatieId = nieuw.OrganisatieId,
            PersoonId = nieuw.PersoonId,
            Kanaal = nieuw.Kanaal,
            Template = nieuw.Template,
            Taal = nieuw.Taal,
            OntvangerNaam = nieuw.OntvangerNaam,
            Adres = nieuw.Adres,
            BeveiligdeGegevens = nieuw.BeveiligdeGegevens,
            NietNa = nieuw.NietNa,
            Onderwerp = nieuw.Onderwerp,
            HerdrukVanId = nieuw.HerdrukVanId,
            Status = VerzendStatus.Klaargezet,
            AangemaaktOp = at,
        };
    }

    /// <summary>Keeps the subject as it was composed, unless one was given at the start.</summary>
    public void Describe(string? onderwerp) => Onderwerp ??= onderwerp is { Length: > MaxOnderwerp } ? onderwerp[..MaxOnderwerp] : onderwerp;

    /// <summary>The letter is made up and waits for the postkamer.</summary>
    /// <param name="document">The PDF, encrypted.</param>
    /// <param name="redacted">The same PDF with dots for its code.</param>
    /// <param name="hash">SHA-256 of the plain PDF.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InvalidOperationException">No letter, or not waiting to be made up.</exception>
    public void MarkOpgemaakt(byte[] document, byte[] redacted, string hash, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(redacted);
        ArgumentException.ThrowIfNullOrEmpty(hash);
        Require(Kanaal is VerzendKanaal.Post && Status is VerzendStatus.Klaargezet or VerzendStatus.Mislukt, nameof(VerzendStatus.Opgemaakt));
        Document = document;
        GeredigeerdDocument = redacted;
        DocumentHash = hash;
        BeveiligdeGegevens = null;
        OpgemaaktOp = at;
        Status = VerzendStatus.Opgemaakt;
    }

    /// <summary>Its address does not fit the window: it is not made up before somebody has shortened it.</summary>
    /// <exception cref="InvalidOperationException">No letter, or not waiting to be made up.</exception>
    public void WaitForAdres()
    {
        Require(Kanaal is VerzendKanaal.Post && Status is VerzendStatus.Klaargezet or VerzendStatus.Mislukt, nameof(VerzendStatus.WachtOpAdres));
        Status = VerzendStatus.WachtOpAdres;
    }

    /// <summary>The lines for the window were shortened, for this letter alone: it can be made up. The message that does so is the caller's to add.</summary>
    /// <param name="naam">The first line.</param>
    /// <param name="adres">The other lines, joined by <c>\n</c>.</param>
    /// <param name="eerder">The lines that it had, encrypted.</param>
    /// <exception cref="ArgumentException">A part is empty.</exception>
    /// <exception cref="InvalidOperationException">It does not wait for that.</exception>
    public void SetAdres(string naam, string adres, byte[] eerder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(naam);
        ArgumentException.ThrowIfNullOrWhiteSpace(adres);
        Require(Status is VerzendStatus.WachtOpAdres, nameof(VerzendStatus.Klaargezet));
        OntvangerNaam = naam;
        Adres = adres;
        EerderAdres = eerder;
        Status = VerzendStatus.Klaargezet;
    }

    /// <summary>It goes to the print supplier.</summary>
    /// <exception cref="InvalidOperationException">No letter that waits in the post queue, or it is in a batch, or it went there before.</exception>
    public void HandToDrukker(Guid drukopdrachtId)
    {
        Require(Status is VerzendStatus.Opgemaakt && PostbatchId is null && DrukopdrachtId is null, nameof(VerzendStatus.BijDrukker));
        DrukopdrachtId = drukopdrachtId;
        Status = VerzendStatus.BijDrukker;
    }

    /// <summary>The print supplier has it.</summary>
    public void RecordAangenomen(DateTimeOffset at) => DrukkerAangenomenOp ??= at;

    /// <summary>The print supplier will not print it. What it says is kept, so that the postkamer can.</summary>
    /// <exception cref="InvalidOperationException">He does not have it.</exception>
    public void RefuseByDrukker(string reden)
    {
        ArgumentException.ThrowIfNullOrEmpty(reden);
        Require(Status is VerzendStatus.BijDrukker, nameof(VerzendStatus.Mislukt));
        DrukkerReden = reden.Length > MaxDrukkerReden ? reden[..MaxDrukkerReden] : reden;
        Status = VerzendStatus.Mislukt;
    }

    /// <summary>The postkamer prints what the print supplier refused, or does not report on.</summary>
    /// <returns>Null, or why that cannot be.</returns>
    public Refusal? ReturnToPostkamer()
    {
        if (DrukopdrachtId is null || PostbatchId is not null || Document is null || Status is not (VerzendStatus.BijDrukker or VerzendStatus.Mislukt))
        {
            return new BriefNietBijDrukker();
        }

        Status = VerzendStatus.Opgemaakt;
        return null;
    }

    /// <summary>It is printed with a batch of others.</summary>
    /// <exception cref="InvalidOperationException">No letter, not waiting in the post queue, or in a batch already.</exception>
    public void PutInPostbatch(Guid postbatchId)
    {
        if (Status is not VerzendStatus.Opgemaakt || PostbatchId is not null)
        {
            throw new InvalidOperationException($"A verzending by {Kanaal} that is {Status} cannot go into a batch.");
        }

        PostbatchId = postbatchId;
    }

    /// <summary>Its batch was undone: it waits again.</summary>
    public void TakeOutOfPostbatch() => PostbatchId = null;

    /// <summary>It has left: everything secret is wiped.</summary>
    /// <param name="hash">SHA-256 of what was sent; null for a letter, which has it already.</param>
    /// <param name="at">When.</param>
    /// <exception cref="InvalidOperationException">It has ended already, or is a letter that was not made up.</exception>
    public void MarkVerzonden(string? hash, DateTimeOffset at)
    {
        Require(
            Kanaal is VerzendKanaal.Post ? Status is VerzendStatus.Opgemaakt or VerzendStatus.BijDrukker : Status is VerzendStatus.Klaargezet or VerzendStatus.Mislukt,
            nameof(VerzendStatus.Verzonden));
        DocumentHash ??= hash;
        VerzondenOp = at;
        Status = VerzendStatus.Verzonden;
        Wipe();
    }

    /// <summary>Sending failed for good. What it says is kept, so that operations can send it again.</summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void MarkMislukt()
    {
        Require(!IsEnded, nameof(VerzendStatus.Mislukt));
        Status = VerzendStatus.Mislukt;
    }

    /// <summary>It is not needed any more, or too late: everything secret is wiped.</summary>
    /// <exception cref="InvalidOperationException">It has ended already.</exception>
    public void MarkVervallen()
    {
        Require(!IsEnded, nameof(VerzendStatus.Vervallen));
        Status = VerzendStatus.Vervallen;
        Wipe();
    }

    /// <summary>
    /// Keeps what the supplier reports. Reports may come twice and in any order, and before it is recorded that the message
    /// left: what has arrived stays so.
    /// </summary>
    /// <returns>Whether it was news.</returns>
    public bool RecordAflevering(Aflevering aflevering, string? code, DateTimeOffset at)
    {
        if (Aflevering is Verzendingen.Aflevering.Afgeleverd || Aflevering == aflevering)
        {
            return false;
        }

        Aflevering = aflevering;
        AfleveringOp = at;
        AfleveringCode = code;
        return true;
    }

    /// <summary>The posted letter came back.</summary>
    /// <param name="reden">Why.</param>
    /// <param name="door">The medewerker who registers it.</param>
    /// <param name="at">When.</param>
    /// <returns>Null, or why that cannot be.</returns>
    public Refusal? MarkRetour(RetourReden reden, Guid door, DateTimeOffset at)
    {
        if (Kanaal is not VerzendKanaal.Post || Status is not VerzendStatus.Verzonden)
        {
            return new BriefNietGepost();
        }

        if (RetourOp is not null)
        {
            return new BriefAlRetour();
        }

        RetourOp = at;
        RetourReden = reden;
        RetourDoor = door;
        return null;
    }

    private void Wipe()
    {
        BeveiligdeGegevens = null;
        Document = null;
    }

    private void Require(bool allowed, string target)
    {
        if (!allowed)
        {
            throw new InvalidOperationException($"A verzending by {Kanaal} that is {Status} cannot become {target}.");
        }
    }
}

/// <summary>What is decided about a verzending at its start.</summary>
public sealed record NieuweVerzending
{
    /// <summary>Identity, when the caller needs to know it beforehand; null: a new one.</summary>
    public Guid? Id { get; init; }

    /// <inheritdoc cref="Verzending.AanvraagId" />
    public Guid? AanvraagId { get; init; }

    /// <inheritdoc cref="Verzending.OrganisatieId" />
    public Guid? OrganisatieId { get; init; }

    /// <inheritdoc cref="Verzending.PersoonId" />
    public Guid? PersoonId { get; init; }

    /// <inheritdoc cref="Verzending.Kanaal" />
    public required VerzendKanaal Kanaal { get; init; }

    /// <inheritdoc cref="Verzending.Template" />
    public required string Template { get; init; }

    /// <inheritdoc cref="Verzending.Taal" />
    public required string Taal { get; init; }

    /// <inheritdoc cref="Verzending.OntvangerNaam" />
    public required string OntvangerNaam { get; init; }

    /// <inheritdoc cref="Verzending.Adres" />
    public required string Adres { get; init; }

    /// <inheritdoc cref="Verzending.BeveiligdeGegevens" />
    public byte[]? BeveiligdeGegevens { get; init; }

    /// <inheritdoc cref="Verzending.NietNa" />
    public DateTimeOffset? NietNa { get; init; }

    /// <inheritdoc cref="Verzending.Onderwerp" />
    public string? Onderwerp { get; init; }

    /// <inheritdoc cref="Verzending.HerdrukVanId" />
    public Guid? HerdrukVanId { get; init; }
}
