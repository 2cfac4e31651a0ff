using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>An aanvraag for who has no eHerkenning yet. Opening the page changes nothing, also not with the code in its address.</summary>
public sealed partial class PersoonlijkVolgenPage
{
    // Where the prerendering did not tell from which computer he comes, each circuit counts for itself.
    private readonly string circuit = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private ElementReference kop;
    private ElementReference vraag;
    private PersoonlijkeStand? stand;
    private IReadOnlyList<Refusal> refusals = [];
    private string? melding;
    private string code = "";
    private bool vraagt;
    private bool busy;
    private bool focusKop;
    private bool focusVraag;

    [Inject] public required PersoonlijkVolgen Volgen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<PersoonlijkVolgenPage> T { get; init; }

    /// <summary>Only while the page is prerendered.</summary>
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    /// <summary>What his tries are counted under.</summary>
    [PersistentState] public string? Adres { get; set; }

    /// <summary>Survives a lost connection, so that he goes on where he was.</summary>
    [PersistentState] public string? Sessie { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Adres ??= AdresSleutel.Of(HttpContext?.Connection.RemoteIpAddress);
        if (Sessie is not null && await Volgen.StandAsync(Sessie, CancellationToken.None) is { Succeeded: true } known)
        {
            stand = known.Value;
        }

        code = PersoonlijkeLink.CodeOf(Navigation.Uri);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Navigation.Uri.Contains('#', StringComparison.Ordinal))
        {
            // Out of the address bar and the history.
            Navigation.NavigateTo("aanvragen/volgen", replace: true);
        }

        if (focusVraag)
        {
            focusVraag = false;
            await vraag.FocusAsync();
        }
        else if (focusKop)
        {
            focusKop = false;
            await kop.FocusAsync();
        }
    }

    private Task BeginAsync() => BusyAsync(async () =>
    {
        var result = await Volgen.BeginAsync(code, Adres ?? circuit, CancellationToken.None);
        refusals = result.Refusals;
        if (result.Succeeded)
        {
            code = "";
            stand = result.Value;
            Sessie = stand.Sessie;
            focusKop = true;
        }
    });

    private Task WithdrawAsync() => ActAsync(Volgen.IntrekkenAsync, "IsIngetrokken");

    private Task InviteAsync() => ActAsync(Volgen.UitnodigenAsync, "IsUitgenodigd");

    private Task ActAsync(Func<string, CancellationToken, Task<Result<Done>>> act, string gedaan) => BusyAsync(async () =>
    {
        var result = await act(stand!.Sessie, CancellationToken.None);
        await ShowAsync(result.Refusals, gedaan);
    });

    private Task AnsweredAsync(bool isHis) => ShowAsync(isHis ? [] : [new AanvullingNotGevraagd()], "IsAangevuld");

    private async Task ShowAsync(IReadOnlyList<Refusal> waarom, string gedaan)
    {
        refusals = waarom;
        melding = refusals.Count == 0 ? T[gedaan].Value : null;
        vraagt = false;
        focusKop = true;

        // After an hour or two the session is over; then the link of the mail opens the page again.
        var now = await Volgen.StandAsync(stand!.Sessie, CancellationToken.None);
        stand = now.Succeeded ? now.Value : null;
    }

    private void Ask()
    {
        vraagt = true;
        focusVraag = true;
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
        }
    }
}
