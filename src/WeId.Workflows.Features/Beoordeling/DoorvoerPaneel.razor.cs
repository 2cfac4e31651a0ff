using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Somebody carries out by hand what was approved, and records that.</summary>
public sealed partial class DoorvoerPaneel
{
    private bool? doorgevoerd;
    private bool isTried;
    private string? toelichting;

    [Inject] public required IStringLocalizer<DoorvoerPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>What was asked and approved.</summary>
    [Parameter, EditorRequired] public required TaakInhoud Inhoud { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<Doorvoering> OnRecord { get; set; }

    private bool IsMist => isTried && doorgevoerd is null;

    private string? Fout => Refused.FirstOrDefault(r => r.Field is not null) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private async Task RecordAsync()
    {
        isTried = true;
        if (doorgevoerd is { } antwoord)
        {
            await OnRecord.InvokeAsync(new Doorvoering(antwoord, null, toelichting));
        }
    }
}
