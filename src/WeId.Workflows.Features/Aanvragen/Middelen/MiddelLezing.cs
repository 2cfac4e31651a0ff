using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>Reads the typed form into values; what is empty or has not the right form becomes a refusal at its field.</summary>
internal sealed class MiddelLezing
{
    private readonly FormLezer lezer = new();
    private readonly MiddelFormulier form;

    public MiddelLezing(MiddelFormulier form)
    {
        this.form = form;
        Niveau = lezer.ReadNiveau(form.Niveau, nameof(form.Niveau));
        Rol = lezer.ReadEnum<Rol>(form.Rol, nameof(form.Rol));
        Voornamen = lezer.ReadText(form.Voornamen, nameof(form.Voornamen), 100);
        Achternaam = lezer.ReadText(form.Achternaam, nameof(form.Achternaam), 100);
        Tussenvoegsel = string.IsNullOrWhiteSpace(form.Tussenvoegsel) ? null : lezer.ReadText(form.Tussenvoegsel, nameof(form.Tussenvoegsel), 20);
        Geboortedatum = lezer.ReadDate(form.Geboortedatum, nameof(form.Geboortedatum));
        Email = lezer.Read<Emailadres>(form.Email, nameof(form.Email));
        DocumentType = lezer.ReadEnum<DocumentType>(form.DocumentType, nameof(form.DocumentType));
        Documentnummer = lezer.ReadText(form.Documentnummer, nameof(form.Documentnummer), 20);
        Vervaldatum = lezer.ReadDate(form.Vervaldatum, nameof(form.Vervaldatum));
        TweedeFactor = string.IsNullOrWhiteSpace(form.TweedeFactor) ? null : lezer.ReadEnum<TweedeFactor>(form.TweedeFactor, nameof(form.TweedeFactor));
        Mobiel = TweedeFactor is Domain.Gebruikers.TweedeFactor.Sms && !string.IsNullOrWhiteSpace(form.Mobiel)
            ? lezer.Read<MobielNummer>(form.Mobiel, nameof(form.Mobiel))
            : null;
        IdentificatieAdres = Niveau?.NeedsIdentificatie() == true
            ? lezer.ReadIdentificatieAdres(form.IdentificatieStraat, form.IdentificatiePostcode, form.IdentificatiePlaats)
            : null;
    }

    public IReadOnlyList<Refusal> Refusals => lezer.Refusals;

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

    /// <summary>What the rules of the domain look at, with the uploads that go with the form.</summary>
    public NieuwMiddel ToMiddel(IEnumerable<DocumentZijde> bijlagen) => new()
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
    };

    /// <summary>What the aanvraag keeps; only of a form without refusals.</summary>
    public MiddelGegevens ToGegevens() => new(
        Niveau!.Value,
        Rol!.Value,
        Voornamen!,
        Tussenvoegsel,
        Achternaam!,
        Geboortedatum!.Value,
        Email!.Value.ToString(),
        DocumentType!.Value,
        Documentnummer!,
        Vervaldatum!.Value,
        IdentificatieAdres,
        TweedeFactor!.Value,
        Mobiel?.ToString(),
        Duur);
}
