using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>What a company has given its intermediairs, and what it can do with it (R-263, R-270…R-272).</summary>
public sealed partial class AfgegevenPage
{
    private const string Datum = "Datum";

    private IReadOnlyList<Intermediair>? intermediairs;
    private KetenRij? verlengt;
    private KetenRij? trektIn;
    private Intermediair? verwijdert;
    private ElementReference kop;
    private bool notFound;
    private bool failed;
    private bool focus;
    private string? melding;
    private string? duur;
    private string? einddatum;

    [Inject] public required KetenQuery Keten { get; init; }

    [Inject] public required KetenBeheer Beheer { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<AfgegevenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every query and command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    private IReadOnlyList<FormKeuze.Optie> Duren =>
    [
        .. KetenDuur.Keuzes.Select(jaren => new FormKeuze.Optie(jaren.ToString(CultureInfo.InvariantCulture), T[$"Jaar{jaren}"])),
        new(Datum, T["OpDatum"]),
    ];

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await kop.FocusAsync();
        }
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private async Task LoadAsync()
    {
        try
        {
            var rijen = await Keten.AfgegevenAsync(await Handelingen.NewAsync(Organisatie), CancellationToken.None);
            (failed, notFound) = (false, rijen is null);
            intermediairs = rijen is null ? null : [.. rijen.GroupBy(r => r.PartijKvk).Select(g => new Intermediair(g.Key, g.First().Partij, g.First().PartijEmail, [.. g]))];
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

    private void Open(KetenRij rij, bool verleng)
    {
        verlengt = verleng ? rij : null;
        trektIn = verleng ? null : rij;
        melding = null;
        (duur, einddatum) = (KetenDuur.MaxJaren.ToString(CultureInfo.InvariantCulture), null);
    }

    private void Close() => (verlengt, trektIn, verwijdert) = (null, null, null);

    // The row that was acted on may be gone.
    private async Task SavedAsync(string gedaan)
    {
        Close();
        await LoadAsync();
        (melding, focus) = (gedaan, true);
    }

    private sealed record Intermediair(string Kvk, string Naam, string? Email, IReadOnlyList<KetenRij> Rijen);
}
