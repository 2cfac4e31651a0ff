using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Bijlagen;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>Who cannot sign in answers what the reviewer asked. His uploads are kept at once, his words with the page.</summary>
public sealed partial class AanvullingLoketPaneel
{
    private AanvullingVelden? velden;
    private IReadOnlyList<BijlageRij> bijlagen = [];
    private IReadOnlyList<Refusal> refusals = [];
    private bool isLoaded;
    private bool isBusy;

    [Inject] public required AanvullingLoket Loket { get; init; }

    [Inject] public required IStringLocalizer<AanvullingPaneel> T { get; init; }

    [Parameter, EditorRequired] public required LoketVraag Vraag { get; set; }

    /// <summary>What his acts are counted under.</summary>
    [Parameter, EditorRequired] public required string Adres { get; set; }

    /// <summary>The answer was sent, or nothing is asked any more.</summary>
    [Parameter, EditorRequired] public required EventCallback<bool> OnEnded { get; set; }

    /// <summary>What he typed; survives a lost connection.</summary>
    [PersistentState] public string? Antwoord { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await ReloadAsync();
        isLoaded = true;
    }

    private void Type(string? antwoord)
    {
        Antwoord = antwoord;
        refusals = [.. refusals.Where(r => r.Field != nameof(AanvullingFormulier.Antwoord))];
    }

    private async Task ReloadAsync()
    {
        bijlagen = await Loket.ListAsync(Vraag.Upload, CancellationToken.None);
        refusals = [];
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
            var result = await Loket.AnswerAsync(Vraag.Sessie, Antwoord, Adres, CancellationToken.None);
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
