using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>The company data, read-only; only the vestigingsnummer has a pencil .</summary>
public sealed partial class AlgemeenPage
{
    private Bedrijfsgegevens? gegevens;
    private bool notFound;

    [Inject] public required VestigingsnummerSubmit Submit { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<AlgemeenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        gegevens = await Submit.FindAsync(await Handelingen.NewAsync(Organisatie), CancellationToken.None);
        if (gegevens is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }
}
