using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What can be done with one machtiging: another einddatum, extend, withdraw with three seconds to undo it (R-211…R-224).</summary>
public sealed partial class MachtigingActies : IDisposable
{
    /// <summary>How often is looked whether a withdrawal has been carried out, once its seconds are over.</summary>
    private const int MaxLooks = 10;

    private readonly CancellationTokenSource closed = new();
    private Guid operationId;
    private string? geprobeerd;
    private bool wijzigen;
    private bool isBusy;
    private bool failed;
    private bool counting;
    private bool focusUndo;
    private bool focusField;
    private bool focusPotlood;
    private int rest;
    private string? einddatum;
    private IReadOnlyList<Refusal> refusals = [];
    private ElementReference veld;
    private ElementReference ongedaan;
    private ElementReference potlood;

    [Inject] public required MachtigingBeheer Beheer { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<MachtigingActies> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required MachtigingRegel Regel { get; set; }

    /// <summary>By which the buttons of one are told from those of another: its dienst, or its user.</summary>
    [Parameter, EditorRequired] public required string Naam { get; set; }

    /// <summary>Something has changed; what, in a sentence. Null: it may have, so that the page is to look.</summary>
    [Parameter] public EventCallback<string?> OnChanged { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Regel.Status is MachtigingStatus.IntrekkingAangekondigd && !counting)
        {
            counting = true;
            rest = Remaining();
            _ = CountDownAsync(closed.Token);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focusUndo && Regel.Status is MachtigingStatus.IntrekkingAangekondigd && rest > 0)
        {
            // Three seconds are short: whoever works by keyboard stands on the button at once.
            focusUndo = false;
            await ongedaan.FocusAsync();
        }
        else if (focusField && wijzigen)
        {
            focusField = false;
            await veld.FocusAsync();
        }
        else if (focusPotlood && !wijzigen && Regel.Status is MachtigingStatus.Actief or MachtigingStatus.InVerwerking)
        {
            // What had the focus is gone: it goes on from where it began.
            focusPotlood = false;
            await potlood.FocusAsync();
        }
    }

    // "1 jaar" on one that has three to go would shorten it.
    private List<int> Langer => [.. Machtiging.VerlengJaren.Where(jaren => AmsterdamTime.DateOf(Time.GetUtcNow()).AddYears(jaren) > Regel.Einddatum)];

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private int Remaining() =>
        Regel.AangekondigdOp is { } at ? (int)Math.Ceiling((at + Machtiging.Bedenktijd - Time.GetUtcNow()).TotalSeconds) : 0;

    private async Task CountDownAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), Time);
            for (var looks = 0; looks < MaxLooks && Regel.Status is MachtigingStatus.IntrekkingAangekondigd && await timer.WaitForNextTickAsync(ct);)
            {
                rest = Remaining();
                looks += rest > 0 ? 0 : 1;
                await InvokeAsync(() => rest > 0 ? Refresh() : OnChanged.InvokeAsync(null));
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left; the withdrawal goes on without it.
        }
        finally
        {
            counting = false;
        }
    }

    private Task Refresh()
    {
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Open()
    {
        (wijzigen, focusField, refusals) = (true, true, []);
        einddatum = Regel.Einddatum.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        operationId = Handelingen.NewOperationId();
    }

    private void Cancel() => (wijzigen, focusPotlood, refusals, failed) = (false, true, [], false);

    private Task SaveAsync() => DoAsync(
        handeling => Beheer.WijzigEinddatumAsync(handeling, Regel.Id, Parse(einddatum), CancellationToken.None), OperationOf($"tot {einddatum}"), () => T["Gewijzigd", Naam, Dag(Parse(einddatum)!.Value)]);

    private async Task ExtendAsync(int jaren)
    {
        var tot = default(DateOnly);
        await DoAsync(
            handeling =>
            {
                tot = handeling.Today.AddYears(jaren);
                return Beheer.VerlengAsync(handeling, Regel.Id, jaren, CancellationToken.None);
            },
            OperationOf($"met {jaren}"),
            () => T["Gewijzigd", Naam, Dag(tot)]);
    }

    /// <summary>The same for a second try of the same; another one for anything else, or the first answer would be given for it.</summary>
    private Guid OperationOf(string wat)
    {
        if (geprobeerd is not null && geprobeerd != wat)
        {
            operationId = Handelingen.NewOperationId();
        }

        geprobeerd = wat;
        return operationId;
    }

    private Task WithdrawAsync()
    {
        focusUndo = true;
        return DoAsync(handeling => Beheer.TrekInAsync(handeling, Regel.Id, CancellationToken.None), null, () => T["Aangekondigd", Naam]);
    }

    private Task UndoAsync() => DoAsync(handeling => Beheer.MaakOngedaanAsync(handeling, Regel.Id, CancellationToken.None), null, () => T["OngedaanGemaakt", Naam]);

    private async Task DoAsync(Func<Handeling, Task<Result<Done>>> act, Guid? operation, Func<string> gedaan)
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, failed) = (true, false);
        try
        {
            refusals = (await act(await Handelingen.NewAsync(Organisatie, operation))).Refusals;
            if (refusals.Count == 0)
            {
                (focusPotlood, wijzigen) = (!focusUndo, false);
                await OnChanged.InvokeAsync(gedaan());
            }
            else
            {
                operationId = Handelingen.NewOperationId();
            }
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
        }
        finally
        {
            isBusy = false;
        }
    }

    private static DateOnly? Parse(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? dag : null;
}
