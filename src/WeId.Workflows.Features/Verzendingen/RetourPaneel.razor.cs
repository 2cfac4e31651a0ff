using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Somebody decides what becomes of a letter that came back.</summary>
public sealed partial class RetourPaneel
{
    private string? keuze;
    private string? keuzeFout;
    private string? adres;
    private bool bijKvk;
    private string? notitie;

    [Inject] public required IStringLocalizer<RetourPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>The letter.</summary>
    [Parameter, EditorRequired] public required BriefTaak Brief { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<RetourBesluit> OnDecide { get; set; }

    // Another address can only stand in a letter that is made anew; any other letter goes where it went.
    private IReadOnlyList<FormKeuze.Optie> Keuzes =>
    [
        .. Enum.GetValues<RetourKeuze>().Where(k => k is not RetourKeuze.HerdruktAnderAdres || Brief is { HeeftCode: true, DoorAnder: null })
            .Select(k => new FormKeuze.Optie(k.ToString(), T[k is RetourKeuze.Herdrukt && !Brief.HeeftCode ? "HerdruktGewoon" : k.ToString()])),
    ];

    /// <inheritdoc />
    protected override void OnInitialized() => adres = string.Join('\n', Brief.HuidigAdres);

    private string? Fout(string veld) => Refused.FirstOrDefault(r => r.Field == veld) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private async Task DecideAsync()
    {
        keuzeFout = Enum.TryParse<RetourKeuze>(keuze, out var besluit) ? null : Tekst.Of(new Required());
        if (keuzeFout is null)
        {
            await OnDecide.InvokeAsync(new RetourBesluit(besluit, adres, bijKvk, notitie));
        }
    }
}
