using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Middelen;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>
/// What keeps the form from being sent, told before it is sent: by the same reading and the same rules as the submission,
/// which judges again with the data of its own moment.
/// </summary>
internal static class FormControle
{
    /// <summary>Field of messages about the copies of the identity document.</summary>
    public const string Bijlagen = "Bijlagen";

    /// <summary>Steps of the wizard.</summary>
    public const int Stappen = 5;

    private static readonly IReadOnlyList<IReadOnlyList<string>> Fields =
    [
        [nameof(NieuweGebruikerFormulier.Niveau)],
        [nameof(NieuweGebruikerFormulier.Rol)],
        [
            nameof(NieuweGebruikerFormulier.Voornamen),
            nameof(NieuweGebruikerFormulier.Tussenvoegsel),
            nameof(NieuweGebruikerFormulier.Achternaam),
            nameof(NieuweGebruikerFormulier.Geboortedatum),
            nameof(NieuweGebruikerFormulier.Email),
            nameof(NieuweGebruikerFormulier.DocumentType),
            nameof(NieuweGebruikerFormulier.Documentnummer),
            nameof(NieuweGebruikerFormulier.Vervaldatum),
            Bijlagen,
            nameof(NieuweGebruikerFormulier.IdentificatieStraat),
            nameof(NieuweGebruikerFormulier.IdentificatiePostcode),
            nameof(NieuweGebruikerFormulier.IdentificatiePlaats),
        ],
        [
            nameof(NieuweGebruikerFormulier.TweedeFactor),
            nameof(NieuweGebruikerFormulier.Mobiel),
            nameof(NieuweGebruikerFormulier.ExtraOrganisaties),
            nameof(NieuweGebruikerFormulier.Korting3Jarig),
        ],
        [nameof(NieuweGebruikerFormulier.Akkoord), nameof(NieuweGebruikerFormulier.GetoondeKosten)],
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

    /// <summary>Everything that is missing or cannot be right.</summary>
    public static IReadOnlyList<Refusal> Check(NieuweGebruikerFormulier formulier, IReadOnlyList<BijlageRij> bijlagen, FormKeuzes keuzes, DateOnly today)
    {
        var lezing = new MiddelLezing(formulier);
        var middel = lezing.ToMiddel(bijlagen.Select(b => b.Zijde)) with { ExtraOrganisaties = formulier.ExtraOrganisaties, Akkoord = formulier.Akkoord };
        return InOrder([.. lezing.Refusals, .. middel.Refusals(keuzes.EigenNiveau, keuzes.Extra.ToDictionary(o => o.Id, o => o.EigenNiveau), today)]);
    }

    /// <summary>The level that was chosen; null when none was.</summary>
    public static Betrouwbaarheidsniveau? NiveauOf(NieuweGebruikerFormulier formulier) =>
        Niveaus.Requestable.Where(n => n.Label() == formulier.Niveau).Cast<Betrouwbaarheidsniveau?>().SingleOrDefault();

    /// <summary>The kind of document that was chosen; null when none was.</summary>
    public static DocumentType? DocumentTypeOf(NieuweGebruikerFormulier formulier) =>
        Enum.TryParse<DocumentType>(formulier.DocumentType, out var type) && Enum.IsDefined(type) ? type : null;
}
