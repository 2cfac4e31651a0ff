using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Machtigingen;

/// <summary>How much a ketenmachtiging covers.</summary>
public enum KetenSoort
{
    /// <summary>One dienst.</summary>
    Dienst,

    /// <summary>All diensten of one dienstverlener, later ones too.</summary>
    Dienstverlener,

    /// <summary>Everything up to a level, later diensten too .</summary>
    Algemeen,
}

/// <summary>What somebody chooses out of the catalogue.</summary>
/// <param name="Sleutel">Uuid of the dienst, OIN of the dienstverlener, or the label of the level.</param>
public sealed record KetenKeuze(KetenSoort Soort, string Sleutel);

/// <summary>What a ketenmachtiging covers, with the names of the moment at which it was recorded: the catalogue may change after that.</summary>
/// <param name="Niveau">The level that using it needs.</param>
public sealed record KetenDekking(KetenSoort Soort, string Sleutel, string NaamNl, string NaamEn, Betrouwbaarheidsniveau Niveau)
{
    /// <summary>Everything that can be chosen: first what is general, then each dienstverlener with its diensten.</summary>
    public static IReadOnlyList<KetenDekking> AllOf(Dienstenaanbod aanbod)
    {
        ArgumentNullException.ThrowIfNull(aanbod);
        return
        [
            .. Niveaus.Requestable.Select(n => new KetenDekking(KetenSoort.Algemeen, n.Label(), $"Algemene bevoegdheid {n.Label()}", $"General power {n.Label()}", n)),
            .. aanbod.Dienstverleners.OrderBy(d => d.Naam, StringComparer.Ordinal).SelectMany(d => Of(d, [.. aanbod.Diensten.Where(s => s.Oin == d.Oin)])),
        ];
    }

    /// <summary>The one that was chosen; null when the catalogue does not hold it.</summary>
    public static KetenDekking? Find(Dienstenaanbod aanbod, KetenKeuze keuze) => AllOf(aanbod).FirstOrDefault(d => d.Keuze == keuze);

    /// <summary>By which it is chosen.</summary>
    public KetenKeuze Keuze => new(Soort, Sleutel);

    /// <summary>Its name in a language, <c>nl</c> or <c>en</c>.</summary>
    public string Naam(string taal) => taal == "en" ? NaamEn : NaamNl;

    // All diensten of one dienstverlener need the level of the highest of them.
    private static IEnumerable<KetenDekking> Of(Dienstverlener dienstverlener, IReadOnlyList<Dienst> diensten) => diensten.Count == 0
        ? []
        :
        [
            new(KetenSoort.Dienstverlener, dienstverlener.Oin, $"{dienstverlener.Naam}: alle diensten", $"{dienstverlener.Naam}: all services", diensten.Max(d => d.MinimaalNiveau)),
            .. diensten.OrderBy(d => d.NaamNl, StringComparer.Ordinal).Select(d => new KetenDekking(
                KetenSoort.Dienst, d.Uuid.ToString(), $"{dienstverlener.Naam}: {d.NaamNl}", $"{dienstverlener.Naam}: {d.NaamEn}", d.MinimaalNiveau)),
        ];
}

/// <summary>How long a ketenmachtiging holds: a number of years, or a last day.</summary>
/// <param name="Jaren">1, 3 or 5; null when a day was chosen.</param>
/// <param name="Einddatum">The last day; null when years were chosen.</param>
public sealed record KetenDuur(int? Jaren, DateOnly? Einddatum)
{
    /// <summary>Most years ahead, as for every machtiging .</summary>
    public const int MaxJaren = 5;

    /// <summary>The years that can be chosen.</summary>
    public static IReadOnlyList<int> Keuzes { get; } = [1, 3, MaxJaren];

    /// <summary>The last day on which it holds.</summary>
    public Result<DateOnly> LaatsteDag(DateOnly today)
    {
        if (Jaren is { } jaren)
        {
            return Keuzes.Contains(jaren) ? today.AddYears(jaren) : new Required { Field = nameof(KetenDuur) };
        }

        return Einddatum switch
        {
            null => new Required { Field = nameof(Einddatum) },
            { } dag when dag <= today => new KetenmachtigingEndsTooSoon(today.AddDays(1)) { Field = nameof(Einddatum) },
            { } dag when dag > today.AddYears(MaxJaren) => new KetenmachtigingTooLong(today.AddYears(MaxJaren)) { Field = nameof(Einddatum) },
            { } dag => dag,
        };
    }
}
