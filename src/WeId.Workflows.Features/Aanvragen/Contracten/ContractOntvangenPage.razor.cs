using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The post is opened: the number or barcode of a paper contract leads to its case, the scan registers it .</summary>
public sealed partial class ContractOntvangenPage
{
    private OntvangenContract? contract;
    private string? nummer;
    private string? fout;
    private bool focusKop;
    private ElementReference kop;

    [Inject] public required ContractOntvangst Service { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<ContractOntvangenPage> T { get; init; }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusKop)
        {
            focusKop = false;
            await kop.FocusAsync();
        }
    }

    private async Task FindAsync()
    {
        var found = await Service.FindAsync(await Handelingen.NewAsync(null), nummer ?? "", CancellationToken.None);
        contract = found.Value;
        fout = found.Succeeded ? null : Tekst.Of(found.Refusals[0]);
        focusKop = found.Succeeded;
    }

    /// <summary>The scan was received, or not: how the case stands now.</summary>
    private async Task LookAsync()
    {
        contract = await Service.FindAsync(await Handelingen.NewAsync(null), contract!.Id, CancellationToken.None);
        nummer = contract?.Scan is null ? nummer : null;
    }
}
