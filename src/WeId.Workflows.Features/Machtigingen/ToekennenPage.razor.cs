using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>
/// Many diensten for many users until one einddatum (R-231…R-254). The step stands in the address, so that the browser goes back a step;
/// what was chosen stays with the page.
/// </summary>
public sealed partial class ToekennenPage : IDisposable
{
    private const int Stappen = 4;
    private const int MaxListed = 20;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource closed = new();
    private readonly HashSet<MachtigingKeuze> gekozen = [];
    private readonly HashSet<Guid> personen = [];
    private IReadOnlyList<KeuzeRij>? diensten;
    private KiesbareGebruikers? gebruikers;
    private ToekenOverzicht? overzicht;
    private ToekenUitkomst? uitkomst;
    private IReadOnlyList<string> fouten = [];
    private string? zoek;
    private string? einddatum;
    private Guid operationId;
    private int getoond;
    private int inVerwerking;
    private int mislukt;
    private DateTimeOffset begonnen;
    private bool notFound;
    private bool failed;
    private bool isBusy;
    private bool focus;
    private ElementReference kop;

    [Inject] public required ToekenQuery Query { get; init; }

    [Inject] public required Toekennen Toekennen { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IStringLocalizer<ToekennenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every act.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    [SupplyParameterFromQuery(Name = "stap")] public int? Stap { get; set; }

    private string Pad => $"/beheer/{Organisatie}/machtigingen";

    // Not further than what was chosen allows: a step in an address that somebody kept would ask about nothing.
    private int Nu => Math.Clamp(Stap ?? 1, 1, gekozen.Count == 0 ? 1 : personen.Count == 0 ? 2 : Datum is null ? 3 : Stappen);

    private DateOnly? Datum => DateOnly.TryParseExact(einddatum, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? dag : null;

    private Betrouwbaarheidsniveau HoogsteNiveau => diensten!.Where(d => gekozen.Contains(d.Keuze)).Max(d => d.Nodig);

    private ToekenVoorstel Voorstel => new(gekozen, personen, Datum);

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Cancel();
        closed.Dispose();
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            diensten ??= await Query.DienstenAsync(await Handelingen.NewAsync(Organisatie), CancellationToken.None);
            (failed, notFound) = (false, diensten is null);
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
        else if (Nu != getoond)
        {
            (focus, fouten) = (getoond > 0, []);
            await ShowAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await kop.FocusAsync();
        }
    }

    private static string Getal(int aantal) => aantal.ToString("N0", CultureInfo.CurrentCulture);

    private string Op(int stap) => $"{Pad}/toekennen?stap={stap}";

    private string Over(int jaren) => AmsterdamTime.DateOf(Time.GetUtcNow()).AddYears(jaren).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task ShowAsync()
    {
        getoond = Nu;
        if (Nu == 2)
        {
            await LoadGebruikersAsync(1);
        }
        else if (Nu == Stappen)
        {
            operationId = Handelingen.NewOperationId();
            overzicht = null;
            await TryAsync(async () =>
            {
                var preview = await Toekennen.PreviewAsync(await Handelingen.NewAsync(Organisatie), Voorstel, CancellationToken.None);
                (overzicht, fouten) = (preview.Value, Texts(preview.Refusals));
            });
        }
    }

    private async Task NextAsync()
    {
        var ontbreekt = Nu switch
        {
            1 when gekozen.Count == 0 => "KiesEerstDienst",
            2 when personen.Count == 0 => "KiesEerstGebruiker",
            3 when Datum is null => "KiesEerstDatum",
            _ => null,
        };
        if (ontbreekt is not null)
        {
            fouten = [T[ontbreekt]];
        }
        else if (Nu == 3 && await RefuseDateAsync() is { } refusal)
        {
            fouten = [Tekst.Of(refusal)];
        }
        else if (Nu < Stappen)
        {
            Navigation.NavigateTo(Op(Nu + 1));
        }
        else
        {
            await SubmitAsync();
        }
    }

    private async Task<Refusal?> RefuseDateAsync() => Domain.Machtigingen.Machtiging.RefuseEinddatum(await Handelingen.NewAsync(Organisatie), Datum!.Value);

    private async Task SubmitAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        begonnen = Time.GetUtcNow();
        StateHasChanged();
        await TryAsync(async () =>
        {
            var result = await Toekennen.RunAsync(await Handelingen.NewAsync(Organisatie, operationId), Voorstel, CancellationToken.None);
            fouten = Texts(result.Refusals);
            uitkomst = result.Value;
        });
        isBusy = false;
        if (uitkomst is { } gedaan)
        {
            (focus, inVerwerking, mislukt) = (true, gedaan.Nieuw, 0);
            _ = FollowAsync(closed.Token);
        }
    }

    // Shows how far the register is; leaving the page stops nothing but this.
    private async Task FollowAsync(CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(LookAgain, Time);
            while (inVerwerking > 0 && await timer.WaitForNextTickAsync(ct))
            {
                (var wachtend, mislukt) = await Query.VoortgangAsync(await Handelingen.NewAsync(Organisatie), begonnen, ct);
                inVerwerking = Math.Min(inVerwerking, wachtend);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception e) when (e is OperationCanceledException || Storing.Is(e))
        {
            // What was recorded goes on without anybody looking.
        }
    }

    private Task LoadGebruikersAsync(int pagina) => TryAsync(async () =>
    {
        gebruikers = await Query.GebruikersAsync(await Handelingen.NewAsync(Organisatie), gekozen, zoek, pagina, CancellationToken.None);
        if (getoond != 2 || gebruikers is null)
        {
            return;
        }

        // Chosen for other diensten than those of now: whoever cannot have these is chosen no more.
        foreach (var gebruiker in gebruikers.Rijen.Where(g => g.Reden is not null))
        {
            personen.Remove(gebruiker.KoppelingId);
        }
    });

    private Task ChooseAllAsync() => TryAsync(async () =>
        personen.UnionWith(await Query.AlleGebruikersAsync(await Handelingen.NewAsync(Organisatie), gekozen, zoek, CancellationToken.None)));

    private void Choose(Guid koppeling, bool aan)
    {
        if (aan)
        {
            personen.Add(koppeling);
        }
        else
        {
            personen.Remove(koppeling);
        }
    }

    private Task WithoutAsync()
    {
        personen.ExceptWith(overzicht!.Geweigerd.Select(g => g.KoppelingId));
        return ShowAsync();
    }

    private void Again()
    {
        gekozen.Clear();
        personen.Clear();
        (uitkomst, overzicht, einddatum, zoek, getoond) = (null, null, null, null, 0);
        Navigation.NavigateTo($"{Pad}/toekennen");
    }

    private List<string> Texts(IReadOnlyList<Refusal> refusals) => [.. refusals.Select(r => Tekst.Of(r))];

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            fouten = [];
            await work();
        }
        catch (Exception e) when (Storing.Is(e))
        {
            fouten = [T["NietBewaard"]];
        }
    }
}
