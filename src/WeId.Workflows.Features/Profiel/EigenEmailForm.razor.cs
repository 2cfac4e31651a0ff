using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Profiel;

/// <summary>Changes one's own e-mail address .</summary>
public sealed partial class EigenEmailForm
{
    private Stap stap;
    private string? email;
    private string? ingevuld;
    private bool isBusy;
    private bool failed;
    private bool gewijzigd;
    private bool focus;
    private IReadOnlyList<Refusal> refusals = [];
    private ElementReference veld;
    private ElementReference begin;

    private enum Stap
    {
        Dicht,
        Adres,
        Code,
    }

    [Inject] public required EigenEmail Email { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<EigenEmailForm> T { get; init; }

    /// <summary>The address is another one now.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private string? Fout => refusals.FirstOrDefault(r => r.Field is not null) is { } refusal ? Tekst.Of(refusal) : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // He has left the page to read the mail, and comes back with the code.
        email = await Email.PendingAsync(await Handelingen.NewAsync(null), CancellationToken.None);
        stap = email is null ? Stap.Dicht : Stap.Code;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await (stap is Stap.Dicht ? begin : veld).FocusAsync();
        }
    }

    private void Open() => Go(Stap.Adres);

    private void Close() => Go(Stap.Dicht);

    private void Go(Stap naar) => (stap, ingevuld, refusals, gewijzigd, failed, focus) = (naar, null, [], false, false, true);

    private Task AskAsync() => DoAsync(handeling => Email.AskAsync(handeling, email, CancellationToken.None), () => Go(Stap.Code));

    private Task ConfirmAsync() => DoAsync(
        handeling => Email.ConfirmAsync(handeling, ingevuld, CancellationToken.None),
        () =>
        {
            Go(Stap.Dicht);
            (email, gewijzigd) = (null, true);
        });

    private async Task DoAsync(Func<Handeling, Task<Result<Done>>> act, Action done)
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, failed) = (true, false);
        try
        {
            refusals = (await act(await Handelingen.NewAsync(null))).Refusals;
            if (refusals.Count == 0)
            {
                done();
                await OnChanged.InvokeAsync();
            }
            else
            {
                focus = true;
            }
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
        }
        finally
        {
            isBusy = false;
        }
    }
}
