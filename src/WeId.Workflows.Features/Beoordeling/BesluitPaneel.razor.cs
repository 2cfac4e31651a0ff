using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Checklist, reasons, question and the buttons; the rules stand in <see cref="BeoordelingService"/>.</summary>
public sealed partial class BesluitPaneel
{
    private readonly Dictionary<string, PuntAntwoord> antwoorden = [];
    private readonly HashSet<string> redenen = [];
    private readonly HashSet<string> aanvulRedenen = [];
    private ElementReference afkeurenKop;
    private ElementReference aanvullenKop;
    private string? vraag;
    private bool isAsking;
    private bool focusAsking;
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

    /// <summary>Whether it is one part of the review.</summary>
    [Parameter] public bool IsDeel { get; set; }

    /// <summary>Until when the beheerder could answer a question; null when none can be asked.</summary>
    [Parameter] public DateOnly? AanvullenTot { get; set; }

    /// <summary>Codes of the reasons for a question.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<string> AanvulCodes { get; set; }

    /// <summary>What the last try was refused for.</summary>
    [Parameter, EditorRequired] public required IReadOnlyList<Refusal> Refused { get; set; }

    [Parameter, EditorRequired] public required bool IsBusy { get; set; }

    [Parameter, EditorRequired] public required EventCallback<Besluit> OnDecide { get; set; }

    [Parameter, EditorRequired] public required EventCallback<AanvullingVraag> OnAsk { get; set; }

    private static string Taal => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private int Answered => Vragen.Count(v => antwoorden.ContainsKey(v.Punt.Code));

    // The points about an identity document are those that all types share.
    private bool MetDocument => Vragen.Any(v => v.Tekst is null);

    private string Preview => Afkeurredenen.Compose(Afkeurredenen.Codes.Where(redenen.Contains), toelichting, Taal);

    private IReadOnlyList<string> VraagPreview => AanvulRedenen.Lines(AanvulCodes.Where(aanvulRedenen.Contains), vraag, CultureInfo.CurrentUICulture);

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

        if (focusAsking)
        {
            focusAsking = false;
            await aanvullenKop.FocusAsync();
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

    private void ToggleVraag(string code)
    {
        if (!aanvulRedenen.Remove(code))
        {
            aanvulRedenen.Add(code);
        }
    }

    private void StartAsking()
    {
        isAsking = true;
        dismissed = Refused;
        focusAsking = true;
    }

    private void StopAsking()
    {
        isAsking = false;
        dismissed = Refused;
    }

    private Task AskAsync() => OnAsk.InvokeAsync(new AanvullingVraag([.. AanvulCodes.Where(aanvulRedenen.Contains)], vraag));

    private string? FoutOf(string field) => Shown.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private Task DecideAsync(bool goedgekeurd) => OnDecide.InvokeAsync(new Besluit(
        goedgekeurd,
        new Dictionary<string, PuntAntwoord>(antwoorden),
        goedgekeurd ? [] : [.. Afkeurredenen.Codes.Where(redenen.Contains)],
        goedgekeurd ? null : toelichting));
}
