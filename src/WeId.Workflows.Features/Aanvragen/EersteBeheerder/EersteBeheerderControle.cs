using WeId.Workflows.Domain;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>Which step of the form asks what.</summary>
internal static class EersteBeheerderControle
{
    /// <summary>Steps of the form.</summary>
    public const int Stappen = 5;

    private static readonly IReadOnlyList<IReadOnlyList<string>> Fields =
    [
        [nameof(EersteBeheerderFormulier.Nummer)],
        [nameof(EersteBeheerderFormulier.Niveau), nameof(EersteBeheerderFormulier.Voor)],
        [
            nameof(EersteBeheerderFormulier.AanvragerVoornamen),
            nameof(EersteBeheerderFormulier.AanvragerTussenvoegsel),
            nameof(EersteBeheerderFormulier.AanvragerAchternaam),
            nameof(EersteBeheerderFormulier.AanvragerGeboortedatum),
            nameof(EersteBeheerderFormulier.AanvragerEmail),
            nameof(EersteBeheerderFormulier.Voornamen),
            nameof(EersteBeheerderFormulier.Tussenvoegsel),
            nameof(EersteBeheerderFormulier.Achternaam),
            nameof(EersteBeheerderFormulier.Geboortedatum),
            nameof(EersteBeheerderFormulier.Email),
            nameof(EersteBeheerderFormulier.DocumentType),
            nameof(EersteBeheerderFormulier.Documentnummer),
            nameof(EersteBeheerderFormulier.Vervaldatum),
            "Bijlagen",
            nameof(EersteBeheerderFormulier.IdentificatieStraat),
            nameof(EersteBeheerderFormulier.IdentificatiePostcode),
            nameof(EersteBeheerderFormulier.IdentificatiePlaats),
            nameof(EersteBeheerderFormulier.TweedeFactor),
            nameof(EersteBeheerderFormulier.Mobiel),
        ],
        [nameof(EersteBeheerderFormulier.Ondertekenaars)],
        [nameof(EersteBeheerderFormulier.AkkoordTarieven), nameof(EersteBeheerderFormulier.AkkoordVerklaring), nameof(EersteBeheerderFormulier.GetoondeKosten)],
    ];

    /// <summary>The step that holds a field, from 1; the last one for what concerns the form as a whole.</summary>
    public static int StapOf(string? field) =>
        Enumerable.Range(1, Stappen).FirstOrDefault(stap => field is not null && Fields[stap - 1].Contains(field), Stappen);

    /// <summary>In the order in which the form asks.</summary>
    public static IReadOnlyList<Refusal> InOrder(IEnumerable<Refusal> refusals)
    {
        var order = Fields.SelectMany(f => f).ToList();
        return [.. refusals.OrderBy(r => r.Field is null ? -1 : order.IndexOf(r.Field))];
    }
}
