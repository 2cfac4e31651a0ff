using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>One instance, with what operations can do about its incidents.</summary>
public sealed partial class InstancePage
{
    private InstanceView? view;
    private string? nummer;
    private string? melding;
    private bool isFout;
    private bool busy;

    [Inject]
    internal OperationsService Service { get; init; } = null!;

    [Inject]
    internal OperationsQuery Query { get; init; } = null!;

    [Inject]
    internal Handelingen Handelingen { get; init; } = null!;

    [Inject]
    internal RefusalTekst Refusals { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<OperationsTeksten> T { get; init; } = null!;

    /// <summary>Of the URL.</summary>
    [Parameter]
    public Guid Aanvraag { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        nummer = await Query.NummerAsync(Aanvraag, CancellationToken.None);
        view = await Service.InspectAsync(Aanvraag, CancellationToken.None);
    }

    private async Task RetryAsync(Guid incidentId)
    {
        busy = true;
        try
        {
            var refusal = await Service.RetryAsync(await Handelingen.NewAsync(null), Aanvraag, incidentId, CancellationToken.None);
            isFout = refusal is not null;
            melding = refusal is null ? T["OpnieuwGestart"] : Refusals.Of(refusal);
            view = await Service.InspectAsync(Aanvraag, CancellationToken.None);
        }
        finally
        {
            busy = false;
        }
    }
}
