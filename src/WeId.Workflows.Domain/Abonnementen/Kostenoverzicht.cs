using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Abonnementen;

/// <summary>The costs of an aanvraag as shown, and frozen at submission: what is shown is what is charged. Amounts in EUR.</summary>
/// <param name="Duur">Per year, or for three years at once .</param>
public sealed record Kostenoverzicht(AbonnementDuur Duur, IReadOnlyList<KostenRegel> Regels, decimal BtwPercentage)
{
    /// <summary>Sum without btw.</summary>
    public decimal Exclusief => Regels.Sum(r => r.Bedrag);

    /// <summary>The btw, rounded half away from zero to cents as on an invoice.</summary>
    public decimal Btw => Math.Round(Exclusief * BtwPercentage / 100m, 2, MidpointRounding.AwayFromZero);

    /// <summary>What is paid.</summary>
    public decimal Inclusief => Exclusief + Btw;

    /// <summary>Nothing of it comes back: it is not per year.</summary>
    public bool IsEenmalig => Regels.All(r => r.Eenmalig);

    private decimal Herhaald => Regels.Where(r => !r.Eenmalig).Sum(r => r.Bedrag);

    /// <summary>What three years at once save against three single years, without btw; zero when this is no three years.</summary>
    /// <param name="eenJaar">The same choices for one year.</param>
    public decimal SavedAgainst(Kostenoverzicht eenJaar)
    {
        ArgumentNullException.ThrowIfNull(eenJaar);
        return Duur is AbonnementDuur.DrieJaar ? (3 * eenJaar.Herhaald) - Herhaald : 0;
    }
}

/// <summary>One line of the costs, without btw.</summary>
/// <param name="Soort">Key of its text.</param>
/// <param name="Toelichting">What tells lines of a kind apart, such as the level or the name of an organisatie.</param>
/// <param name="Eenmalig">Charged once, whatever the duration.</param>
public sealed record KostenRegel(KostenSoort Soort, string? Toelichting, decimal Bedrag, bool Eenmalig = false);

/// <summary>What is charged.</summary>
public enum KostenSoort
{
    /// <summary>The middel at its level.</summary>
    Middel,

    /// <summary>An extra organisatie .</summary>
    Koppeling,

    /// <summary>An OTP device .</summary>
    OtpDevice,

    /// <summary>A new activation letter by post .</summary>
    Activeringsbrief,

    /// <summary>The middel after its type was changed .</summary>
    MiddelNaWissel,

    /// <summary>The middel at a higher level .</summary>
    MiddelNaUpgrade,

    /// <summary>A new intermediair for ketenmachtigingen .</summary>
    NieuweIntermediair,

    /// <summary>A line of an offerte, in its own words .</summary>
    Offerteregel,
}

/// <summary>The prices, in EUR without btw. Example prices: no rights can be derived from them .</summary>
public sealed class Tarieven
{
    /// <summary>Btw in percent. Default: 21.</summary>
    public decimal BtwPercentage { get; set; } = 21m;

    /// <summary>Price of a middel by level label and duration.</summary>
    public Dictionary<string, Prijs> Middel { get; set; } = new()
    {
        ["EH2+"] = new() { EenJaar = 19.75m, DrieJaar = 48.00m },
        ["EH3"] = new() { EenJaar = 32.50m, DrieJaar = 69.00m },
        ["EH4"] = new() { EenJaar = 45.00m, DrieJaar = 90.00m },
    };

    /// <summary>The EH3 Belastingdienstmiddel .</summary>
    public Prijs Belastingdienstmiddel { get; set; } = new() { EenJaar = 25.00m, DrieJaar = 60.00m };

    /// <summary>Each extra organisatie.</summary>
    public Prijs Koppeling { get; set; } = new() { EenJaar = 12.50m, DrieJaar = 30.00m };

    /// <summary>One OTP device, which lives three years.</summary>
    public decimal OtpDevice { get; set; } = 40.00m;

    /// <summary>A new activation letter at EH2+.</summary>
    public decimal Activeringsbrief { get; set; } = 12.50m;

    /// <summary>A new activation letter at EH3 and above.</summary>
    public decimal ActiveringsbriefHoog { get; set; } = 17.50m;

    /// <summary>Recording a new intermediair, once.</summary>
    public decimal NieuweIntermediair { get; set; } = 15.00m;

