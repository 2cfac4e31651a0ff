using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>What an intermediair gets from its relations, and the module with which it asks them (R-257…R-262).</summary>
public sealed partial class RelatiesPage
{
    private KetenmoduleStand? module;
    private IReadOnlyList<KetenRij> ontvangen = [];
    private IReadOnlyList<UitnodigingRij> uitnodigingen = [];
    private bool notFound;

    [Inject] public required KetenmoduleQuery Module { get; init; }

    [Inject] public required KetenQuery Keten { get; init; }

    [Inject] public required UitnodigenQuery Uitnodigen { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<RelatiesPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var handeling = await Handelingen.NewAsync(Organisatie);
        ontvangen = await Keten.OntvangenAsync(handeling, CancellationToken.None) ?? [];
        uitnodigingen = await Uitnodigen.ListAsync(handeling, CancellationToken.None);
        module = await Module.StandAsync(handeling, CancellationToken.None);
        if (module is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);
}
