using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>The aanvragen of an organisatie, newest first.</summary>
public sealed partial class AanvragenPage
{
    private AanvragenLijst? lijst;
    private bool notFound;

    [Inject] public required AanvragenQuery Query { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<AanvragenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    [SupplyParameterFromQuery(Name = "pagina")] public int? Pagina { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        lijst = await Query.ListAsync(await Handelingen.NewAsync(Organisatie), Pagina ?? 1, CancellationToken.None);
        if (lijst is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }
}
