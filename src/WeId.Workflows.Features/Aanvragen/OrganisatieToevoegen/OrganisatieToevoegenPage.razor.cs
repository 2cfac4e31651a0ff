using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>The wizard with which a beheerder adds an organisatie (R-139…R-147). What is typed lives in a draft.</summary>
public sealed partial class OrganisatieToevoegenPage : IAsyncDisposable
{
    private GeopendConcept<OrganisatieToevoegenFormulier>? concept;
    private EigenGegevens? eigen;
    private GevondenOrganisatie? gevonden;
    private Indiening? indiening;
    private IReadOnlyList<Refusal> shown = [];
    private Task saving = Task.CompletedTask;
    private bool hervat;
    private bool notFound;
    private bool isBusy;
    private string? melding;
    private Tarieven tarieven = new();
    private Focus focus;
    private ElementReference heading;
    private ElementReference summary;
    private IJSObjectReference? module;

    private enum Focus
    {
        Nowhere,
        Heading,
        Summary,
    }

    [Inject] public required OrganisatieToevoegenQuery Query { get; init; }

    [Inject] public required ConceptService Concepten { get; init; }

    [Inject] public required OrganisatieZoeker Zoeker { get; init; }

    [Inject] public required OrganisatieToevoegenSubmit Submit { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<OrganisatieToevoegenPage> T { get; init; }

    /// <summary>From which organisatie he adds one; judged anew in every command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    private OrganisatieToevoegenFormulier F => concept!.Formulier;

    private int Stap => gevonden is null ? 1 : Math.Clamp(F.Stap, 1, OrganisatieToevoegenControle.Stappen);

    private string Overzicht => $"/beheer/{Organisatie}/instellingen/organisaties";

    private string ContractUrl => $"/beheer/{Organisatie}/aanvragen/{indiening!.AanvraagId}/contract";

    private Kostenoverzicht? Kosten => gevonden is null ? null : KostenOf(OrganisatieToevoegenControle.DuurOf(F));

    private decimal Besparing => Kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)) ?? 0;

    private IReadOnlyList<string> Gekozen => [.. F.Ondertekenaars];

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

    private string? FoutOf(string field) => shown.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal) : null;

    private Kostenoverzicht KostenOf(AbonnementDuur duur) => tarieven.ForKoppelingen([gevonden!.Naam], duur);

    private async Task LoadAsync()
    {
        tarieven = Tarieven.CurrentValue;
        var handeling = await Handelingen.NewAsync(Organisatie);
        eigen = await Query.FindAsync(handeling, CancellationToken.None);
        var opened = await Concepten.OpenAsync<OrganisatieToevoegenFormulier>(handeling, OrganisatieToevoegenGegevens.Type, CancellationToken.None);
        if (eigen is null || !opened.Succeeded)
        {
            notFound = true;
            Navigation.NotFound();
            return;
        }

        concept = opened.Value;
        hervat = concept.Hervat && !string.IsNullOrWhiteSpace(F.Nummer);

        // The register is asked again, since much can have changed since he left.
        if (F.Stap > 1)
        {
            await FindAsync();
        }
    }

    private async Task StartOverAsync()
    {
        await saving;
        await Concepten.DeleteAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, CancellationToken.None);
        gevonden = null;
        shown = [];
        melding = null;
        await LoadAsync();
        focus = Focus.Heading;
    }

    private Task ChooseAsync((string Key, bool Aan) keuze) => ChangeAsync(() =>
    {
        F.Ondertekenaars.Remove(keuze.Key);
        if (keuze.Aan)
        {
            F.Ondertekenaars.Add(keuze.Key);
        }
    });

    private Task ChangeAsync(Action change)
    {
        change();

        // A message stays until the answer is right; new ones come only when he goes on.
        var open = OrganisatieToevoegenControle.Check(F, eigen!.Niveau, gevonden?.Inschrijving);
        shown = [.. shown.Where(s => s.Field != nameof(F.Nummer) && (s.Field is null || open.Any(o => o.Field == s.Field)))];
        StateHasChanged();
        return SaveAsync();
    }

    private async Task GoAsync(int stap)
    {
        F.Stap = stap;
        shown = [];
        focus = Focus.Heading;
        await SaveAsync();
    }

    private async Task NextAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            await saving;
            if (Stap == OrganisatieToevoegenControle.Stappen)
            {
                await SubmitAsync();
            }
            else if (Stap == 1 ? await FindAsync() : IsStapRight())
            {
                await GoAsync(Stap + 1);
            }
        }
        finally
        {
            isBusy = false;
        }
    }

    private bool IsStapRight() =>
        Show([.. OrganisatieToevoegenControle.Check(F, eigen!.Niveau, gevonden!.Inschrijving).Where(r => OrganisatieToevoegenControle.StapOf(r.Field) == Stap)]);

    private async Task<bool> FindAsync()
    {
        var found = await Zoeker.FindAsync(await Handelingen.NewAsync(Organisatie), F.Nummer, CancellationToken.None);
        if (found.Value?.Inschrijving.KvkNummer != gevonden?.Inschrijving.KvkNummer && gevonden is not null)
        {
            // Those of another company do not sign for this one.
            F.Ondertekenaars.Clear();
        }

        gevonden = found.Value;
        return Show(found.Refusals);
    }

    private async Task SubmitAsync()
    {
        F.GetoondeKosten = Kosten!.Exclusief;
        await SaveAsync();
        if (melding != T["Bewaard"])
        {
            return;
        }

        // One id for all tries of this draft: a double click, or a click after a lost connection, submits once.
        var result = await Submit.RunAsync(await Handelingen.NewAsync(Organisatie, DerivedId.From(concept!.Id, "indienen")), concept.Id, CancellationToken.None);
        if (!result.Succeeded)
        {
            // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
            tarieven = Tarieven.CurrentValue;
            F.Stap = result.Refusals.Min(r => OrganisatieToevoegenControle.StapOf(r.Field));
            Show(result.Refusals);
            return;
        }

        indiening = result.Value;
        focus = Focus.Heading;
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("download", ContractUrl);
    }

    /// <returns>Whether there was nothing to show.</returns>
    private bool Show(IReadOnlyList<Refusal> refusals)
    {
        shown = refusals;
        focus = refusals.Count > 0 ? Focus.Summary : focus;
        return refusals.Count == 0;
    }

    // One after the other: an older save must not overtake a newer one.
    private Task SaveAsync() => saving = SaveAfterAsync(saving);

    private async Task SaveAfterAsync(Task previous)
    {
        await previous;
        try
        {
            var saved = await Concepten.SaveAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, F, CancellationToken.None);
            melding = T[saved.Succeeded ? "Bewaard" : "NietBewaard"];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            // What he typed is still on his screen; the next change tries again.
            melding = T["NietBewaard"];
        }
    }

    private async Task FocusAsync(string field)
    {
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("focus", $"veld-{field}");
    }
}
