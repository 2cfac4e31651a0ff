using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Volgen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>The form with which a wettelijk vertegenwoordiger asks for the first beheerder of his company. Nobody is signed in, so nothing is kept before he submits but the uploads.</summary>
public sealed partial class EersteBeheerderPage : IAsyncDisposable
{
    // Where the prerendering did not tell from which computer he comes, each circuit counts for itself.
    private readonly string circuit = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private GevondenOrganisatie? gevonden;
    private IReadOnlyList<BijlageRij> bijlagen = [];
    private IReadOnlyList<Refusal> shown = [];
    private Indiening? indiening;
    private Tarieven tarieven = new();
    private string? uploads;
    private bool isBusy;
    private Focus focus;
    private ElementReference heading;
    private ElementReference summary;
    private IJSObjectReference? module;

    private enum Focus
    {
        Nowhere,
        Heading,
        Summary,
    }

    [Inject] public required EersteBeheerderLoket Loket { get; init; }

    [Inject] public required EersteBeheerderSubmit Submit { get; init; }

    [Inject] public required PersoonlijkVolgen Volgen { get; init; }

    [Inject] public required IOptionsMonitor<Tarieven> Tarieven { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<EersteBeheerderPage> T { get; init; }

    /// <summary>Only while the page is prerendered.</summary>
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    /// <summary>What his acts are counted under.</summary>
    [PersistentState] public string? Adres { get; set; }

    /// <summary>Under which his uploads are kept.</summary>
    [PersistentState] public Guid? Concept { get; set; }

    /// <summary>What he typed; survives a lost connection.</summary>
    [PersistentState] public EersteBeheerderFormulier? Formulier { get; set; }

    private EersteBeheerderFormulier F => Formulier!;

    private string Wie => Adres ?? circuit;

    private int Stap => gevonden is null ? 1 : Math.Clamp(F.Stap, 1, EersteBeheerderControle.Stappen);

    private bool IsVoorAnder => F.Voor == nameof(VoorWie.IemandAnders);

    private string? Mailadres => IsVoorAnder ? F.AanvragerEmail : F.Email;

    private Betrouwbaarheidsniveau? Niveau => Niveaus.Requestable.Where(n => n.Label() == F.Niveau).Cast<Betrouwbaarheidsniveau?>().SingleOrDefault();

    private string Uploads => uploads ??= $"aanvragen/eerste-beheerder/bijlagen#{Loket.UploadSleutel(Concept!.Value)}";

    private Kostenoverzicht? Kosten => KostenOf(F.Korting3Jarig ? AbonnementDuur.DrieJaar : AbonnementDuur.EenJaar);

    private decimal Besparing => Kosten?.SavedAgainst(KostenOf(AbonnementDuur.EenJaar)!) ?? 0;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (module is not null)
        {
            try
            {
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser went away, and its module with it.
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Adres ??= AdresSleutel.Of(HttpContext?.Connection.RemoteIpAddress);
        Concept ??= Guid.CreateVersion7(Time.GetUtcNow());
        Formulier ??= new();
        tarieven = Tarieven.CurrentValue;
        if (F.Stap > 1)
        {
            // He comes back from a lost connection: what was found is asked for again.
            bijlagen = await Loket.ListAsync(Concept.Value, CancellationToken.None);
            await FindAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var target = focus;
        focus = Focus.Nowhere;
        if (target is Focus.Heading)
        {
            await heading.FocusAsync();
        }
        else if (target is Focus.Summary && shown.Count > 0)
        {
            await summary.FocusAsync();
        }
    }

    private string LabelOf(string field) => T[field];

    private string? FoutOf(string field) => shown.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private Kostenoverzicht? KostenOf(AbonnementDuur duur) => Niveau is { } niveau
        ? tarieven.ForNieuweGebruiker(niveau, Enum.TryParse<TweedeFactor>(F.TweedeFactor, out var factor) ? factor : null, [], duur)
        : null;

    private IReadOnlyList<Refusal> Check() => gevonden is null
        ? []
        : EersteBeheerderControle.InOrder(new EersteBeheerderLezing(F).Refusals(bijlagen.Select(b => b.Zijde), gevonden.Inschrijving, AmsterdamTime.DateOf(Time.GetUtcNow())));

    private Task ChooseAsync((string Key, bool Aan) keuze) => ChangeAsync(() =>
    {
        F.Ondertekenaars.Remove(keuze.Key);
        if (keuze.Aan)
        {
            F.Ondertekenaars.Add(keuze.Key);
        }
    });

    private Task ChangeAsync(Action change)
    {
        change();

        // A message stays until the answer is right; new ones come only when he goes on.
        var open = Check();
        shown = [.. shown.Where(s => s.Field != nameof(F.Nummer) && (s.Field is null || open.Any(o => o.Field == s.Field)))];
        StateHasChanged();
        return Task.CompletedTask;
    }

    private async Task ReloadAsync()
    {
        bijlagen = await Loket.ListAsync(Concept!.Value, CancellationToken.None);
        await ChangeAsync(() => { });
    }

    private void Go(int stap)
    {
        F.Stap = stap;
        shown = [];
        focus = Focus.Heading;

        // A key of its own for each visit of the step: it works for a while only.
        uploads = null;
    }

    private async Task NextAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            if (Stap == EersteBeheerderControle.Stappen)
            {
                await SubmitAsync();
            }
            else if (Stap == 1 ? await FindAsync() : Show([.. Check().Where(r => EersteBeheerderControle.StapOf(r.Field) == Stap)]))
            {
                Go(Stap + 1);
            }
        }
        finally
        {
            isBusy = false;
        }
    }

    private async Task<bool> FindAsync()
    {
        var found = await Loket.FindAsync(F.Nummer, Wie, CancellationToken.None);
        if (gevonden is not null && found.Value?.Inschrijving.KvkNummer != gevonden.Inschrijving.KvkNummer)
        {
            // Those of another company do not sign for this one.
            F.Ondertekenaars.Clear();
        }

        gevonden = found.Value;
        return Show(found.Refusals);
    }

    private async Task SubmitAsync()
    {
        F.GetoondeKosten = Kosten?.Exclusief;
        var result = await Submit.RunAsync(Concept!.Value, F, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, Wie, CancellationToken.None);
        if (!result.Succeeded)
        {
            // Until a refusal says so, he agrees with the prices that he sees, not with those of this moment.
            tarieven = Tarieven.CurrentValue;
            F.Stap = result.Refusals.Min(r => EersteBeheerderControle.StapOf(r.Field));
            Show(result.Refusals);
            return;
        }

        indiening = result.Value;
        focus = Focus.Heading;
    }

    /// <returns>Whether there was nothing to show.</returns>
    private bool Show(IReadOnlyList<Refusal> refusals)
    {
        shown = refusals;
        focus = refusals.Count > 0 ? Focus.Summary : focus;
        return refusals.Count == 0;
    }

    private async Task FocusAsync(string field)
    {
        module ??= await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("focus", $"veld-{field}");
    }
}
