using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>Versions of definitions with what runs on them, and moving that to another version after a preview.</summary>
public sealed partial class VersiesPage
{
    /// <summary>Rows of the report that are shown; all are counted.</summary>
    private const int Shown = 200;

    /// <summary>The page is drawn again after this many instances.</summary>
    private const int DrawnAfter = 20;

    private IReadOnlyList<VersieRij> rijen = [];
    private IReadOnlyList<InstanceUitkomst>? uitkomsten;
    private VersieKeuze? gekozen;
    private ElementReference uitkomstKop;
    private Guid operationId;
    private string bron = "";
    private int doel;
    private string? hernoemd;
    private string? melding;
    private bool isFout;
    private bool isGedaan;
    private bool focusUitkomst;
    private bool busy;
    private int gedaan;
    private int totaal;

    [Inject]
    internal VersiesQuery Query { get; init; } = null!;

    [Inject]
    internal VersieMigratie Migratie { get; init; } = null!;

    [Inject]
    internal Handelingen Handelingen { get; init; } = null!;

    [Inject]
    internal RefusalTekst Refusals { get; init; } = null!;

    [Inject]
    internal IStringLocalizer<OperationsTeksten> T { get; init; } = null!;

    private List<VersieRij> Bronnen => [.. rijen.Where(r => r.Lopend > 0 && rijen.Any(o => o.DefinitionId == r.DefinitionId && o.Version != r.Version))];

    private List<VersieRij> Doelen => Bronnen.Find(r => KeyOf(r) == bron) is { } van
        ? [.. rijen.Where(r => r.DefinitionId == van.DefinitionId && r.Version != van.Version)]
        : [];

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusUitkomst && uitkomsten is not null)
        {
            focusUitkomst = false;
            await uitkomstKop.FocusAsync();
        }
    }

    private static string KeyOf(VersieRij rij) => $"{rij.DefinitionId}/{rij.Version}";

    private async Task LoadAsync()
    {
        rijen = await Query.ListAsync(CancellationToken.None);
        if (!Bronnen.Exists(r => KeyOf(r) == bron))
        {
            bron = Bronnen.Count > 0 ? KeyOf(Bronnen[0]) : "";
            doel = Doelen.Count > 0 ? Doelen[0].Version : 0;
        }
    }

    private void ChooseBron(ChangeEventArgs e)
    {
        bron = (string)e.Value!;
        Choose(Doelen.Count > 0 ? Doelen[0].Version : 0);
    }

    private void Choose(int version)
    {
        doel = version;
        Forget();
    }

    private void Rename(string? text)
    {
        hernoemd = text;
        Forget();
    }

    // A preview of something else must not be confirmed.
    private void Forget() => (uitkomsten, gekozen, melding) = (null, null, null);

    private Task PreviewAsync() => DoAsync(async () =>
    {
        Forget();
        isGedaan = false;
        if (VersieKeuze.ReadMapping(hernoemd) is not { } mapping)
        {
            (isFout, melding) = (true, T["HernoemdOnleesbaar"]);
            return;
        }

        var van = Bronnen.Single(r => KeyOf(r) == bron);
        gekozen = new VersieKeuze(van.DefinitionId, van.Version, doel, mapping);
        operationId = Handelingen.NewOperationId();
        uitkomsten = await Migratie.PreviewAsync(gekozen, Show, CancellationToken.None);
    });

    private Task MigrateAsync() => DoAsync(async () =>
    {
        var (refusal, done) = await Migratie.MigrateAsync(await Handelingen.NewAsync(null, operationId), gekozen!, Show, CancellationToken.None);
        (uitkomsten, isGedaan) = (done, true);
        (isFout, melding) = (refusal is not null, refusal is null ? T["MigratieGedaan", done.Count(u => u.Plan.IsPossible)] : Refusals.Of(refusal));
        await LoadAsync();
    });

    private async Task DoAsync(Func<Task> act)
    {
        (busy, gedaan, totaal) = (true, 0, 0);
        try
        {
            await act();
            focusUitkomst = uitkomsten is not null;
        }
        finally
        {
            busy = false;
        }
    }

    private void Show(int done, int of)
    {
        (gedaan, totaal) = (done, of);
        if (done % DrawnAfter == 0)
        {
            StateHasChanged();
        }
    }
}
