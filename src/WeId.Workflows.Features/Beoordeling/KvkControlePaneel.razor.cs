using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>What a look into the Handelsregister showed.</summary>
public sealed record KvkBevinding(bool Klopt, string? Toelichting);

/// <summary>Somebody looks the companies up himself, because the Handelsregister could not be asked.</summary>
public sealed partial class KvkControlePaneel
{
    private bool? klopt;
    private bool isTried;
    private string? toelichting;

    [Inject] public required IStringLocalizer<KvkControlePaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>The companies to look up, with their KvK numbers.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> Organisaties { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<KvkBevinding> OnCheck { get; set; }

    private bool IsMist => isTried && klopt is null;

    private string? Fout => Refused.FirstOrDefault(r => r.Field is not null) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private async Task CheckAsync()
    {
        isTried = true;
        if (klopt is { } antwoord)
        {
            await OnCheck.InvokeAsync(new KvkBevinding(antwoord, toelichting));
        }
    }
}
