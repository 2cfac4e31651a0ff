using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>The question of a reviewer and the fields of its answer; what is typed and sent is the affair of the panel around it.</summary>
public sealed partial class AanvullingVelden
{
    private ElementReference summary;
    private bool? oneFile;
    private bool focusSummary;

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<AanvullingPaneel> T { get; init; }

    [Parameter, EditorRequired] public required GevraagdeAanvulling Gevraagd { get; set; }

    /// <summary>What was typed.</summary>
    [Parameter] public string? Antwoord { get; set; }

    [Parameter] public EventCallback<string?> AntwoordChanged { get; set; }

    /// <summary>What was uploaded for the answer.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<BijlageRij> Bijlagen { get; set; }

    /// <summary>Where the uploads go; null while the answer is being loaded.</summary>
    [Parameter, EditorRequired] public required string? Uploads { get; set; }

    /// <summary>Why the answer was not sent.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refusals { get; set; }

    /// <summary>The uploads have changed.</summary>
    [Parameter] public EventCallback OnUploaded { get; set; }

    /// <summary>The button with which it is sent.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    private bool InOneFile => oneFile ?? Of(DocumentZijde.Beide) is not null;

    /// <summary>The reader is led to what went wrong, once it is on the page.</summary>
    public void ShowRefusals() => focusSummary = true;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusSummary && Refusals.Count > 0)
        {
            focusSummary = false;
            await summary.FocusAsync();
        }
    }

    private IEnumerable<DocumentZijde> Zijden(DocumentType document) =>
        !document.HasBackSide() ? [DocumentZijde.Voorzijde]
        : InOneFile ? [DocumentZijde.Beide]
        : [DocumentZijde.Voorzijde, DocumentZijde.Achterzijde];

    private BijlageRij? Of(DocumentZijde zijde) => Bijlagen.FirstOrDefault(b => b.Zijde == zijde);

    private string? FoutOf(string field) => Refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;
}
