using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>What happened with one aanvraag, and why it lies still.</summary>
public sealed partial class AanvraagPage
{
    private GevolgdeAanvraag? aanvraag;
    private IReadOnlyList<Refusal> refusals = [];
    private bool notFound;
    private bool vraagt;
    private bool focusVraag;
    private bool ingetrokken;
    private bool aangevuld;
    private bool focusKop;
    private bool isBusy;
    private ElementReference heading;
    private ElementReference vraag;

    [Inject] public required AanvraagVolgenQuery Query { get; init; }

    [Inject] public required AanvraagIntrekken Command { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<AanvraagPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query and command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <summary>The aanvraag.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await LoadAsync();
        if (aanvraag is null)
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

    private async Task LoadAsync() => aanvraag = await Query.FindAsync(await Handelingen.NewAsync(Organisatie), Id, CancellationToken.None);

    private async Task AnsweredAsync(bool isHis)
    {
        aangevuld = isHis;
        refusals = isHis ? [] : [new AanvullingNotGevraagd()];
        focusKop = true;
        await LoadAsync();
    }

    private void Ask()
    {
        vraagt = true;
        focusVraag = true;
    }

    private async Task WithdrawAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var result = await Command.RunAsync(await Handelingen.NewAsync(Organisatie), Id, CancellationToken.None);
            refusals = result.Refusals;
            ingetrokken = result.Succeeded;
            aangevuld = false;
            vraagt = false;
            focusKop = true;
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
