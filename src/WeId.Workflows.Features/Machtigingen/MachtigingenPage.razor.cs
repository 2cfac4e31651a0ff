using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>The rubriek Machtigingen (R-227… ). What is searched, filtered, sorted and folded open stands in the address.</summary>
public sealed partial class MachtigingenPage
{
    private static readonly IReadOnlyList<string> Kolommen = ["naam", "dienstverlener", "niveau", "gebruikers"];

    private MachtigingenLijst? lijst;
    private ElementReference zoekVeld;
    private string? zoekTekst;
    private bool zoekOpen;
    private bool focusSearch;
    private bool failed;
    private bool notFound;

    [Inject] public required MachtigingenQuery Query { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<MachtigingenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    [SupplyParameterFromQuery(Name = "zoek")] public string? Zoek { get; set; }

    /// <summary>Only what ends within two months.</summary>
    [SupplyParameterFromQuery(Name = "verloopt")] public bool Verloopt { get; set; }

    [SupplyParameterFromQuery(Name = "sorteer")] public string? Sorteer { get; set; }

    [SupplyParameterFromQuery(Name = "pagina")] public int? Pagina { get; set; }

    /// <summary>What is folded open.</summary>
    [SupplyParameterFromQuery(Name = "open")] public string? Open { get; set; }

    private string Pad => $"/beheer/{Organisatie}/machtigingen";

    private string Export(string formaat) => Navigation.GetUriWithQueryParameters(
        $"{Pad}/export.{formaat}", new Dictionary<string, object?> { ["zoek"] = Zoek, ["verloopt"] = Verloopt ? true : null });

    private string? Melding => (lijst, failed) switch
    {
        (_, true) => null,
        (null, _) => T["Laden"].Value,
        _ => T["Gevonden", Verloopt ? lijst.BijnaVerlopen : lijst.Totaal].Value,
    };

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusSearch)
        {
            focusSearch = false;
            await zoekVeld.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            lijst = await Query.ListAsync(await Handelingen.NewAsync(Organisatie), new(Zoek, Verloopt, Sorteer, Pagina ?? 1), CancellationToken.None);
            failed = false;
            notFound = lijst is null;
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
            return;
        }

        if (notFound)
        {
            Navigation.NotFound();
        }
    }

    private void OpenSearch() => (zoekOpen, focusSearch) = (true, true);

    private void Search() => Go(("zoek", string.IsNullOrWhiteSpace(zoekTekst ?? Zoek) ? null : (zoekTekst ?? Zoek)!.Trim()), ("pagina", null), ("open", null));

    private void Filter(bool verloopt) => Go(("verloopt", verloopt ? true : null), ("pagina", null), ("open", null));

    private void Sort(string kolom) => Go(("sorteer", (Sorteer ?? "naam") == kolom ? $"-{kolom}" : kolom), ("pagina", null));

    private void GoTo(int pagina) => Go(("pagina", pagina), ("open", null));

    private void Toggle(MachtigingKeuze keuze) => Go(("open", Open == keuze.ToString() ? null : keuze.ToString()));

    private void Clear()
    {
        (zoekTekst, zoekOpen) = (null, false);
        Go(("zoek", null), ("verloopt", null), ("pagina", null), ("open", null));
    }

    private void Go(params (string Name, object? Value)[] changes) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value)), replace: true);

    private string AriaSort(string kolom) =>
        (Sorteer ?? "naam") == kolom ? "ascending" : Sorteer == $"-{kolom}" ? "descending" : "none";

    private string SortIcon(string kolom) =>
        (Sorteer ?? "naam") == kolom ? Icons.Material.Filled.ArrowUpward : Sorteer == $"-{kolom}" ? Icons.Material.Filled.ArrowDownward : Icons.Material.Filled.UnfoldMore;
}
