using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Identity;

/// <summary>Username and password.</summary>
public sealed partial class Inloggen
{
    private string? fout;
    private bool hersteld;

    [Inject]
    internal Inlogdienst Dienst { get; init; } = null!;

    [Inject]
    internal Aanmeldingen Aanmeldingen { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<IdentityTeksten> T { get; init; } = null!;

    [CascadingParameter]
    internal HttpContext Context { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "terug")]
    internal string? Terug { get; set; }

    [SupplyParameterFromQuery(Name = "hersteld")]
    internal string? Hersteld { get; set; }

    [SupplyParameterFromForm(FormName = "inloggen")]
    internal InlogInvoer Invoer { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Invoer ??= new InlogInvoer();
        hersteld = Hersteld == "ja" && HttpMethods.IsGet(Context.Request.Method);
        if (HttpMethods.IsGet(Context.Request.Method) && Context.User.AccountId() is not null)
        {
            Navigation.NavigateTo(IdentityExtensions.LocalOr(Terug, await Aanmeldingen.HomeOfAsync(Context.User, Context.RequestAborted)));
        }
    }

    private async Task SubmitAsync()
    {
        var ct = Context.RequestAborted;
        var uitkomst = await Dienst.CheckWachtwoordAsync(Invoer.Gebruikersnaam ?? "", Invoer.Wachtwoord ?? "", Context.Connection.RemoteIpAddress, ct);
        switch (uitkomst)
        {
            case InlogUitkomst.Code code:
                await Context.SignInAsync(Aanmeldingen.HalverwegeScheme, code.Halverwege.Principal());
                Navigation.NavigateTo("/inloggen/code" + (Terug is null ? "" : $"?terug={Uri.EscapeDataString(Terug)}"));
                break;
            case InlogUitkomst.Klaar klaar:
                Navigation.NavigateTo(await IdentityExtensions.CompleteAsync(Context, Aanmeldingen, klaar.AccountId, Terug));
                break;
            case InlogUitkomst.Wachten wachten:
                fout = T["Wachten", (int)Math.Ceiling(wachten.Pause.TotalSeconds)];
                break;
            default:
                fout = T["InlogFout"];
                break;
        }
    }

    /// <summary>The fields of the form.</summary>
    internal sealed class InlogInvoer
    {
        public string? Gebruikersnaam { get; set; }

        public string? Wachtwoord { get; set; }
    }
}
