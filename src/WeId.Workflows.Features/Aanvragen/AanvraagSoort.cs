using System.Globalization;
using System.Resources;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What is particular to one aanvraag type: its names, its data in words, its review. The order of its steps is in its definition.</summary>
/// <remarks>
/// Its texts are the resources with the full name of the class: <c>Naam</c> as a title, <c>InZin</c> in the middle of a
/// sentence, <c>Punt.CODE</c> for each point of its own checklist, and what it calls its data.
/// </remarks>
public abstract class AanvraagSoort
{
    private readonly ResourceManager texts;

    /// <summary>With the texts beside the class.</summary>
    protected AanvraagSoort() => texts = new ResourceManager(GetType().FullName!, GetType().Assembly);

    /// <summary>The aanvraag type, which is the definition id too.</summary>
    public abstract string Type { get; }

    /// <summary>The name as a title: "Nieuwe gebruiker".</summary>
    public virtual string Naam(CultureInfo taal) => Text("Naam", taal);

    /// <summary>The same for one aanvraag, where a type has several kinds.</summary>
    public virtual string NaamOf(Aanvraag aanvraag, CultureInfo taal) => Naam(taal);

    /// <summary>The name in the middle of a sentence.</summary>
    public virtual string InZin(CultureInfo taal) => Text("InZin", taal);

    /// <summary>The same for one aanvraag, where a type has several kinds.</summary>
    public virtual string InZinOf(Aanvraag aanvraag, CultureInfo taal) => InZin(taal);

    /// <summary>A text of this type.</summary>
    /// <exception cref="MissingManifestResourceException">It has none with that key.</exception>
    public string Text(string key, CultureInfo taal, params object[] args)
    {
        var text = FindText(key, taal) ?? throw new MissingManifestResourceException($"{GetType().Name} has no text '{key}'.");
        return args.Length == 0 ? text : string.Format(taal, text, args);
    }

    /// <summary>A text of this type; null when it has none with that key.</summary>
    public string? FindText(string key, CultureInfo taal) => texts.GetString(key, taal);

    /// <summary>Whether a person judges it before it is carried out, as its confirmation tells.</summary>
    public virtual bool WordtBeoordeeld => true;

    /// <summary>Whether it is submitted by who has no eHerkenning yet, so that he follows it by a personal link.</summary>
    public virtual bool IsPubliek => false;

    /// <summary>Whether its aanvrager was a beheerder when he asked, as everybody is who asks in the beheermodule.</summary>
    public virtual bool IsVanBeheerder(Aanvraag aanvraag) => !IsPubliek;

    /// <summary>The level that is asked for, which decides about a second reviewer; the highest when the data do not tell, so that none is skipped.</summary>
    public virtual Betrouwbaarheidsniveau Niveau(Aanvraag aanvraag) => Betrouwbaarheidsniveau.Eh4;

    /// <summary>The organisaties that it touches, the one in whose name it was made first.</summary>
    public virtual IReadOnlyList<Guid> Organisaties(Aanvraag aanvraag)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        return [aanvraag.OrganisatieId];
    }

    /// <summary>Those of them about which the Handelsregister is asked.</summary>
    public virtual IReadOnlyList<Guid> TeControleren(Aanvraag aanvraag) => Organisaties(aanvraag);

    /// <summary>The level from which its aanvrager must manage each of its organisaties still at the final decision; null when that is not asked.</summary>
    public virtual Betrouwbaarheidsniveau? VraagtBeheer(Aanvraag aanvraag) => null;

    /// <summary>The points that the reviewer answers in a stage; an approval needs all of them.</summary>
    public virtual IReadOnlyList<ChecklistPunt> Checklist(Aanvraag aanvraag, string fase) => [];

    /// <summary>What is compared with the Handelsregister beside the registration itself, for the reviewer.</summary>
    public virtual Task<IReadOnlyList<Controle>> CompareAsync(WeIdDbContext db, Aanvraag aanvraag, IReadOnlyList<Inschrijving> inschrijvingen, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Controle>>([]);

    /// <summary>The identity document that was uploaded with it; null when there is none, or when its number was erased.</summary>
    public virtual Identiteitsbewijs? Identiteitsbewijs(Aanvraag aanvraag) => null;

    /// <summary>Whether a beheerder answers what its reviewer asks; if not, somebody does who cannot sign in, by his personal link.</summary>
    public virtual bool IsAanvullingVanBeheerder => !IsPubliek;

    /// <summary>As what a file is kept that comes with an answer, beside what was there; null when that is a copy of the identity document, or when none can be sent.</summary>
    /// <remarks>Its name for who sends it is the text <c>Aanvulstuk</c>.</remarks>
    public virtual string? Aanvulstuk => null;

    /// <summary>Its data in words, for the reviewer.</summary>
    public abstract Task<IReadOnlyList<BeeldRegel>> ShowAsync(WeIdDbContext db, Aanvraag aanvraag, CultureInfo taal, CancellationToken ct);

    /// <summary>Whether what was asked has been done, though its workflow still runs; what its user activates is not meant.</summary>
    public virtual Task<bool> IsUitgevoerdAsync(WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct) => Task.FromResult(false);

    /// <summary>The data without what may not outlive the final decision.</summary>
    public virtual string Redact(Aanvraag aanvraag)
    {
        ArgumentNullException.ThrowIfNull(aanvraag);
        return aanvraag.Gegevens;
    }
}

/// <summary>One line of the data of an aanvraag.</summary>
/// <param name="Waarden">One below the other.</param>
public sealed record BeeldRegel(string Label, params IReadOnlyList<string> Waarden)
{
    /// <summary>Whether its characters are compared one by one, so that they are set apart.</summary>
    public bool IsNummer { get; init; }
}

/// <summary>The identity document of which an aanvraag has a copy.</summary>
public sealed record Identiteitsbewijs(DocumentType Soort, string Nummer, DateOnly Vervaldatum);
