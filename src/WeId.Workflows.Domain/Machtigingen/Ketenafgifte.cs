using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>Settings of the ketenmachtigingen, section <c>Ketenmachtigingen</c>.</summary>
public sealed class KetenInstellingen
{
    /// <summary>Lowest level of a beheerder who gives them: Eh2Plus as in the manual; the scheme's practice is Eh3. Default: Eh2Plus.</summary>
    public Betrouwbaarheidsniveau MinimumNiveau { get; set; } = Betrouwbaarheidsniveau.Eh2Plus;
}

/// <summary>A company gives ketenmachtigingen to an intermediair, as far as the rules look at it (R-263… ).</summary>
/// <param name="Beheerder">Who gives them, in whose name.</param>
/// <param name="Intermediair">Its number; null when it was no KvK number.</param>
/// <param name="Email">Where the intermediair hears of it; null when it was no e-mail address.</param>
/// <param name="Dekkingen">What was chosen; null where the catalogue does not hold it.</param>
/// <param name="Akkoord">He agrees with the costs of a new intermediair .</param>
public sealed record Ketenafgifte(
    Organisatiekoppeling Beheerder, KvkNummer? Intermediair, Emailadres? Email, IReadOnlyList<KetenDekking?> Dekkingen, KetenDuur Duur, bool Akkoord)
{
    /// <summary>Every rule that it breaks; none when they may be recorded.</summary>
    /// <param name="inschrijving">What the Handelsregister says about the intermediair; null when it knows none.</param>
    /// <param name="geldig">What the company has given this intermediair already.</param>
    public IEnumerable<Refusal> Refusals(Inschrijving? inschrijving, IReadOnlyCollection<Ketenmachtiging> geldig, Betrouwbaarheidsniveau minimum, DateOnly today) =>
        new[] { RefuseBeheerder(Beheerder, minimum), RefuseIntermediair(Beheerder, Intermediair, inschrijving), Email is null ? new NotValid("Emailadres") { Field = nameof(Email) } : null }
            .OfType<Refusal>()
            .Concat(RefuseDekkingen(geldig))
            .Concat(Duur.LaatsteDag(today).Refusals)
            .Concat(geldig.Count == 0 && !Akkoord ? [new AkkoordMissing { Field = nameof(Akkoord) }] : []);

    /// <summary>Who may give and extend ketenmachtigingen: never with a Belastingdienstmiddel (§2.8), and from a level on that a setting says .</summary>
    public static Refusal? RefuseBeheerder(Organisatiekoppeling beheerder, Betrouwbaarheidsniveau minimum)
    {
        ArgumentNullException.ThrowIfNull(beheerder);
        return beheerder.EhMiddel.Type is MiddelType.Belastingdienst ? new KetenNotWithBelastingdienstmiddel()
            : beheerder.Niveau < minimum ? new KetenNiveauTooLow(minimum.Label(), beheerder.Niveau.Label())
            : null;
    }

    /// <summary>Which companies can be an intermediair: another one than one's own, and registered now .</summary>
    /// <param name="intermediair">Its number; null when it was no KvK number.</param>
    /// <param name="inschrijving">What the Handelsregister says about it; null when it knows none.</param>
    public static Refusal? RefuseIntermediair(Organisatiekoppeling beheerder, KvkNummer? intermediair, Inschrijving? inschrijving)
    {
        ArgumentNullException.ThrowIfNull(beheerder);
        Refusal? refusal = intermediair switch
        {
            null => new NotValid(nameof(KvkNummer)),
            { } kvk when kvk == beheerder.Organisatie.KvkNummer => new KetenEigenKvk(),
            _ when inschrijving is null => new KvkUnknown(intermediair.Value.Value),
            _ when !inschrijving.IsActief => new KvkUitgeschreven(inschrijving.Naam),
            _ => null,
        };
        return refusal is null ? null : refusal with { Field = nameof(Intermediair) };
    }

    private IEnumerable<Refusal> RefuseDekkingen(IReadOnlyCollection<Ketenmachtiging> geldig)
    {
        if (Dekkingen.Count == 0)
        {
            yield return new Required { Field = nameof(Dekkingen) };
        }

        foreach (var dekking in Dekkingen)
        {
            if (dekking is null)
            {
                yield return new DienstUnknown { Field = nameof(Dekkingen) };
            }
            else if (dekking.Niveau > Beheerder.Niveau)
            {
                yield return new NiveauAboveOwn(dekking.Niveau.Label(), Beheerder.Niveau.Label()) { Field = nameof(Dekkingen) };
            }
            else if (geldig.Any(k => k.Soort == dekking.Soort && k.Sleutel == dekking.Sleutel))
            {
                yield return new KetenmachtigingExists(dekking.NaamNl) { Field = nameof(Dekkingen) };
            }
        }
    }
}

/// <summary>No ketenmachtigingen with a Belastingdienstmiddel (§1.Y 17).</summary>
public sealed record KetenNotWithBelastingdienstmiddel : Refusal;

/// <summary>Ketenmachtigingen need a beheerder of a higher level .</summary>
public sealed record KetenNiveauTooLow(string Minimum, string Eigen) : Refusal;

/// <summary>A company needs no ketenmachtiging for itself.</summary>
public sealed record KetenEigenKvk : Refusal;

/// <summary>The Handelsregister knows no such number.</summary>
public sealed record KvkUnknown(string Nummer) : Refusal;

/// <summary>The registration has ended.</summary>
public sealed record KvkUitgeschreven(string Naam) : Refusal;

/// <summary>The Handelsregister does not answer, so that what depends on it cannot be recorded now.</summary>
public sealed record HandelsregisterSilent : Refusal;

/// <summary>The catalogue does not hold this dienst (any more).</summary>
public sealed record DienstUnknown : Refusal;

/// <summary>The intermediair has this ketenmachtiging already.</summary>
public sealed record KetenmachtigingExists(string Dienst) : Refusal;
