using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>Reads the typed form into values. What is known of the user is not asked, so it may be empty.</summary>
internal sealed class UpgradenLezing
{
    private readonly FormLezer lezer = new();
    private readonly UpgradenFormulier form;
    private readonly Organisatiekoppeling koppeling;

    public UpgradenLezing(UpgradenFormulier form, Organisatiekoppeling koppeling, DateOnly today)
    {
        this.form = form;
        this.koppeling = koppeling;
        Niveau = lezer.ReadNiveau(form.Niveau, nameof(form.Niveau));
        Rol = lezer.ReadEnum<Rol>(form.Rol, nameof(form.Rol));
        var document = koppeling.EhMiddel.Persoon.Document?.CanBeReused(today) is not true;
        DocumentType = document || form.DocumentType is { Length: > 0 } ? lezer.ReadEnum<DocumentType>(form.DocumentType, nameof(form.DocumentType)) : null;
        Documentnummer = document || form.Documentnummer is { Length: > 0 } ? lezer.ReadText(form.Documentnummer, nameof(form.Documentnummer), 20) : null;
        Vervaldatum = document ? lezer.ReadDate(form.Vervaldatum, nameof(form.Vervaldatum)) : form.Vervaldatum;
        TweedeFactor = string.IsNullOrWhiteSpace(form.TweedeFactor) ? null : lezer.ReadEnum<TweedeFactor>(form.TweedeFactor, nameof(form.TweedeFactor));
        Mobiel = string.IsNullOrWhiteSpace(form.Mobiel) ? null : lezer.Read<MobielNummer>(form.Mobiel, nameof(form.Mobiel));
        IdentificatieAdres = Niveau?.NeedsIdentificatie() is true
            ? lezer.ReadIdentificatieAdres(form.IdentificatieStraat, form.IdentificatiePostcode, form.IdentificatiePlaats)
            : null;
    }

    public IReadOnlyList<Refusal> Refusals => lezer.Refusals;

    public Betrouwbaarheidsniveau? Niveau { get; }

    public Rol? Rol { get; }

    public DocumentType? DocumentType { get; }

    public string? Documentnummer { get; }

    public DateOnly? Vervaldatum { get; }

    public Postadres? IdentificatieAdres { get; }

    public TweedeFactor? TweedeFactor { get; }

    public MobielNummer? Mobiel { get; }

    public AbonnementDuur Duur => form.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar;

    /// <summary>What the rules of the domain look at.</summary>
    public Niveauverhoging ToVerhoging(IEnumerable<DocumentZijde> bijlagen) => new(koppeling)
    {
        Niveau = Niveau,
        Rol = Rol,
        Document = new(DocumentType, Documentnummer, Vervaldatum, [.. bijlagen]),
        IdentificatieAdres = IdentificatieAdres,
        TweedeFactor = TweedeFactor,
        // A number that does not parse has its own refusal; only a missing one is missing.
        Mobiel = Mobiel ?? (string.IsNullOrWhiteSpace(form.Mobiel) ? null : default(MobielNummer)),
        Organisaties = [.. form.Organisaties.Distinct()],
        Akkoord = form.Akkoord,
    };

    /// <summary>The data to keep; nothing may have been refused.</summary>
    public UpgradenGegevens ToGegevens() => new(
        koppeling.Id,
        koppeling.Niveau,
        Niveau!.Value,
        Rol!.Value,
        DocumentType,
        Documentnummer ?? "",
        Vervaldatum,
        IdentificatieAdres,
        TweedeFactor,
        TweedeFactor is Domain.Gebruikers.TweedeFactor.Sms ? Mobiel?.ToString() : null,
        [.. form.Organisaties.Distinct()],
        Duur);
}
