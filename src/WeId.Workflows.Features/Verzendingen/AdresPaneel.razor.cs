using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Somebody shortens an address that does not fit the window of the envelope.</summary>
public sealed partial class AdresPaneel
{
    private string? regels;
    private bool bijKvk;

    [Inject] public required IStringLocalizer<AdresPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>The letter.</summary>
    [Parameter, EditorRequired] public required BriefTaak Brief { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<AdresBesluit> OnFit { get; set; }

    private string? Fout => FoutVan(nameof(AdresBesluit.Regels));

    private string? FoutVan(string veld) => Refused.FirstOrDefault(r => r.Field == veld) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    /// <inheritdoc />
    protected override void OnInitialized() => regels = string.Join('\n', Brief.Regels);
}
