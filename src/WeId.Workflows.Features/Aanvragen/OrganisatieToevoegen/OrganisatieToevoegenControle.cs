using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Contracten;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Aanvragen.Contracten;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>Reads the typed form by the rules of the submission, for the wizard as well.</summary>
internal static class OrganisatieToevoegenControle
{
    /// <summary>Steps of the wizard.</summary>
    public const int Stappen = 5;

    private static readonly IReadOnlyList<IReadOnlyList<string>> Fields =
    [
        [nameof(OrganisatieToevoegenFormulier.Nummer)],
        [nameof(OrganisatieToevoegenFormulier.Niveau)],
        [],
        [nameof(OrganisatieToevoegenFormulier.Ondertekenaars)],
        [nameof(OrganisatieToevoegenFormulier.AkkoordTarieven), nameof(OrganisatieToevoegenFormulier.AkkoordVerklaring), nameof(OrganisatieToevoegenFormulier.GetoondeKosten)],
    ];

    /// <summary>The step that holds a field, from 1; the last one for what concerns the form as a whole.</summary>
    public static int StapOf(string? field) =>
        Enumerable.Range(1, Stappen).FirstOrDefault(stap => field is not null && Fields[stap - 1].Contains(field), Stappen);

    /// <summary>The level that was chosen; null when none was.</summary>
    public static Betrouwbaarheidsniveau? NiveauOf(OrganisatieToevoegenFormulier form) =>
        Enum.GetValues<Betrouwbaarheidsniveau>().Where(n => n.Label() == form.Niveau).Cast<Betrouwbaarheidsniveau?>().SingleOrDefault();

    /// <summary>The duration that was chosen.</summary>
    public static AbonnementDuur DuurOf(OrganisatieToevoegenFormulier form) => form.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar;

    /// <summary>Everything that is missing or cannot be right.</summary>
    public static IReadOnlyList<Refusal> Check(OrganisatieToevoegenFormulier form, Betrouwbaarheidsniveau eigenNiveau, Inschrijving? inschrijving) => inschrijving is null
        ? [new Required { Field = nameof(form.Nummer) }]
        : [.. new NieuweOrganisatie(NiveauOf(form), Tekenaars.Of(form.Ondertekenaars, inschrijving), form.AkkoordTarieven, form.AkkoordVerklaring).Refusals(eigenNiveau, inschrijving)];
}
