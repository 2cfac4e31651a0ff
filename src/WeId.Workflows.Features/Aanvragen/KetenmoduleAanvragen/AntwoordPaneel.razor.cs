using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>What a colleague read in the answer to an offerte.</summary>
public sealed record OfferteAntwoord(bool Geaccepteerd, string? Toelichting);

/// <summary>Registers an answer that came by mail or on paper .</summary>
public sealed partial class AntwoordPaneel
{
    private bool? geaccepteerd;
    private bool isTried;
    private string? toelichting;

    [Inject] public required IStringLocalizer<AntwoordPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<OfferteAntwoord> OnSend { get; set; }

    private bool IsMist => isTried && geaccepteerd is null;

    private string? Fout => Refused.FirstOrDefault(r => r.Field is not null) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private async Task SendAsync()
    {
        isTried = true;
        if (geaccepteerd is { } antwoord)
        {
            await OnSend.InvokeAsync(new OfferteAntwoord(antwoord, toelichting));
        }
    }
}
