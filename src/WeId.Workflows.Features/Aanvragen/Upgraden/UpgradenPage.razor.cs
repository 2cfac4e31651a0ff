using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>Asks for a higher level for a colleague (R-181…R-190). What is typed lives in a draft; what is known is shown and has no field.</summary>
public sealed partial class UpgradenPage
{
    private UpgradenKeuzes? keuzes;
    private GeopendConcept<UpgradenFormulier>? concept;
    private IReadOnlyList<BijlageRij> bijlagen = [];
    private bool hervat;
    private Tarieven tarieven = new();

    [Inject] public required UpgradenQuery Query { get; init; }

    [Inject] public required UpgradenSubmit Submit { get; init; }

    [Inject] public required ConceptService Concepten { get; init; }

    [Inject] public required BijlageService BijlageService { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required IStringLocalizer<UpgradenPage> T { get; init; }

    /// <summary>The user.</summary>
    [Parameter] public Guid Koppeling { get; set; }

    // Until the draft is there, what is typed would not be kept.
    private bool IsGeladen => keuzes is { Belet: not null } || concept is not null;

    private UpgradenFormulier F { get; set; } = new();

    private string Terug => $"/beheer/{Organisatie}/gebruikers?open={Koppeling}";

    private string? Belet => keuzes?.Belet is { } belet ? Tekst.Of(belet) : null;

    private Betrouwbaarheidsniveau? Niveau => keuzes?.Niveaus.Where(n => n.Label() == F.Niveau).Cast<Betrouwbaarheidsniveau?>().SingleOrDefault();

    private AbonnementDuur Duur => F.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar;

    private Kostenoverzicht? Kosten => Niveau is null ? null : KostenOf(Duur);

    private decimal Besparing => Kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)) ?? 0;

    private IReadOnlyList<FormKeuze.Optie> Rollen =>
    [
        new(nameof(Rol.Gebruiker), T[keuzes!.Rol is Rol.Gebruiker ? "GebruikerNu" : "Gebruiker"], T["GebruikerUitleg"]),
        new(nameof(Rol.Beheerder), T[keuzes!.Rol is Rol.Beheerder ? "BeheerderNu" : "Beheerder"], T["BeheerderUitleg"]),
    ];

    /// <inheritdoc />
    protected internal override string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task<bool> LoadAsync(Handeling handeling)
    {
        tarieven = Tarieven.CurrentValue;
        keuzes = await Query.FindAsync(handeling, Koppeling, CancellationToken.None);

        // A page that is only shown once to be replaced makes no draft.
        if (keuzes is not { Belet: null } || !RendererInfo.IsInteractive)
        {
            return keuzes is not null;
        }

        concept = (await Concepten.OpenAsync<UpgradenFormulier>(handeling, UpgradenGegevens.ConceptType(Koppeling), CancellationToken.None)).Value;
        F = concept?.Formulier ?? new();
        bijlagen = concept?.Bijlagen ?? [];
        hervat = concept is { Hervat: true } && F.Niveau is not null;
        F.Rol ??= keuzes.Rol.ToString();
        return concept is not null;
    }

    /// <inheritdoc />
    protected override async Task<Result<Indiening>> SubmitAsync(Handeling handeling)
    {
        F.GetoondeKosten = Kosten?.Exclusief;
        var result = await Submit.RunAsync(handeling, Koppeling, F, concept?.Id, CancellationToken.None);

        // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
        tarieven = Tarieven.CurrentValue;
        return result;
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private static string Label(Enum waarde) => RefusalTekst.Show(waarde, CultureInfo.CurrentUICulture);

    private Kostenoverzicht KostenOf(AbonnementDuur duur) => tarieven.ForUpgrade(
        Niveau!.Value,
        keuzes!.TweedeFactor is null && Enum.TryParse<TweedeFactor>(F.TweedeFactor, out var factor) ? factor : null,
        keuzes.Organisaties.Where(o => F.Organisaties.Contains(o.Id)).Select(o => o.Naam),
        duur);

    private IEnumerable<string> Verandert(Betrouwbaarheidsniveau niveau)
    {
        yield return T["GevolgNiveau", keuzes!.Naam, niveau.Label(), Activeerbaar.ActivatieTermijnDays];
        if (F.Rol is { } rol && rol != keuzes.Rol.ToString())
        {
            yield return T["GevolgRol", T[rol]];
        }

        if (keuzes.Andere.Where(o => o.EigenNiveau >= niveau).Select(o => o.Naam).ToList() is { Count: > 0 } ook)
        {
            yield return T["GevolgOokVoor", string.Join(", ", ook)];
        }

        if (keuzes.TweedeFactor is null)
        {
            yield return T["GevolgFactor"];
        }

        yield return keuzes.Einde is { } einde ? T["GevolgAbonnement", Dag(einde)] : T["GevolgAbonnementNieuw"];
        yield return T["GevolgSlot"];
    }

    private IEnumerable<string> Blijft()
    {
        yield return T["BlijftNiveau", keuzes!.Niveau.Label()];
        yield return T["BlijftMachtigingen"];
        yield return keuzes.TweedeFactor is { } factor ? T["BlijftAccountEnFactor", Label(factor)] : T["BlijftAccount"];
    }

    private bool IsTooHigh(UpgradenOrganisatie organisatie) => Niveau > organisatie.EigenNiveau && !F.Organisaties.Contains(organisatie.Id);

    private string Uitleg(UpgradenOrganisatie organisatie)
    {
        var nummers = organisatie.Vestigingsnummer is { } vestiging ? T["KvkVestiging", organisatie.KvkNummer, vestiging] : T["Kvk", organisatie.KvkNummer];
        return IsTooHigh(organisatie) ? T["NiveauTeHoog", nummers, organisatie.EigenNiveau.Label()] : nummers;
    }

    private void Choose(Guid organisatie, bool chosen)
    {
        F.Organisaties.Remove(organisatie);
        if (chosen)
        {
            F.Organisaties.Add(organisatie);
        }
    }

    private async Task SetAsync(string field, Action change)
    {
        Change(field, change);
        if (concept is not null)
        {
            await Concepten.SaveAsync(await Handelingen.NewAsync(Organisatie), concept.Id, F, CancellationToken.None);
        }
    }

    private async Task ReloadBijlagenAsync()
    {
        bijlagen = await BijlageService.ListAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, CancellationToken.None);
        Change("Bijlagen", () => { });
    }
}
