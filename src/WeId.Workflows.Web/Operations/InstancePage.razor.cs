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
    private Bevestiging? bevestiging;
    private ElementReference bevestigingKop;
    private bool focusBevestiging;
    private readonly Dictionary<Guid, string> uitkomsten = [];

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

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusBevestiging)
        {
            focusBevestiging = false;
            await bevestigingKop.FocusAsync();
        }
    }

    private string UitkomstOf(IncidentView incident) => uitkomsten.GetValueOrDefault(incident.IncidentId) ?? incident.SkipOutcomes[0];

    private void AskSkip(IncidentView incident)
    {
        var outcome = UitkomstOf(incident);
        Ask(new Bevestiging(
            T["SlaOverTitel", incident.ActivityId, outcome],
            T["SlaOverUitleg"],
            T["SlaOverJa"],
            () => SkipAsync(incident.IncidentId, outcome)));
    }

    private void AskCancel() => Ask(new Bevestiging(T["AnnuleerTitel"], T["AnnuleerUitleg"], T["AnnuleerJa"], CancelAsync));

    private void Ask(Bevestiging vraag)
    {
        bevestiging = vraag;
        focusBevestiging = true;
    }

    private Task RetryAsync(Guid incidentId) => DoAsync(async () =>
    {
        var refusal = await Service.RetryAsync(await Handelingen.NewAsync(null), Aanvraag, incidentId, CancellationToken.None);
        return (refusal is not null, refusal is null ? T["OpnieuwGestart"] : Refusals.Of(refusal));
    });

    private Task SkipAsync(Guid incidentId, string outcome) => DoAsync(async () =>
    {
        var (refusal, answer) = await Service.SkipAsync(await Handelingen.NewAsync(null), Aanvraag, incidentId, outcome, CancellationToken.None);
        return (answer is not SkipAnswer.Skipped, refusal is null ? T[$"SkipAnswer.{answer}"] : Refusals.Of(refusal));
    });

    private Task CancelAsync() => DoAsync(async () =>
    {
        var refusal = await Service.CancelAsync(await Handelingen.NewAsync(null), Aanvraag, CancellationToken.None);
        return (refusal is not null, refusal is null ? T["Geannuleerd"] : Refusals.Of(refusal));
    });

    private async Task DoAsync(Func<Task<(bool IsFout, string Melding)>> act)
    {
        busy = true;
        bevestiging = null;
        try
        {
            (isFout, melding) = await act();
            view = await Service.InspectAsync(Aanvraag, CancellationToken.None);
        }
        finally
        {
            busy = false;
        }
    }

    /// <summary>What is asked before an act that cannot be undone.</summary>
    private sealed record Bevestiging(string Titel, string Uitleg, string Ja, Func<Task> Act);
}
