using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>A relation answers a question about its form. Opening the page changes nothing, also not with the code in its address.</summary>
public sealed partial class KetenaanvullingPage
{
    // Where the prerendering did not tell from which computer he comes, each circuit counts for itself.
    private readonly string circuit = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private ElementReference kop;
    private KetenaanvullingStand? stand;
    private IReadOnlyList<Refusal> refusals = [];
    private string code = "";
    private bool beantwoord;
    private bool busy;
    private bool focusKop;

    [Inject] public required KetenaanvullingService Service { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<KetenaanvullingPage> T { get; init; }

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
        if (Sessie is not null && await Service.StandAsync(Sessie, CancellationToken.None) is { Succeeded: true } known)
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
            Navigation.NavigateTo("ketenuitnodiging/aanvulling", replace: true);
        }

        if (focusKop)
        {
            focusKop = false;
            await kop.FocusAsync();
        }
    }

    private async Task BeginAsync()
    {
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            var result = await Service.BeginAsync(code, Adres ?? circuit, CancellationToken.None);
            refusals = result.Refusals;
            if (result.Succeeded)
            {
                (code, stand, Sessie, focusKop) = ("", result.Value, result.Value.Sessie, true);
            }
        }
        finally
        {
            busy = false;
        }
    }

    private void End(bool isHis)
    {
        (beantwoord, stand, Sessie, focusKop) = (isHis, null, null, true);
        refusals = isHis ? [] : [new AanvullingNotGevraagd()];
    }
}
