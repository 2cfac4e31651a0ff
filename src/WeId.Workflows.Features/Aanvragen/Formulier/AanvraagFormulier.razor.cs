using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using WeId.Workflows.Domain.Abonnementen;

namespace WeId.Workflows.Features.Aanvragen.Formulier;

/// <summary>The frame of a page with which an aanvraag is submitted.</summary>
public sealed partial class AanvraagFormulier
{
    private bool isBusy;
    private bool focus;
    private ElementReference heading;
    private ElementReference summary;

    [Inject] public required IStringLocalizer<AanvraagFormulier> T { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    /// <summary>The page that it is the frame of.</summary>
    [Parameter, EditorRequired] public required AanvraagPagina Pagina { get; set; }

    [Parameter, EditorRequired] public required string Titel { get; set; }

    /// <summary>The word on the button that submits, literally that of the manual.</summary>
    [Parameter, EditorRequired] public required string Knop { get; set; }

    /// <summary>Where he came from.</summary>
    [Parameter, EditorRequired] public required string Terug { get; set; }

    /// <summary>What has happened with the submission; null: it was received.</summary>
    [Parameter] public string? Bevestiging { get; set; }

    /// <summary>The word on the button that leads there; null: to the overview.</summary>
    [Parameter] public string? TerugTekst { get; set; }

    /// <summary>The questions.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>What happens after the submission.</summary>
    [Parameter, EditorRequired] public required RenderFragment Vervolg { get; set; }

    /// <summary>What the questions need is there.</summary>
    [Parameter, EditorRequired] public bool IsGeladen { get; set; }

    /// <summary>Why nothing can be asked for now, in words; null when it can.</summary>
    [Parameter] public string? Belet { get; set; }

    /// <summary>Whether such an aanvraag costs anything.</summary>
    [Parameter] public bool MetKosten { get; set; }

    /// <summary>The costs of what was chosen so far; null when that is nothing yet.</summary>
    [Parameter] public Kostenoverzicht? Kosten { get; set; }

    /// <summary>What three years at once save, without btw.</summary>
    [Parameter] public decimal Besparing { get; set; }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await (Pagina.Indiening is null ? summary : heading).FocusAsync();
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
            await Pagina.SendAsync();
            focus = Pagina.Indiening is not null || Pagina.Refusals.Count > 0;
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task FocusAsync(string field)
    {
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("focus", $"veld-{field}");
    }
}
