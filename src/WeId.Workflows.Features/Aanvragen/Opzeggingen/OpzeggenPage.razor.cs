using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>Ends eHerkenning for a user, in steps (R-149… ).</summary>
public sealed partial class OpzeggenPage
{
    private readonly HashSet<Guid> extra = [];
    private List<Guid> akkoord = [];
    private OpzeggingKeuzes? keuzes;
    private OpzeggingGevolgen? gevolgen;
    private Indiening? indiening;
    private IReadOnlyList<Refusal> refusals = [];
    private Stap stap;
    private OpzegMoment moment;
    private DateOnly? datum;
    private bool isBusy;
    private bool notFound;
    private bool focus;
    private Guid operationId;
    private ElementReference heading;

    private enum Stap
    {
        Moment,
        Datum,
        Organisaties,
        Bevestigen,
    }

    [Inject] public required OpzeggingQuery Query { get; init; }

    [Inject] public required OpzeggingSubmit Submit { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<OpzeggenPage> T { get; init; }

    /// <summary>In whose name; judged anew in every command.</summary>
    [Parameter] public Guid Organisatie { get; set; }

    /// <summary>The user whose eHerkenning ends.</summary>
    [Parameter] public Guid Koppeling { get; set; }

    private string Overzicht => $"/beheer/{Organisatie}/gebruikers?open={Koppeling}";

    // Per direct takes the place of what was planned; nothing else can.
    private IEnumerable<OpzegbareKoppeling> Andere => keuzes!.Koppelingen.Skip(1).Where(k => k.Gepland is null || moment is OpzegMoment.PerDirect);

    private List<OpzeggingGevolg> Sluitend => [.. gevolgen?.Regels.Where(g => g.SluitBedrijf) ?? []];

    // A middel that is not active, or whose end was planned already, can only be ended at once.
    private IReadOnlyList<OpzegMoment> Momenten =>
        keuzes!.Koppelingen[0] is { Status: KoppelingStatus.Actief, Gepland: null } ? Enum.GetValues<OpzegMoment>() : [OpzegMoment.PerDirect];

    private List<Stap> Stappen =>
    [
        Stap.Moment,
        .. moment is OpzegMoment.OpDatum ? [Stap.Datum] : Array.Empty<Stap>(),
        .. Andere.Any() ? [Stap.Organisaties] : Array.Empty<Stap>(),
        Stap.Bevestigen,
    ];

    private OpzeggingVoorstel Voorstel =>
        new(Koppeling, moment, moment is OpzegMoment.OpDatum ? datum : null, [.. extra.Where(id => Andere.Any(a => a.Id == id))], akkoord);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        operationId = Handelingen.NewOperationId();
        keuzes = await Query.FindAsync(await Handelingen.NewAsync(Organisatie), Koppeling, CancellationToken.None);
        if (keuzes is null)
        {
            notFound = true;
            Navigation.NotFound();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus)
        {
            focus = false;
            await heading.FocusAsync();
        }
    }

    private static string Dag(DateOnly dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private void ReadDatum(ChangeEventArgs e) =>
        datum = DateOnly.TryParseExact((string?)e.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? dag : null;

    private void Choose(Guid koppeling, bool chosen)
    {
        if (chosen)
        {
            extra.Add(koppeling);
        }
        else
        {
            extra.Remove(koppeling);
        }
    }

    private void Show(Stap next)
    {
        stap = next;
        refusals = [];
        focus = true;
    }

    private async Task NextAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            if (stap is Stap.Bevestigen)
            {
                await SubmitAsync();
                return;
            }

            // The same rules as at the submission, so that nobody walks on to a "no" that is certain already.
            var next = Stappen[Stappen.IndexOf(stap) + 1];
            if (next is Stap.Bevestigen || stap is Stap.Datum)
            {
                var preview = await Query.PreviewAsync(await Handelingen.NewAsync(Organisatie), Voorstel, CancellationToken.None);
                refusals = preview.Refusals;
                if (!preview.Succeeded)
                {
                    return;
                }

                Take(preview.Value);
            }

            Show(next);
        }
        finally
        {
            isBusy = false;
        }
    }

    // What was confirmed was confirmed for these companies, not for others.
    private void Take(OpzeggingGevolgen next)
    {
        gevolgen = next;
        if (!akkoord.ToHashSet().SetEquals(Sluitend.Select(g => g.OrganisatieId)))
        {
            akkoord = [];
        }
    }

    private async Task SubmitAsync()
    {
        var result = await Submit.RunAsync(await Handelingen.NewAsync(Organisatie, operationId), Voorstel, CancellationToken.None);
        refusals = result.Refusals;
        indiening = result.Value;
        focus = result.Succeeded;

        // Somebody else has left meanwhile: now it closes a company, which is asked here.
        if (refusals.Any(r => r is BedrijfOpzeggenNotConfirmed)
            && await Query.PreviewAsync(await Handelingen.NewAsync(Organisatie), Voorstel, CancellationToken.None) is { Succeeded: true } preview)
        {
            Take(preview.Value);
        }
    }
}
