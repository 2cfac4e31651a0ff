using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Checklist, reasons and the two buttons; the rules stand in <see cref="BeoordelingService"/>.</summary>
public sealed partial class BesluitPaneel
{
    private readonly Dictionary<string, PuntAntwoord> antwoorden = [];
    private readonly HashSet<string> redenen = [];
    private ElementReference afkeurenKop;
    private string? toelichting;
    private bool isRejecting;
    private bool focusRejecting;
    private IReadOnlyList<Refusal>? dismissed;

    [Inject] public required IStringLocalizer<BesluitPaneel> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>What must be answered before an approval.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<PuntVraag> Vragen { get; set; }

    /// <summary>Whether an approval is the last one.</summary>
    [Parameter, EditorRequired] public required bool IsDefinitief { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<Besluit> OnDecide { get; set; }

    private static string Taal => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private int Answered => Vragen.Count(v => antwoorden.ContainsKey(v.Punt.Code));

    private string Preview => Afkeurredenen.Compose(Afkeurredenen.Codes.Where(redenen.Contains), toelichting, Taal);

    /// <summary>What he was told about an approval says nothing any more once he rejects, and the other way round.</summary>
    private IReadOnlyList<Refusal> Shown => ReferenceEquals(dismissed, Refused) ? [] : Refused;

    private string? FirstFout => Shown.FirstOrDefault(r => r.Field is not null) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusRejecting)
        {
            focusRejecting = false;
            await afkeurenKop.FocusAsync();
        }
    }

    private static IEnumerable<PuntAntwoord> Choices(ChecklistPunt punt) =>
        punt.MayBeNvt ? Enum.GetValues<PuntAntwoord>() : [PuntAntwoord.Akkoord, PuntAntwoord.NietAkkoord];

    private bool IsChosen(ChecklistPunt punt, PuntAntwoord antwoord) => antwoorden.TryGetValue(punt.Code, out var chosen) && chosen == antwoord;

    private void Answer(ChecklistPunt punt, PuntAntwoord antwoord) => antwoorden[punt.Code] = antwoord;

    private void Toggle(string code)
    {
        if (!redenen.Remove(code))
        {
            redenen.Add(code);
        }
    }

    private void StartRejecting()
    {
        isRejecting = true;
        dismissed = Refused;
        focusRejecting = true;
    }

    private void StopRejecting()
    {
        isRejecting = false;
        dismissed = Refused;
    }

    private string? FoutOf(string field) => Shown.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private Task DecideAsync(bool goedgekeurd) => OnDecide.InvokeAsync(new Besluit(
        goedgekeurd,
        new Dictionary<string, PuntAntwoord>(antwoorden),
        goedgekeurd ? [] : [.. Afkeurredenen.Codes.Where(redenen.Contains)],
        goedgekeurd ? null : toelichting));
}
