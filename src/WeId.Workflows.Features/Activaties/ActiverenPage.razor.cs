using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Layout;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Activaties;

/// <summary>A new user activates his middel, step by step. Opening the page changes nothing, also not with the code in its address.</summary>
public sealed partial class ActiverenPage
{
    // Where the prerendering did not tell from which computer he comes, each circuit counts for itself.
    private readonly string circuit = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N");

    private ElementReference kop;
    private ActivatieStand? stand;
    private IReadOnlyList<Refusal> refusals = [];
    private string? melding;
    private bool busy;
    private bool focusHeading;
    private bool smsVerzonden;
    private bool kiestOpnieuw;
    private bool herhalingFout;
    private bool akkoord;
    private IdentificatieWijze wijze;
    private string code = "";
    private string validatiecode = "";
    private string gebruikersnaam = "";
    private string wachtwoord = "";
    private string herhaling = "";
    private string smscode = "";
    private string serienummer = "";
    private string otpcode = "";

    [Inject] public required ActivatieService Service { get; init; }

    [Inject] public required IStringLocalizer<ActiverenPage> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required Aankondiging Aankondiging { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IdentificatieSimulatie Simulatie { get; init; }

    /// <summary>Only while the page is prerendered.</summary>
    [CascadingParameter] public HttpContext? HttpContext { get; set; }

    /// <summary>What his tries are counted under.</summary>
    [PersistentState] public string? Adres { get; set; }

    /// <summary>Survives a lost connection, so that he goes on where he was.</summary>
    [PersistentState] public string? Sessie { get; set; }

    private ActivatieStap Stap => stand?.Stap ?? ActivatieStap.Code;

    private int AantalStappen => stand?.Stappen.Count ?? 6;

    private int Nummer => 1 + (stand is null ? 0 : stand.Stappen.ToList().IndexOf(Stap));

    private string Titel => Stap is ActivatieStap.Klaar ? T["Kop.Klaar"] : T["Titel", Kop, Nummer, AantalStappen];

    private string Kop => KopOf(stand);

    /// <summary>What is not shown beside a field of this step.</summary>
    private IReadOnlyList<string> Algemeen => [.. refusals.Where(r => r.Field is null).Select(r => Tekst.Of(r, CultureInfo.CurrentUICulture))];

    private string? HerhalingFout => herhalingFout ? T["Account.Ongelijk"].Value : null;

    protected override async Task OnInitializedAsync()
    {
        Adres ??= AdresSleutel.Of(HttpContext?.Connection.RemoteIpAddress);
        if (Sessie is not null)
        {
            stand = (await Service.StandAsync(Sessie, CancellationToken.None)).Value;
        }

        code = PersoonlijkeLink.CodeOf(Navigation.Uri);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Navigation.Uri.Contains('#', StringComparison.Ordinal))
        {
            // Out of the address bar and the history.
            Navigation.NavigateTo("activeren", replace: true);
        }

        if (focusHeading)
        {
            focusHeading = false;
            await kop.FocusAsync();
        }
    }

    private string? FoutBij(string veld) => refusals.FirstOrDefault(r => r.Field == veld) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;

    private Task BeginAsync() => BusyAsync(async () =>
    {
        var result = await Service.BeginAsync(code, Adres ?? circuit, CancellationToken.None);
        refusals = result.Refusals;
        if (!result.Succeeded)
        {
            return;
        }

        Show(result.Value);
        if (stand is { Stap: ActivatieStap.Email, ValidatieCodeVerzonden: false })
        {
            refusals = (await Service.SendValidatieCodeAsync(Sessie!, CancellationToken.None)).Refusals;
        }
    });

    private Task ValidateAsync() => ActAsync(sessie => Service.ValidateEmailAsync(sessie, validatiecode, CancellationToken.None));

    private Task ResendAsync() => ActAsync(sessie => Service.SendValidatieCodeAsync(sessie, CancellationToken.None), T["Email.Verzonden"]);

    private Task ChooseAccountAsync()
    {
        herhalingFout = wachtwoord != herhaling;
        return herhalingFout ? Task.CompletedTask : ActAsync(sessie => Service.ChooseAccountAsync(sessie, gebruikersnaam, wachtwoord, CancellationToken.None));
    }

    private Task ProveAccountAsync() => ActAsync(sessie => Service.ProveAccountAsync(sessie, gebruikersnaam, wachtwoord, CancellationToken.None));

    private Task SendSmsAsync() => ActAsync(
        async sessie =>
        {
            var result = await Service.SendSmsCodeAsync(sessie, CancellationToken.None);
            smsVerzonden |= result.Succeeded;
            return result;
        },
        T["Sms.Onderweg"]);

    private Task ConfirmSmsAsync() => ActAsync(sessie => Service.ConfirmSmsAsync(sessie, smscode, CancellationToken.None));

    private Task ConfirmOtpAsync() => ActAsync(sessie => Service.ConfirmOtpAsync(sessie, serienummer, otpcode, CancellationToken.None));

    private Task OrderAsync() => ActAsync(async sessie =>
    {
        var result = await Service.ChooseIdentificatieAsync(sessie, wijze, CancellationToken.None);
        kiestOpnieuw &= !result.Succeeded;
        return result;
    });

    private Task RefreshAsync() => ActAsync(_ => Task.FromResult<Result<Done>>(default(Done)), T["Identificatie.NogBezig"]);

    private Task CompleteAsync() => ActAsync(sessie => Service.CompleteAsync(sessie, akkoord, CancellationToken.None));

    /// <summary>Does an act and shows where that leads.</summary>
    /// <param name="stayed">What is said when he stays at the same step.</param>
    private Task ActAsync(Func<string, Task<Result<Done>>> act, string? stayed = null) => BusyAsync(async () =>
    {
        var result = await act(Sessie!);
        refusals = result.Refusals;
        var before = Stap;
        var after = await Service.StandAsync(Sessie!, CancellationToken.None);
        if (after.Succeeded)
        {
            Show(after.Value);
        }
        else
        {
            refusals = after.Refusals;
            stand = null;
            Sessie = null;
            focusHeading = true;
        }

        if (result.Succeeded && Stap == before)
        {
            melding = stayed;
        }
    });

    // Who has a middel already proves what he has instead of choosing it.
    private string KopOf(ActivatieStand? at) => at switch
    {
        { Stap: ActivatieStap.Account, IsUpgrade: true } => T["Kop.Bewijs"],
        { Stap: ActivatieStap.TweedeFactor, IsFactorNieuw: false } => T["Kop.Code2"],
        { Stap: ActivatieStap.Klaar, IsUpgrade: true } => T["Kop.KlaarUpgrade", at.Niveau],
        _ => T[$"Kop.{at?.Stap ?? ActivatieStap.Code}"],
    };

    private void Show(ActivatieStand next)
    {
        if (next.Stap != Stap)
        {
            focusHeading = true;

            // Nothing secret stays in a field that he has left.
            code = validatiecode = smscode = otpcode = wachtwoord = herhaling = "";
            Aankondiging.Say(KopOf(next));
        }

        stand = next;
        Sessie = next.Sessie;
    }

    private async Task BusyAsync(Func<Task> act)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        melding = null;
        herhalingFout = false;
        try
        {
            await act();
            if (refusals.FirstOrDefault(r => r.Field is not null) is { } refusal)
            {
                // What stands beside a field is seen at once, and heard only when somebody says it.
                Aankondiging.Say(Tekst.Of(refusal, CultureInfo.CurrentUICulture));
            }
        }
        finally
        {
            busy = false;
        }
    }
}
