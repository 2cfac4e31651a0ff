using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>The wizard for a new user (R-088…R-127). What is typed lives in a draft; the page can go and come back at any moment.</summary>
public sealed partial class Form : IAsyncDisposable
{
    private GeopendConcept<NieuweGebruikerFormulier>? concept;
    private FormKeuzes? keuzes;
    private Indiening? indiening;
    private Betrouwbaarheidsniveau? niveau;
    private IReadOnlyList<BijlageRij> bijlagen = [];
    private IReadOnlyList<Refusal> open = [];
    private IReadOnlyList<Refusal> shown = [];
    private Kostenoverzicht? kosten;
    private decimal besparing;
    private bool hervat;
    private bool notFound;
    private bool isSubmitting;
    private bool? bewaard;
    private Task saving = Task.CompletedTask;
    private ElementReference heading;
    private ElementReference summary;
    private Focus focus;
    private IJSObjectReference? module;

    private enum Focus
    {
        Nowhere,
        Heading,
        Summary,
    }

    [Inject] public required FormQuery Query { get; init; }

    [Inject] public required ConceptService Concepten { get; init; }

    [Inject] public required BijlageService BijlageService { get; init; }

    [Inject] public required NieuweGebruikerSubmit Submit { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<Form> T { get; init; }

    /// <summary>In whose name; judged anew in every command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <summary>What was typed.</summary>
    internal NieuweGebruikerFormulier Formulier => concept!.Formulier;

    /// <summary>The costs of what was chosen so far.</summary>
    internal Kostenoverzicht? Kosten => kosten;

    internal IReadOnlyList<Refusal> Open => open;

    private int Stap => Math.Clamp(Formulier.Stap, 1, FormControle.Stappen);

    private bool CanSubmit => open.Count == 0 && !isSubmitting;

    private string Overzicht => $"/beheer/{Organisatie}/gebruikers";

    private DateOnly Today => AmsterdamTime.DateOf(Time.GetUtcNow());

    private string? Bewaard => bewaard switch
    {
        true => T["Bewaard"].Value,
        false => T["NietBewaard"].Value,
        null => null,
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (module is not null)
        {
            try
            {
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser went away, and its module with it.
            }
        }
    }

    /// <summary>The message beside a field; null when there is none to show.</summary>
    internal string? FoutOf(string field) => shown.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    /// <summary>An answer has changed: costs follow at once, and the draft is kept.</summary>
    internal Task ChangeAsync(Action change)
    {
        change();
        Recompute();

        // A message stays until the answer is right; new ones come only when he goes on.
        shown = [.. shown.Where(s => s.Field is null || open.Any(o => o.Field == s.Field))];
        StateHasChanged();
        return SaveAsync();
    }

    /// <summary>The uploads have changed.</summary>
    internal async Task ReloadBijlagenAsync()
    {
        bijlagen = await BijlageService.ListAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, CancellationToken.None);
        await ChangeAsync(() => { });
    }

    /// <summary>Shows a step.</summary>
    internal async Task GoAsync(int stap)
    {
        Formulier.Stap = stap;
        shown = [];
        focus = Focus.Heading;
        Recompute();
        await SaveAsync();
    }

    /// <summary>A day as people read it.</summary>
    internal static string Dag(DateOnly? dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    /// <summary>The label of a value of the domain, which stands in the middle of a sentence elsewhere.</summary>
    internal static string Naam(Enum waarde)
    {
        var label = RefusalTekst.Show(waarde, CultureInfo.CurrentUICulture);
        return char.ToUpper(label[0], CultureInfo.CurrentUICulture) + label[1..];
    }

    /// <summary>The name of a field as the form shows it.</summary>
    internal string LabelOf(string field) => T[field];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // A page that is only shown once to be replaced makes no draft.
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var target = focus;
        focus = Focus.Nowhere;
        if (target is Focus.Heading)
        {
            await heading.FocusAsync();
        }
        else if (target is Focus.Summary && shown.Count > 0)
        {
            await summary.FocusAsync();
        }
    }

