using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>A relation answers an intermediair. Opening the page changes nothing, also not with the code in its address.</summary>
public sealed partial class KetenuitnodigingPage
{
    private const string Datum = "Datum";

    // Where the prerendering did not tell from which computer he comes, each circuit counts for itself.
    private readonly string circuit = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");
    private readonly HashSet<KetenKeuze> gekozen = [];

    private ElementReference kop;
    private ElementReference fouten;
    private KetenuitnodigingStand? stand;
    private IReadOnlyList<Refusal> refusals = [];
    private Stap stap;
    private bool busy;
    private bool focus;
    private bool focusFouten;
    private string code = "";
    private string? naam;
    private string? duur;
    private string? einddatum;

    private enum Stap
    {
        Openen,
        Kiezen,
        Weigeren,
        Tekenen,
        Ondertekend,
        PerPost,
        Geweigerd,
    }

    [Inject] public required KetenuitnodigingService Service { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<KetenuitnodigingPage> T { get; init; }

    /// <summary>Only while the page is prerendered.</summary>
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    /// <summary>What his tries are counted under.</summary>
    [PersistentState] public string? Adres { get; set; }

    /// <summary>Survives a lost connection, so that he goes on where he was.</summary>
    [PersistentState] public string? Sessie { get; set; }

    private IReadOnlyList<FormKeuze.Optie> Duren =>
    [
        .. KetenDuur.Keuzes.Select(jaren => new FormKeuze.Optie(jaren.ToString(CultureInfo.InvariantCulture), T[$"Jaar{jaren}"])),
        new(Datum, T["OpDatum"]),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Adres ??= AdresSleutel.Of(HttpContext?.Connection.RemoteIpAddress);
        if (Sessie is not null && await Service.StandAsync(Sessie, CancellationToken.None) is { Succeeded: true } known)
        {
            Show(known.Value);
        }

        code = PersoonlijkeLink.CodeOf(Navigation.Uri);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Navigation.Uri.Contains('#', StringComparison.Ordinal))
        {
            // Out of the address bar and the history.
            Navigation.NavigateTo("ketenuitnodiging", replace: true);
        }

        if (focus)
        {
            focus = false;
            await kop.FocusAsync();
        }

        if (focusFouten && refusals.Count > 0)
        {
            focusFouten = false;
            await fouten.FocusAsync();
        }
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private string? FoutOf(string field) => refusals.FirstOrDefault(r => r.Field == field) is { } refusal ? Tekst.Of(refusal) : null;

    private string LabelOf(string field) => field switch
    {
        nameof(RelatieVoorstel.Vertegenwoordiger) => T["Tekenen.Naam"],
        nameof(RelatieVoorstel.Diensten) => T["Tekenen.Diensten"],
        nameof(KetenDuur.Einddatum) => T["Kiezen.Einddatum"],
        _ => T["Tekenen.Formulier"],
    };

    private static string IdOf(string field) => field is "Formulier" ? $"bijlage-{field}" : $"veld-{field}";

    private async Task FocusAsync(string field)
    {
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
        await module.InvokeVoidAsync("focus", IdOf(field));
    }

    private void Tick(KetenKeuze keuze, bool aan)
    {
        if (aan)
        {
            gekozen.Add(keuze);
        }
        else
        {
            gekozen.Remove(keuze);
        }
    }

    private void Go(Stap next)
    {
        stap = next;
        refusals = [];
        focus = true;
    }

    private Task BeginAsync() => BusyAsync(async () =>
    {
        var result = await Service.BeginAsync(code, Adres ?? circuit, CancellationToken.None);
        refusals = result.Refusals;
        if (result.Succeeded)
        {
            code = "";
            Show(result.Value);
        }
    });

    private Task ChooseAsync() => BusyAsync(async () =>
    {
        refusals = (await Service.KiesAsync(Sessie!, new(naam, [.. gekozen], KetenDuurKeuze.Of(duur, einddatum)), CancellationToken.None)).Refusals;
        if (refusals.Count == 0)
        {
            await RefreshAsync();
            Go(Stap.Tekenen);
        }
    });

    private Task SignAsync() => EndAsync(sessie => Service.OndertekenAsync(sessie, CancellationToken.None), Stap.Ondertekend);

    private Task PostAsync() => EndAsync(sessie => Service.PerPostAsync(sessie, CancellationToken.None), Stap.PerPost);

    private Task DeclineAsync() => EndAsync(sessie => Service.WeigerAsync(sessie, CancellationToken.None), Stap.Geweigerd);

    private Task EndAsync(Func<string, Task<Result<Done>>> act, Stap end) => BusyAsync(async () =>
    {
        refusals = (await act(Sessie!)).Refusals;
        if (refusals.Count == 0)
        {
            Sessie = null;
            Go(end);
        }
    });

    private async Task RefreshAsync()
    {
        refusals = [];
        if (await Service.StandAsync(Sessie!, CancellationToken.None) is { Succeeded: true } now)
        {
            stand = now.Value;
        }
    }

    private void Show(KetenuitnodigingStand now)
    {
        stand = now;
        Sessie = now.Sessie;
        naam ??= now.Vertegenwoordiger;
        duur ??= now.Duur.Jaren?.ToString(CultureInfo.InvariantCulture) ?? Datum;
        einddatum ??= now.Duur.Einddatum?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        gekozen.UnionWith((now.Gekozen.Count > 0 ? now.Gekozen : now.Dekkingen).Select(d => d.Keuze));
        stap = Stap.Kiezen;
        focus = true;
    }

    private async Task BusyAsync(Func<Task> act)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            await act();
        }
        finally
        {
            busy = false;

            // The button that he pressed is far below the first message, on a phone out of sight.
            focusFouten = refusals.Count > 0;
        }
    }
}
