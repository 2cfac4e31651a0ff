using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Contracten;

/// <summary>One more organisatie for a beheerder, as far as the rules look at it (R-139…R-147).</summary>
/// <param name="Niveau">Of his koppeling there; null when it was not chosen.</param>
/// <param name="Ondertekenaars">Who signs the contract.</param>
/// <param name="AkkoordTarieven">First consent: tariffs, terms and payment .</param>
/// <param name="AkkoordVerklaring">Second consent: the data are right and he may ask for this .</param>
public sealed record NieuweOrganisatie(
    Betrouwbaarheidsniveau? Niveau,
    IReadOnlyCollection<Functionaris> Ondertekenaars,
    bool AkkoordTarieven,
    bool AkkoordVerklaring)
{
    /// <summary>Every rule that it breaks; none when it may be submitted.</summary>
    /// <param name="eigenNiveau">Level of the beheerder in the organisatie of the act; he becomes beheerder there too .</param>
    /// <param name="inschrijving">Of the organisatie that is added.</param>
    public IEnumerable<Refusal> Refusals(Betrouwbaarheidsniveau eigenNiveau, Inschrijving inschrijving)
    {
        ArgumentNullException.ThrowIfNull(inschrijving);
        return RefuseNiveau(eigenNiveau).Concat(RefuseOndertekening(inschrijving)).Concat(RefuseAkkoord());
    }

    private IEnumerable<Refusal> RefuseNiveau(Betrouwbaarheidsniveau eigenNiveau)
    {
        if (Niveau is not { } niveau)
        {
            yield return new Required { Field = nameof(Niveau) };
        }
        else if (!Niveaus.Requestable.Contains(niveau))
        {
            yield return new NiveauNotRequestable(niveau.Label()) { Field = nameof(Niveau) };
        }
        else if (niveau > eigenNiveau)
        {
            yield return new NiveauAboveOwn(niveau.Label(), eigenNiveau.Label()) { Field = nameof(Niveau) };
        }
    }

    private IEnumerable<Refusal> RefuseOndertekening(Inschrijving inschrijving) => Niveau is { } niveau
        ? new Ondertekening(inschrijving, niveau).Refusals(Ondertekenaars).Select(r => r with { Field = nameof(Ondertekenaars) })
        : [];

    private IEnumerable<Refusal> RefuseAkkoord()
    {
        if (!AkkoordTarieven)
        {
            yield return new ToestemmingMissing { Field = nameof(AkkoordTarieven) };
        }

        if (!AkkoordVerklaring)
        {
            yield return new ToestemmingMissing { Field = nameof(AkkoordVerklaring) };
        }
    }
}

/// <summary>The number is no KvK number of 8 and no vestigingsnummer of 12 digits.</summary>
public sealed record NummerOngeldig : Refusal;

/// <summary>The Handelsregister knows no such number.</summary>
public sealed record BedrijfOnbekend(string Nummer) : Refusal;

/// <summary>The company is registered no more.</summary>
public sealed record BedrijfUitgeschreven(string Naam, DateOnly Datum) : Refusal;

/// <summary>There is no address to which post can go, and none that can stand on a contract.</summary>
public sealed record BedrijfAdresAfgeschermd(string Naam) : Refusal;

/// <summary>The Handelsregister does not answer now.</summary>
public sealed record HandelsregisterStoring : Refusal;

/// <summary>He is beheerder or user there already, or has asked to be.</summary>
public sealed record OrganisatieIsAlVanU(string Naam) : Refusal;

/// <summary>Both consents are needed .</summary>
public sealed record ToestemmingMissing : Refusal;
