using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Gebruikers;

/// <summary>A middel that is asked for somebody new, as far as the rules look at it. Empty parts are null.</summary>
public sealed record NieuwMiddel
{
    /// <summary>From this age a middel is given out.</summary>
    public const int MinimumAge = 16;

    /// <summary>The level asked for.</summary>
    public Betrouwbaarheidsniveau? Niveau { get; init; }

    /// <summary>The role asked for.</summary>
    public Rol? Rol { get; init; }

    /// <summary>Day of birth.</summary>
    public DateOnly? Geboortedatum { get; init; }

    /// <summary>Kind of the identity document.</summary>
    public DocumentType? DocumentType { get; init; }

    /// <summary>Number of the identity document.</summary>
    public string? Documentnummer { get; init; }

    /// <summary>Last day of its validity.</summary>
    public DateOnly? Vervaldatum { get; init; }

    /// <summary>What the uploads show.</summary>
    public IReadOnlyCollection<DocumentZijde> Bijlagen { get; init; } = [];

    /// <summary>Where the person identification takes place.</summary>
    public Postadres? IdentificatieAdres { get; init; }

    /// <summary>The second factor.</summary>
    public TweedeFactor? TweedeFactor { get; init; }

    /// <summary>Number for SMS.</summary>
    public MobielNummer? Mobiel { get; init; }

    /// <summary>Organisaties besides the current one.</summary>
    public IReadOnlyCollection<Guid> ExtraOrganisaties { get; init; } = [];

    /// <summary>The aanvrager agrees.</summary>
    public bool Akkoord { get; init; }

    /// <summary>Every rule that the request breaks; none when it may be submitted.</summary>
    /// <param name="eigenNiveau">Level of the aanvrager in the current organisatie.</param>
    /// <param name="eigenNiveaus">Level of the aanvrager in each organisatie of which he is an active beheerder.</param>
    /// <param name="today">Day of submission in Amsterdam.</param>
    public IEnumerable<Refusal> Refusals(Betrouwbaarheidsniveau eigenNiveau, IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(eigenNiveaus);
        return RefuseNiveau(eigenNiveau)
            .Concat(RefusePersoon(today))
            .Concat(new Documentopgave(DocumentType, Documentnummer, Vervaldatum, Bijlagen).Refusals(today))
            .Concat(RefuseIssue())
            .Concat(RefuseOrganisaties(eigenNiveaus));
    }

    private IEnumerable<Refusal> RefuseNiveau(Betrouwbaarheidsniveau eigenNiveau)
    {
        if (Niveau is { } niveau)
        {
            if (!Niveaus.Requestable.Contains(niveau))
            {
                yield return new NiveauNotRequestable(niveau.Label()) { Field = "Niveau" };
            }
            else if (niveau > eigenNiveau)
            {
                yield return new NiveauAboveOwn(niveau.Label(), eigenNiveau.Label()) { Field = "Niveau" };
            }

            if (Rol is Gebruikers.Rol.Beheerder && !niveau.AllowsBeheerder())
            {
                yield return new NiveauTooLowForBeheerder(niveau.Label()) { Field = "Rol" };
            }
        }
    }

    private IEnumerable<Refusal> RefusePersoon(DateOnly today)
    {
        if (Geboortedatum is { } geboren && geboren.AddYears(MinimumAge) > today)
        {
            yield return new TooYoung(today.AddYears(-MinimumAge)) { Field = "Geboortedatum" };
        }
    }

    private IEnumerable<Refusal> RefuseIssue()
    {
        if (Niveau is { } niveau && niveau.NeedsIdentificatie() && IdentificatieAdres is null)
        {
            yield return new IdentificatieAdresMissing { Field = "IdentificatieStraat" };
        }

        if (TweedeFactor is null)
        {
            yield return new TweedeFactorMissing { Field = "TweedeFactor" };
        }
        else if (TweedeFactor is Gebruikers.TweedeFactor.Sms && Mobiel is null)
        {
            yield return new MobielMissing { Field = "Mobiel" };
        }

        if (!Akkoord)
        {
            yield return new AkkoordMissing { Field = "Akkoord" };
        }
    }

    private IEnumerable<Refusal> RefuseOrganisaties(IReadOnlyDictionary<Guid, Betrouwbaarheidsniveau> eigenNiveaus)
    {
        if (ExtraOrganisaties.Any(o => !eigenNiveaus.ContainsKey(o)))
        {
            yield return new ForeignOrganisatie { Field = "ExtraOrganisaties" };
        }
        else if (Niveau is { } niveau && ExtraOrganisaties.Select(o => eigenNiveaus[o]).Where(n => n < niveau).ToList() is { Count: > 0 } lower)
        {
            yield return new NiveauAboveOwn(niveau.Label(), lower.Min().Label()) { Field = "ExtraOrganisaties" };
        }
    }
}
