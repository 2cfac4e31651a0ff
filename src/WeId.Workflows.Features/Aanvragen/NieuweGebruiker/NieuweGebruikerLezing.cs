using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>Reads the typed form into values; what is empty or has not the right form becomes a refusal at its field.</summary>
internal sealed class NieuweGebruikerLezing
{
    private readonly List<Refusal> refusals = [];
    private readonly NieuweGebruikerFormulier form;

    public NieuweGebruikerLezing(NieuweGebruikerFormulier form)
    {
        this.form = form;
        Niveau = ReadNiveau();
        Rol = ReadEnum<Rol>(form.Rol, nameof(form.Rol));
        Voornamen = ReadText(form.Voornamen, nameof(form.Voornamen), 100);
        Achternaam = ReadText(form.Achternaam, nameof(form.Achternaam), 100);
        Tussenvoegsel = string.IsNullOrWhiteSpace(form.Tussenvoegsel) ? null : ReadText(form.Tussenvoegsel, nameof(form.Tussenvoegsel), 20);
        Geboortedatum = ReadDate(form.Geboortedatum, nameof(form.Geboortedatum));
        Email = Read<Emailadres>(form.Email, nameof(form.Email));
        DocumentType = ReadEnum<DocumentType>(form.DocumentType, nameof(form.DocumentType));
        Documentnummer = ReadText(form.Documentnummer, nameof(form.Documentnummer), 20);
        Vervaldatum = ReadDate(form.Vervaldatum, nameof(form.Vervaldatum));
        TweedeFactor = string.IsNullOrWhiteSpace(form.TweedeFactor) ? null : ReadEnum<TweedeFactor>(form.TweedeFactor, nameof(form.TweedeFactor));
        Mobiel = TweedeFactor is Domain.Gebruikers.TweedeFactor.Sms && !string.IsNullOrWhiteSpace(form.Mobiel)
            ? Read<MobielNummer>(form.Mobiel, nameof(form.Mobiel))
            : null;
        IdentificatieAdres = Niveau?.NeedsIdentificatie() == true ? ReadAdres() : null;
    }

    public IReadOnlyList<Refusal> Refusals => refusals;

    public Betrouwbaarheidsniveau? Niveau { get; }

    public Rol? Rol { get; }

    public string? Voornamen { get; }

    public string? Tussenvoegsel { get; }

    public string? Achternaam { get; }

    public DateOnly? Geboortedatum { get; }

    public Emailadres? Email { get; }

    public DocumentType? DocumentType { get; }

    public string? Documentnummer { get; }

    public DateOnly? Vervaldatum { get; }

    public Postadres? IdentificatieAdres { get; }

    public TweedeFactor? TweedeFactor { get; }

    public MobielNummer? Mobiel { get; }

    public AbonnementDuur Duur => form.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar;

    /// <summary>What the rules of the domain look at, with the uploads and organisaties that go with the form.</summary>
    public NieuwMiddel ToMiddel(IEnumerable<DocumentZijde> bijlagen, IEnumerable<Guid> extraOrganisaties) => new()
    {
        Niveau = Niveau,
        Rol = Rol,
        Geboortedatum = Geboortedatum,
        DocumentType = DocumentType,
        Documentnummer = Documentnummer,
        Vervaldatum = Vervaldatum,
        Bijlagen = [.. bijlagen],
        IdentificatieAdres = IdentificatieAdres,
        TweedeFactor = TweedeFactor,
        // A number that does not parse has its own refusal; only a missing one is missing.
        Mobiel = Mobiel ?? (string.IsNullOrWhiteSpace(form.Mobiel) ? null : default(MobielNummer)),
        ExtraOrganisaties = [.. extraOrganisaties],
        Akkoord = form.Akkoord,
    };

    private Betrouwbaarheidsniveau? ReadNiveau()
    {
        if (string.IsNullOrWhiteSpace(form.Niveau))
        {
            return Refuse<Betrouwbaarheidsniveau>(new Required { Field = nameof(form.Niveau) });
        }

        var found = Enum.GetValues<Betrouwbaarheidsniveau>().Where(n => n.Label() == form.Niveau).Select(n => (Betrouwbaarheidsniveau?)n).SingleOrDefault();
        return found ?? Refuse<Betrouwbaarheidsniveau>(new NotValid("Niveau") { Field = nameof(form.Niveau) });
    }

    private Postadres? ReadAdres()
    {
        // All three empty is one refusal of the domain; half an address is a fault of its fields.
        if (string.IsNullOrWhiteSpace(form.IdentificatieStraat + form.IdentificatiePostcode + form.IdentificatiePlaats))
        {
            return null;
        }

        var straat = ReadText(form.IdentificatieStraat, nameof(form.IdentificatieStraat), 200);
        var postcode = Read<Postcode>(form.IdentificatiePostcode, nameof(form.IdentificatiePostcode));
        var plaats = ReadText(form.IdentificatiePlaats, nameof(form.IdentificatiePlaats), 100);
        return new Postadres(straat ?? "", postcode?.Value ?? "", plaats ?? "");
    }

    private string? ReadText(string? text, string field, int maxLength)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            refusals.Add(new Required { Field = field });
            return null;
        }

        if (trimmed.Length > maxLength || trimmed.Any(char.IsControl))
        {
            refusals.Add(new NotValid("Tekst") { Field = field });
            return null;
        }

        return trimmed.Normalize();
    }

    private DateOnly? ReadDate(DateOnly? date, string field) => date ?? Refuse<DateOnly>(new Required { Field = field });

    private T? ReadEnum<T>(string? text, string field)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<T>(new Required { Field = field });
        }

        // Names only: a number would parse too.
        return Enum.GetNames<T>().Contains(text) ? Enum.Parse<T>(text) : Refuse<T>(new NotValid(typeof(T).Name) { Field = field });
    }

    private T? Read<T>(string? text, string field)
        where T : struct, IParsable<T>
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Refuse<T>(new Required { Field = field });
        }

        return T.TryParse(text, null, out var value) ? value : Refuse<T>(new NotValid(typeof(T).Name) { Field = field });
    }

    private T? Refuse<T>(Refusal refusal)
        where T : struct
    {
        refusals.Add(refusal);
        return null;
    }
}
