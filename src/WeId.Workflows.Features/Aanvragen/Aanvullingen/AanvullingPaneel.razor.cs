using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Concepten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>The beheerder answers what the reviewer asked. What he types and uploads lives in a draft, so the page can go and come back.</summary>
public sealed partial class AanvullingPaneel
{
    private GeopendConcept<AanvullingFormulier>? concept;
    private IReadOnlyList<BijlageRij> bijlagen = [];
    private IReadOnlyList<Refusal> refusals = [];
    private Task saving = Task.CompletedTask;
    private AanvullingVelden? velden;
    private bool? bewaard;
    private bool isBusy;

    [Inject] public required ConceptService Concepten { get; init; }

    [Inject] public required BijlageService BijlageService { get; init; }

    [Inject] public required AanvullingBeantwoorden Command { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IStringLocalizer<AanvullingPaneel> T { get; init; }

    /// <summary>In whose name; judged anew in every command.</summary>
    [Parameter, EditorRequired] public required Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required Guid Aanvraag { get; set; }

    [Parameter, EditorRequired] public required GevraagdeAanvulling Gevraagd { get; set; }

    /// <summary>The answer was sent, or nothing is asked any more.</summary>
    [Parameter, EditorRequired] public required EventCallback<bool> OnEnded { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // A page that is only shown once to be replaced makes no draft.
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        var opened = await Concepten.OpenAsync<AanvullingFormulier>(await Handelingen.NewAsync(Organisatie), AanvullingRows.ConceptType(Aanvraag), CancellationToken.None);
        concept = opened.Value;
        bijlagen = opened.Value?.Bijlagen ?? [];
        refusals = opened.Refusals;
    }

    private Task TypeAsync(string? antwoord)
    {
        concept!.Formulier.Antwoord = antwoord;
        refusals = [.. refusals.Where(r => r.Field != nameof(AanvullingFormulier.Antwoord))];
        return SaveAsync();
    }

    private async Task ReloadAsync()
    {
        bijlagen = await BijlageService.ListAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, CancellationToken.None);
        refusals = [];
    }

    // One after the other: an older save must not overtake a newer one.
    private Task SaveAsync() => saving = SaveAfterAsync(saving);

    private async Task SaveAfterAsync(Task previous)
    {
        await previous;
        try
        {
            bewaard = (await Concepten.SaveAsync(await Handelingen.NewAsync(Organisatie), concept!.Id, concept.Formulier, CancellationToken.None)).Succeeded;
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            // What he typed is still on his screen; the next change tries again.
            bewaard = false;
        }
    }

    private async Task SendAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            // The command reads the draft. One id for all tries of it: a second click sends nothing twice.
            await SaveAsync();
            var handeling = await Handelingen.NewAsync(Organisatie, DerivedId.From(concept!.Id, "antwoorden"));
            var result = await Command.RunAsync(handeling, Aanvraag, CancellationToken.None);
            refusals = result.Refusals;
            velden?.ShowRefusals();
            if (result.Succeeded || refusals.Any(r => r is AanvullingNotGevraagd))
            {
                await OnEnded.InvokeAsync(result.Succeeded);
            }
        }
        finally
        {
            isBusy = false;
        }
    }
}
