using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>One or more machtigingen for one user, for five years (R-201…R-208).</summary>
public sealed partial class MachtigingToevoegenPage
{
    private readonly HashSet<MachtigingKeuze> gekozen = [];
    private GebruikerKeuzes? keuzes;
    private IReadOnlyList<string> fouten = [];
    private Guid operationId;
    private List<MachtigingKeuze> geprobeerd = [];
    private bool notFound;
    private bool failed;
    private bool klaar;
    private bool isBusy;
    private bool focus;
    private ElementReference kop;
    private ElementReference alert;

    [Inject] public required ToekenQuery Query { get; init; }

    [Inject] public required Toekennen Toekennen { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<MachtigingToevoegenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every act.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    [Parameter] public Guid KoppelingId { get; set; }

    // By his name, since he may stand on any page of the overview.
    private string Terug => $"/beheer/{Organisatie}/gebruikers?zoek={Uri.EscapeDataString(keuzes?.Naam ?? "")}&open={KoppelingId}";

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        operationId = Handelingen.NewOperationId();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        try
        {
            keuzes = await Query.VoorGebruikerAsync(await Handelingen.NewAsync(Organisatie), KoppelingId, CancellationToken.None);
            (failed, notFound) = (false, keuzes is null);
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
        }

        if (notFound)
        {
            Navigation.NotFound();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await (klaar ? kop : alert).FocusAsync();
        }
    }

    private async Task SubmitAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            // What failed may have been stored all the same; for another choice its answer would be given.
            if (geprobeerd.Count > 0 && !gekozen.SetEquals(geprobeerd))
            {
                operationId = Handelingen.NewOperationId();
            }

            geprobeerd = [.. gekozen];
            var handeling = await Handelingen.NewAsync(Organisatie, operationId);
            fouten = gekozen.Count == 0
                ? [T["Kies"]]
                : [.. (await Toekennen.RunAsync(handeling, new(gekozen, [KoppelingId], keuzes!.Einddatum), CancellationToken.None)).Refusals.Select(r => Tekst.Of(r))];
            klaar = fouten.Count == 0;
        }
        catch (Exception e) when (Storing.Is(e))
        {
            fouten = [T["NietBewaard"]];
        }
        finally
        {
            (isBusy, focus) = (false, true);
        }
    }
}
