using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Domain.Contracten;

/// <summary>The first beheerder of a company, asked for by its wettelijk vertegenwoordiger, as far as the rules look at it (R-002…R-005).</summary>
/// <param name="Middel">What the beheerder gets.</param>
/// <param name="Ondertekenaars">Who signs the contract.</param>
/// <param name="AkkoordTarieven">First consent: tariffs, terms and payment .</param>
/// <param name="AkkoordVerklaring">Second consent: the data are right and he may ask for this .</param>
public sealed record EersteBeheerder(NieuwMiddel Middel, IReadOnlyCollection<Functionaris> Ondertekenaars, bool AkkoordTarieven, bool AkkoordVerklaring)
{
    private static readonly Dictionary<Guid, Betrouwbaarheidsniveau> GeenAndere = [];

    /// <summary>Every rule that it breaks; none when it may be submitted.</summary>
    /// <param name="inschrijving">Of the company.</param>
    /// <param name="today">Day of submission in Amsterdam.</param>
    public IReadOnlyList<Refusal> Refusals(Inschrijving inschrijving, DateOnly today)
    {
        // There is no beheerder yet whose own level would be the limit; the two consents are the agreement.
        var hoogste = Niveaus.Requestable.Max();
        var middel = Middel with { Rol = Rol.Beheerder, Akkoord = true };
        var contract = new NieuweOrganisatie(Middel.Niveau, Ondertekenaars, AkkoordTarieven, AkkoordVerklaring);
        return [.. middel.Refusals(hoogste, GeenAndere, today).Concat(contract.Refusals(hoogste, inschrijving)).Distinct()];
    }

    /// <summary>Why a company gets no first beheerder, by the statuses of the beheerders that it has; null when it can get one .</summary>
    /// <param name="naam">Name of the company.</param>
    public static Refusal? RefuseBedrijf(string naam, IReadOnlyCollection<KoppelingStatus> beheerders)
    {
        ArgumentNullException.ThrowIfNull(beheerders);
        if (beheerders.Any(s => s is KoppelingStatus.Actief or KoppelingStatus.Geschorst))
        {
            return new BedrijfHeeftBeheerder(naam);
        }

        return beheerders.Any(s => s is KoppelingStatus.WachtenOpGoedkeuring or KoppelingStatus.WachtenOpActivatie or KoppelingStatus.ActivatieVerlopen)
            ? new EersteBeheerderLoopt(naam)
            : null;
    }
}

/// <summary>The company has a beheerder, who can ask for everything; who he is stays unsaid.</summary>
public sealed record BedrijfHeeftBeheerder(string Naam) : Refusal;

/// <summary>Somebody has asked already to be the first beheerder of the company.</summary>
public sealed record EersteBeheerderLoopt(string Naam) : Refusal;
