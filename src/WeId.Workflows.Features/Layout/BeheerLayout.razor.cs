using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Layout;

/// <summary>The beheermodule and the profile: company top left, own name top right .</summary>
public sealed partial class BeheerLayout : IDisposable
{
    private string naam = "";
    private Guid? persoon;
    private IReadOnlyList<BeheerdeOrganisatie> organisaties = [];
    private BeheerdeOrganisatie? huidige;
    private IReadOnlyList<Rubriek> rubrieken = [];

    [Inject]
    internal BeheerdeOrganisaties Query { get; init; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<LayoutTeksten> T { get; init; } = null!;

    [CascadingParameter]
    internal Task<AuthenticationState>? Authentication { get; set; }

    /// <inheritdoc />
    public void Dispose() => Navigation.LocationChanged -= OnLocationChanged;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        if (Authentication is not null)
        {
            var user = (await Authentication).User;
            naam = user.Identity?.Name ?? "";
            persoon = user.PersoonId();
        }

        organisaties = persoon is { } id ? await Query.ListAsync(id, CancellationToken.None) : [];
        Choose();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        Choose();
        _ = InvokeAsync(StateHasChanged);
    }

    private void Choose()
    {
        // The URL says which company, so that two tabs can show two; elsewhere (the profile) the last one stays.
        var parts = Navigation.ToBaseRelativePath(Navigation.Uri).Split('/', '?', '#');
        var inUrl = parts is ["beheer", var text, ..] && Guid.TryParse(text, out var id) ? id : (Guid?)null;
        huidige = inUrl is null ? huidige ?? (organisaties is [var first, ..] ? first : null) : organisaties.SingleOrDefault(o => o.Id == inUrl);
        rubrieken = huidige is null
            ? []
            :
            [
                new($"/beheer/{huidige.Id}/gebruikers", T["Gebruikers"]),
                new($"/beheer/{huidige.Id}/machtigingen", T["Machtigingen"]),
                new($"/beheer/{huidige.Id}/ketenmachtigingen/relaties", T["Ketenmachtigingen"]),
                new($"/beheer/{huidige.Id}/aanvragen", T["Aanvragen"]),
                new($"/beheer/{huidige.Id}/overige-wijzigingen", T["OverigeWijzigingen"]),
            ];
    }
}
