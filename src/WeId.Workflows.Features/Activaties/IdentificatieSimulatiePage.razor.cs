using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Stands in for the identification partner on a developer's machine.</summary>
public sealed partial class IdentificatieSimulatiePage
{
    private string? melding;

    [Inject] public required IdentificatieService Service { get; init; }

    [Inject] public required IdentificatieSimulatie Simulatie { get; init; }

    [Inject] public required IStringLocalizer<IdentificatieSimulatiePage> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Parameter] public required string Opdracht { get; set; }

    private async Task ReportAsync(bool geslaagd)
    {
        if (!Simulatie.IsAvailable)
        {
            return;
        }

        var result = await Service.ReportAsync(Opdracht, geslaagd, CancellationToken.None);
        melding = result.Succeeded ? T["Doorgegeven"] : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
    }
}
