using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>The offerte for the ketenmodule, with the answer of the beheerder (R-258…R-260).</summary>
public sealed partial class OffertePage
{
    private OfferteBeeld? offerte;
    private IReadOnlyList<Refusal> refusals = [];
    private Guid operationId;
    private bool notFound;
    private bool akkoord;
    private bool weigert;
    private bool isBusy;
    private bool focusKop;
    private bool focusVraag;
    private bool? gegeven;
    private ElementReference heading;
    private ElementReference vraag;

    [Inject] public required KetenmoduleQuery Query { get; init; }

    [Inject] public required OfferteService Service { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<OffertePage> T { get; init; }

    /// <summary>In whose name; judged anew in every query and command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <summary>By which the module was asked for.</summary>
    [Parameter] public Guid Aanvraag { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        operationId = Handelingen.NewOperationId();
        await LoadAsync();
        if (offerte is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusVraag)
        {
            focusVraag = false;
            await vraag.FocusAsync();
        }
        else if (focusKop)
        {
            focusKop = false;
            await heading.FocusAsync();
        }
    }

    private async Task LoadAsync() => offerte = await Query.OfferteAsync(await Handelingen.NewAsync(Organisatie), Aanvraag, CancellationToken.None);

    private void Agree(bool aan)
    {
        akkoord = aan;
        refusals = [];
    }

    private void Ask()
    {
        weigert = true;
        focusVraag = true;
        refusals = [];
    }

    private async Task AnswerAsync(bool geaccepteerd)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var result = await Service.BeantwoordAsync(await Handelingen.NewAsync(Organisatie, operationId), Aanvraag, geaccepteerd, akkoord, CancellationToken.None);
            refusals = result.Refusals;
            gegeven = result.Succeeded ? geaccepteerd : null;
            weigert &= !result.Succeeded;
            focusKop = result.Succeeded;
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
