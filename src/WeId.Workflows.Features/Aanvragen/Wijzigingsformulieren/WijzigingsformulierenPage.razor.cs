using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The nine forms: what each is for, online and as PDF .</summary>
public sealed partial class WijzigingsformulierenPage
{
    private bool notFound;

    [Inject] public required WijzigingsformulierSubmit Submit { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<WijzigingsformulierenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    private static CultureInfo Taal => CultureInfo.CurrentUICulture;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (await Submit.FindAsync(await Handelingen.NewAsync(Organisatie), CancellationToken.None) is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }
}
