using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Localization;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The display of an OTP device, in Development only.</summary>
public sealed partial class OtpSimulatiePage
{
    private (string Code, int Seconds)? code;

    [Inject] public required OtpSimulatie Simulatie { get; init; }

    [Inject] public required IHostEnvironment Environment { get; init; }

    [Inject] public required IStringLocalizer<OtpSimulatiePage> T { get; init; }

    [Parameter] public required string Serienummer { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Environment.IsDevelopment())
        {
            code = await Simulatie.ReadAsync(Serienummer, CancellationToken.None);
        }
    }
}
