using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>What of the print supplier asks for attention; nothing when all is well.</summary>
public sealed partial class DrukkerPaneel
{
    private DrukkerStand stand = new([], [], []);
    private ElementReference kop;
    private ElementReference bericht;
    private string? melding;
    private bool isFout;
    private bool busy;

    [Inject]
    internal DrukkerBeheer Beheer { get; init; } = null!;

    [Inject]
    internal Handelingen Handelingen { get; init; } = null!;

    [Inject]
    internal RefusalTekst Refusals { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<OperationsTeksten> T { get; init; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => stand = await Beheer.ReadAsync(CancellationToken.None);

    private Task ToPostkamerAsync(DrukkerBrief brief) =>
        ActAsync(handeling => Beheer.ToPostkamerAsync(handeling, brief.Id, CancellationToken.None), T["DrukkerIsNaarPostkamer"]);

    private Task SettleAsync(DrukkerBestand bestand) =>
        ActAsync(handeling => Beheer.SettleAsync(handeling, bestand.Id, CancellationToken.None), T["DrukkerIsAfgehandeld", bestand.Bestand]);

    private async Task ActAsync(Func<Handeling, Task<Result<Done>>> act, string done)
    {
        if (busy)
        {
            return;
        }

        busy = true;
        try
        {
            var result = await act(await Handelingen.NewAsync(null));
            isFout = !result.Succeeded;
            melding = result.Succeeded ? done : Refusals.Of(result.Refusals[0]);
            stand = await Beheer.ReadAsync(CancellationToken.None);
        }
        finally
        {
            busy = false;
        }

        // The pressed button is gone, and with the last row the heading as well.
        await (stand.IsEmpty ? bericht : kop).FocusAsync();
    }
}
