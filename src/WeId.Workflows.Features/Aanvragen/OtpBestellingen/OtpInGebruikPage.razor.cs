using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.OtpBestellingen;

/// <summary>A user takes the OTP device that was sent to him into use.</summary>
public sealed partial class OtpInGebruikPage
{
    private bool? isOnderweg;
    private bool isKlaar;
    private bool isBusy;
    private string? serienummer;
    private string? code;
    private IReadOnlyList<Refusal> refusals = [];

    [Inject] public required OtpBevestigen Bevestigen { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<OtpInGebruikPage> T { get; init; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => isOnderweg = await Bevestigen.IsOnderwegAsync(await Handelingen.NewAsync(null), CancellationToken.None);

    private async Task SendAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var result = await Bevestigen.RunAsync(await Handelingen.NewAsync(null), serienummer ?? "", code ?? "", CancellationToken.None);
            refusals = result.Refusals;
            isKlaar = result.Succeeded;
        }
        finally
        {
            isBusy = false;
        }
    }
}