    private static string Dag(DateTimeOffset moment) => Dag(AmsterdamTime.DateOf(moment));

    private async Task LoadAsync()
    {
        var handeling = await Handelingen.NewAsync(Organisatie);
        keuzes = await Query.FindAsync(handeling, CancellationToken.None);
        var opened = await Concepten.OpenAsync<NieuweGebruikerFormulier>(handeling, NieuweGebruikerGegevens.Type, CancellationToken.None);
        if (keuzes is null || !opened.Succeeded)
        {
            notFound = true;
            Navigation.NotFound();
            return;
        }

        concept = opened.Value;
        hervat = concept.Hervat && (concept.Formulier.Niveau is not null || concept.Formulier.Stap > 1);
        bijlagen = concept.Bijlagen;
        Recompute();
    }

    private async Task StartOverAsync()
    {
        await saving;
        await Concepten.DeleteAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, CancellationToken.None);
        shown = [];
        bewaard = null;
        await LoadAsync();
        focus = Focus.Heading;
    }

    private async Task NextAsync()
    {
        var refusals = open.Where(r => FormControle.StapOf(r.Field) == Stap).ToList();
        if (refusals.Count > 0)
        {
            shown = refusals;
            focus = Focus.Summary;
            await SaveAsync();
            return;
        }

        await GoAsync(Stap + 1);
    }

    private async Task SubmitAsync()
    {
        if (!CanSubmit)
        {
            return;
        }

        isSubmitting = true;
        try
        {
            // The submission reads the draft, so everything must be in it first.
            await SaveAsync();
            if (bewaard is not true)
            {
                return;
            }

            // One id for all tries of this draft: a double click, or a click after a lost connection, submits once.
            var handeling = await Handelingen.NewAsync(Organisatie, DerivedId.From(concept!.Id, "indienen"));
            var result = await Submit.RunAsync(handeling, concept.Id, CancellationToken.None);
            if (result.Succeeded)
            {
                niveau = FormControle.NiveauOf(Formulier);
                indiening = result.Value;
                return;
            }

            Show(result.Refusals);
        }
        finally
        {
            isSubmitting = false;
        }
    }

    private void Show(IReadOnlyList<Refusal> refusals)
    {
        shown = FormControle.InOrder(refusals);
        Formulier.Stap = refusals.Min(r => FormControle.StapOf(r.Field));
        focus = Focus.Summary;
        Recompute();
    }

    private void Recompute()
    {
        open = FormControle.Check(Formulier, bijlagen, keuzes!, Today);
        kosten = KostenOf(Formulier.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar);
        Formulier.GetoondeKosten = kosten?.Exclusief;
        besparing = kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)!) ?? 0;
    }

    private Kostenoverzicht? KostenOf(AbonnementDuur duur)
    {
        var extra = keuzes!.Extra.Where(o => Formulier.ExtraOrganisaties.Contains(o.Id)).Select(o => o.Naam);
        var factor = Enum.TryParse<TweedeFactor>(Formulier.TweedeFactor, out var f) ? f : default(TweedeFactor?);
        return FormControle.NiveauOf(Formulier) is { } chosen
            ? Tarieven.CurrentValue.ForNieuweGebruiker(chosen, factor, extra, duur)
            : null;
    }

    private bool IsComplete(int stap) => stap < FormControle.Stappen && open.All(r => FormControle.StapOf(r.Field) != stap);

    private bool IsReachable(int stap) => stap <= Stap || Enumerable.Range(1, stap - 1).All(IsComplete);

    // One after the other: an older save must not overtake a newer one.
    private Task SaveAsync() => saving = SaveAfterAsync(saving);

    private async Task SaveAfterAsync(Task previous)
    {
        await previous;
        try
        {
            var saved = await Concepten.SaveAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, Formulier, CancellationToken.None);
            bewaard = saved.Succeeded;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            // What he typed is still on his screen; the next change tries again.
            bewaard = false;
        }
    }

    private async Task FocusAsync(string field)
    {
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("focus", field == FormControle.Bijlagen ? "veld-Bijlagen" : $"veld-{field}");
    }
}
