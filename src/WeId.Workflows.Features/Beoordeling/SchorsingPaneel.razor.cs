using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Lifts a suspension, or ends the middel.</summary>
public sealed partial class SchorsingPaneel
{
    private bool? opheffen;
    private bool isTried;
    private bool bedrijfAkkoord;
    private string? toelichting;

    [Inject] public required IStringLocalizer<SchorsingPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Parameter, EditorRequired] public required TaakInhoud Inhoud { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<SchorsingBesluit> OnDecide { get; set; }

    private bool IsMist => isTried && opheffen is null;

    private string? Fout => Refused.FirstOrDefault(r => r.Field == nameof(SchorsingBesluit.Toelichting)) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    // The end of a whole company is asked for only where it would happen.
    private string? Bedrijf => Refused.FirstOrDefault(r => r is BedrijfOpzeggenNotConfirmed) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private async Task DecideAsync()
    {
        isTried = true;
        if (opheffen is { } antwoord)
        {
            await OnDecide.InvokeAsync(new SchorsingBesluit(antwoord, toelichting, bedrijfAkkoord));
        }
    }
}
