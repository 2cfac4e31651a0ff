using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>The rubriek Gebruikers (R-069…R-075). What is searched, filtered, sorted and folded open stands in the address, so it survives a reload and can be sent.</summary>
public sealed partial class GebruikersPage
{
    private static readonly IReadOnlyList<KoppelingStatus> Statussen =
        [KoppelingStatus.WachtenOpGoedkeuring, KoppelingStatus.WachtenOpActivatie, KoppelingStatus.ActivatieVerlopen, KoppelingStatus.Actief, KoppelingStatus.Geschorst];

    private GebruikersLijst? lijst;
    private ElementReference zoekVeld;
    private string? zoekTekst;
    private bool zoekOpen;
    private bool focusSearch;
    private bool failed;
    private bool notFound;

    [Inject] public required GebruikersQuery Query { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<GebruikersPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    [SupplyParameterFromQuery(Name = "zoek")] public string? Zoek { get; set; }

    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "sorteer")] public string? Sorteer { get; set; }

    [SupplyParameterFromQuery(Name = "pagina")] public int? Pagina { get; set; }

    /// <summary>The user who is folded open.</summary>
    [SupplyParameterFromQuery(Name = "open")] public Guid? Open { get; set; }

    private string Pad => $"/beheer/{Organisatie}/gebruikers";

    private KoppelingStatus? StatusFilter => Enum.TryParse<KoppelingStatus>(Status, ignoreCase: true, out var status) && Statussen.Contains(status) ? status : null;

    private string Export(string formaat) => Navigation.GetUriWithQueryParameters(
        $"{Pad}/export.{formaat}", new Dictionary<string, object?> { ["zoek"] = Zoek, ["status"] = StatusFilter?.ToString(), ["sorteer"] = Sorteer });

    private string? Melding => (lijst, failed) switch
    {
        (_, true) => null,
        (null, _) => T["Laden"].Value,
        _ => T["Gevonden", lijst.Aantal].Value,
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
            var vraag = new GebruikersVraag(Zoek, StatusFilter, Sorteer, Pagina ?? 1);
            lijst = await Query.ListAsync(await Handelingen.NewAsync(Organisatie), vraag, CancellationToken.None);
            failed = false;
            notFound = lijst is null;
        }
        catch (DbException)
        {
            failed = true;
            return;
        }

        if (notFound)
        {
            Navigation.NotFound();
        }
    }

    private void OpenSearch()
    {
        zoekOpen = true;
        focusSearch = true;
    }

    private void Search() => Go(("zoek", string.IsNullOrWhiteSpace(zoekTekst ?? Zoek) ? null : (zoekTekst ?? Zoek)!.Trim()), ("pagina", null), ("open", null));

    private void Filter(KoppelingStatus? status) => Go(("status", status?.ToString()), ("pagina", null), ("open", null));

    private void Sort(string kolom) => Go(("sorteer", (Sorteer ?? "naam") == kolom ? $"-{kolom}" : kolom), ("pagina", null));

    private void GoTo(int pagina) => Go(("pagina", pagina), ("open", null));

    private void Toggle(Guid koppelingId) => Go(("open", Open == koppelingId ? null : koppelingId));

    private void Clear()
    {
        zoekTekst = null;
        zoekOpen = false;
        Go(("zoek", null), ("status", null), ("pagina", null), ("open", null));
    }

    private void Go(params (string Name, object? Value)[] changes) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value)), replace: true);

    private string AriaSort(string kolom) =>
        (Sorteer ?? "naam") == kolom ? "ascending" : Sorteer == $"-{kolom}" ? "descending" : "none";

    private string SortIcon(string kolom) =>
        (Sorteer ?? "naam") == kolom ? Icons.Material.Filled.ArrowUpward : Sorteer == $"-{kolom}" ? Icons.Material.Filled.ArrowDownward : Icons.Material.Filled.UnfoldMore;

    // Which action, whose turn, until when.
    private string ToDo(GebruikerRij rij) => rij.Status switch
    {
        _ when rij.OpgezegdPer is { } dag => T["ToDo.Opgezegd", RefusalTekst.Show(dag, System.Globalization.CultureInfo.CurrentCulture)],
        _ when rij.AanvullenTot is { } dag => T["ToDo.Aanvullen", RefusalTekst.Show(dag, System.Globalization.CultureInfo.CurrentCulture)],
        KoppelingStatus.Actief when rij.Upgrade is { } upgrade => T[$"ToDo.Upgrade.{upgrade.Status}", upgrade.Niveau.Label(), RefusalTekst.Show(upgrade.Uiterlijk, System.Globalization.CultureInfo.CurrentCulture)],
        KoppelingStatus.Actief => T["ToDo.Actief"],
        KoppelingStatus.Geschorst => T["ToDo.Geschorst"],
        KoppelingStatus.WachtenOpGoedkeuring => T["ToDo.WachtenOpGoedkeuring"],
        KoppelingStatus.WachtenOpActivatie => T["ToDo.WachtenOpActivatie", RefusalTekst.Show(rij.UiterlijkActiverenOp, System.Globalization.CultureInfo.CurrentCulture)],
        _ => T["ToDo.ActivatieVerlopen"],
    };
}