    /// <summary>The costs of a middel for a new user in its organisaties .</summary>
    public Kostenoverzicht ForNieuweGebruiker(
        Betrouwbaarheidsniveau niveau,
        TweedeFactor? tweedeFactor,
        IEnumerable<string> extraOrganisaties,
        AbonnementDuur duur)
    {
        var regels = new List<KostenRegel>
        {
            new(KostenSoort.Middel, niveau.Label(), PriceOf(niveau).For(duur)),
        };
        regels.AddRange(extraOrganisaties.Select(naam => new KostenRegel(KostenSoort.Koppeling, naam, Koppeling.For(duur))));
        if (tweedeFactor is TweedeFactor.OtpDevice)
        {
            regels.Add(new(KostenSoort.OtpDevice, null, OtpDevice, Eenmalig: true));
        }

        return new(duur, regels, BtwPercentage);
    }

    /// <summary>The costs of a middel at a higher level, in its organisatie and in further ones .</summary>
    /// <param name="tweedeFactor">Only for a middel that has none yet .</param>
    public Kostenoverzicht ForUpgrade(
        Betrouwbaarheidsniveau niveau,
        TweedeFactor? tweedeFactor,
        IEnumerable<string> extraOrganisaties,
        AbonnementDuur duur)
    {
        var kosten = ForNieuweGebruiker(niveau, tweedeFactor, extraOrganisaties, duur);
        return kosten with { Regels = [kosten.Regels[0] with { Soort = KostenSoort.MiddelNaUpgrade }, .. kosten.Regels.Skip(1)] };
    }

    /// <summary>The costs of more organisaties for a middel that exists .</summary>
    public Kostenoverzicht ForKoppelingen(IEnumerable<string> organisaties, AbonnementDuur duur) =>
        new(duur, [.. organisaties.Select(naam => new KostenRegel(KostenSoort.Koppeling, naam, Koppeling.For(duur)))], BtwPercentage);

    /// <summary>The costs of a middel after its type was changed .</summary>
    public Kostenoverzicht ForTypeWissel(MiddelType naar, AbonnementDuur duur) => new(
        duur,
        [
            naar is MiddelType.Belastingdienst
                ? new(KostenSoort.MiddelNaWissel, "EH3 Belastingdienst", Belastingdienstmiddel.For(duur))
                : new(KostenSoort.MiddelNaWissel, Betrouwbaarheidsniveau.Eh3.Label(), PriceOf(Betrouwbaarheidsniveau.Eh3).For(duur)),
        ],
        BtwPercentage);

    /// <summary>The costs of a new letter by post .</summary>
    public Kostenoverzicht ForActiveringsbrief(Betrouwbaarheidsniveau niveau) => new(
        AbonnementDuur.EenJaar,
        [new(KostenSoort.Activeringsbrief, niveau.Label(), niveau >= Betrouwbaarheidsniveau.Eh3 ? ActiveringsbriefHoog : Activeringsbrief, Eenmalig: true)],
        BtwPercentage);

    /// <summary>The costs of an OTP device for who has a middel .</summary>
    public Kostenoverzicht ForOtpDevice() => new(AbonnementDuur.EenJaar, [new(KostenSoort.OtpDevice, null, OtpDevice, Eenmalig: true)], BtwPercentage);

    /// <summary>The costs of recording an intermediair that is new to the company .</summary>
    public Kostenoverzicht ForNieuweIntermediair(string naam) => new(
        AbonnementDuur.EenJaar, [new(KostenSoort.NieuweIntermediair, naam, NieuweIntermediair, Eenmalig: true)], BtwPercentage);

    private Prijs PriceOf(Betrouwbaarheidsniveau niveau) => Middel.TryGetValue(niveau.Label(), out var prijs)
        ? prijs
        : throw new InvalidOperationException($"There is no price for level {niveau.Label()}.");
}

/// <summary>A price for one year and for three years at once.</summary>
public sealed class Prijs
{
    /// <summary>Per year.</summary>
    public decimal EenJaar { get; set; }

    /// <summary>For three years, at once.</summary>
    public decimal DrieJaar { get; set; }

    /// <summary>The price for the duration.</summary>
    public decimal For(AbonnementDuur duur) => duur is AbonnementDuur.DrieJaar ? DrieJaar : EenJaar;
}
