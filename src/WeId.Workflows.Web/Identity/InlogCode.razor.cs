using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Web.Identity;

/// <summary>The code by SMS or from the OTP device .</summary>
public sealed partial class InlogCode
{
    private Halverwege? halverwege;
    private TweedeFactor? factor;
    private string? fout;
    private string? melding;

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

    [SupplyParameterFromForm(FormName = "code")]
    internal CodeInvoer Invoer { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Invoer ??= new CodeInvoer();
        if (await Halverwege.FindAsync(Context) is not { } here || await Dienst.FactorOfAsync(here, Context.RequestAborted) is not { } found)
        {
            Navigation.NavigateTo("/inloggen");
            return;
        }

        halverwege = here;
        factor = found;
    }

    private async Task SubmitAsync()
    {
        if (halverwege is null)
        {
            return;
        }

        switch (await Dienst.CheckCodeAsync(halverwege, Invoer.Code ?? "", Context.Connection.RemoteIpAddress, Context.RequestAborted))
        {
            case InlogUitkomst.Klaar klaar:
                Navigation.NavigateTo(await IdentityExtensions.CompleteAsync(Context, Aanmeldingen, klaar.AccountId, Terug));
                break;
            case InlogUitkomst.Wachten wachten:
                fout = T["Wachten", (int)Math.Ceiling(wachten.Pause.TotalSeconds)];
                break;
            case InlogUitkomst.CodeVerlopen:
                fout = T["CodeVerlopen"];
                break;
            default:
                fout = T["CodeFout"];
                break;
        }
    }

    private async Task AgainAsync()
    {
        if (halverwege is null)
        {
            return;
        }

        if (await Dienst.SendAgainAsync(halverwege, Context.RequestAborted) is InlogUitkomst.Code)
        {
            melding = T["CodeVerstuurd"];
        }
        else
        {
            fout = T["CodeTeVaak"];
        }
    }

    /// <summary>The field of the form.</summary>
    internal sealed class CodeInvoer
    {
        public string? Code { get; set; }
    }
}
