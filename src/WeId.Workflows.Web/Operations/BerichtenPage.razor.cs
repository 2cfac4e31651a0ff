using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>Messages that were given up, which operations can send again; those that wait for their next try, and those that did not arrive.</summary>
public sealed partial class BerichtenPage
{
    private IReadOnlyList<MisluktBericht> rows = [];
    private IReadOnlyList<UitgesteldeBerichten> uitgesteld = [];
    private IReadOnlyList<NietAfgeleverd> nietAfgeleverd = [];
    private MisluktBericht? gekozen;
    private Guid operationId;
    private ElementReference bevestigingKop;
    private bool focusBevestiging;
    private string? melding;
    private bool isFout;
    private bool busy;

    [Inject]
    internal BerichtenService Service { get; init; } = null!;

    [Inject]
    internal MislukteBerichtenQuery Query { get; init; } = null!;

    [Inject]
    internal Handelingen Handelingen { get; init; } = null!;

    [Inject]
    internal RefusalTekst Refusals { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<OperationsTeksten> T { get; init; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusBevestiging)
        {
            focusBevestiging = false;
            await bevestigingKop.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        rows = await Query.ListAsync(CancellationToken.None);
        uitgesteld = await Query.ListUitgesteldAsync(CancellationToken.None);
        nietAfgeleverd = await Query.ListNietAfgeleverdAsync(CancellationToken.None);
    }

    private void Ask(MisluktBericht bericht)
    {
        gekozen = bericht;
        operationId = Handelingen.NewOperationId();
        melding = null;
        focusBevestiging = true;
    }

    private async Task ResendAsync()
    {
        if (gekozen is not { } bericht)
        {
            return;
        }

        busy = true;
        try
        {
            var refusal = await Service.ResendAsync(await Handelingen.NewAsync(null, operationId), bericht.Id, CancellationToken.None);
            isFout = refusal is not null;
            melding = refusal is null ? T["OpnieuwVerstuurd", bericht.Wat] : Refusals.Of(refusal);
            gekozen = null;
            await LoadAsync();
        }
        finally
        {
            busy = false;
        }
    }
}
