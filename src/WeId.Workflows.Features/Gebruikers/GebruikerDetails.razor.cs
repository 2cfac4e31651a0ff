using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>What the overview folds open for one user.</summary>
public sealed partial class GebruikerDetails
{
    private GebruikerDetail? detail;
    private bool failed;
    private bool uitnodigen;
    private bool verstuurd;
    private bool ongedaan;
    private bool isBusy;
    private Gegeven? wijzigt;
    private Gegeven? gewijzigd;
    private IReadOnlyList<Refusal> refusals = [];

    private enum Stand
    {
        Gedaan,
        Nu,
        Straks,
        Verlopen,
    }

    // What has a pencil and a pop-up behind it.
    private enum Gegeven
    {
        Rol,
        Mobiel,
        Email,
    }

    [Inject] public required GebruikerQuery Query { get; init; }

    [Inject] public required OpzeggingIntrekken Intrekken { get; init; }

    [Inject] public required AanvraagSoorten Soorten { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required IStringLocalizer<GebruikerDetails> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public Guid KoppelingId { get; set; }

    /// <summary>Something changed that the row shows too.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    // One mutatie at a time, of a middel that works.
    private bool MagMuteren => detail is { Status: KoppelingStatus.Actief, Type: MiddelType.Regulier, Mutatie: null, Opzegging: null };

    private bool IsGeactiveerd => detail!.Status is KoppelingStatus.Actief or KoppelingStatus.Geschorst;

    // From regulier only at EH3 and for a gebruiker; who cannot is not led to a page that says no.
    private bool MagTypeWijzigen => detail is { Status: KoppelingStatus.Actief, Mutatie: null, Opzegging: null }
        && (detail.Type is MiddelType.Belastingdienst || detail is { Niveau: Betrouwbaarheidsniveau.Eh3, Rol: Rol.Gebruiker });

    // On top, when something waits: what, who, until when.
    private string Wait => detail!.Status switch
    {
        KoppelingStatus.WachtenOpGoedkeuring when detail.Aanvraag?.Aanvullen is { } aanvullen => T["Aanvullen", Dag(aanvullen.Uiterlijk)],
        KoppelingStatus.WachtenOpGoedkeuring => T["Wacht.WachtenOpGoedkeuring"],
        KoppelingStatus.Geschorst => T["Wacht.Geschorst", detail.Naam],
        KoppelingStatus.WachtenOpActivatie => T["Wacht.WachtenOpActivatie", detail.Naam, Dag(detail.UiterlijkActiverenOp)],
        _ => T["Wacht.ActivatieVerlopen", detail.Naam, Dag(detail.UiterlijkActiverenOp)],
    };

    private IReadOnlyList<TijdStap> Timeline
    {
        get
        {
            var status = detail!.Status;
            var decided = status is not KoppelingStatus.WachtenOpGoedkeuring;
            return
            [
                new(T["Tijd.Ingediend"], Stand.Gedaan, OpDag(detail.Aanvraag?.IngediendOp)),
                new(T["Tijd.Controle"], decided ? Stand.Gedaan : Stand.Nu, decided ? OpDag(detail.Aanvraag?.BeslotenOp) : T["Tijd.ControleUitleg"]),
                status switch
                {
                    KoppelingStatus.Actief or KoppelingStatus.Geschorst => new(T["Tijd.Activatie"], Stand.Gedaan, OpDag(detail.GeactiveerdOp)),
                    KoppelingStatus.WachtenOpActivatie => new(T["Tijd.Activatie"], Stand.Nu, T["Tijd.ActivatieUitleg", detail.Naam, Dag(detail.UiterlijkActiverenOp)]),
                    KoppelingStatus.ActivatieVerlopen => new(T["Tijd.Activatie"], Stand.Verlopen, T["Tijd.ActivatieVerlopen", Dag(detail.UiterlijkActiverenOp)]),
                    _ => new(T["Tijd.Activatie"], Stand.Straks, T["Tijd.ActivatieStraks", Organisatiekoppeling.ActivatieTermijnDays]),
                },
                status is KoppelingStatus.Geschorst
                    ? new(T["Tijd.Geschorst"], Stand.Nu, T["Tijd.GeschorstUitleg"])
                    : new(T["Tijd.Actief"], status is KoppelingStatus.Actief ? Stand.Gedaan : Stand.Straks, null),
            ];
        }
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => detail?.KoppelingId == KoppelingId ? Task.CompletedTask : LoadAsync();

    private static string IconOf(Stand stand) => stand switch
    {
        Stand.Gedaan => Icons.Material.Filled.CheckCircle,
        Stand.Nu => Icons.Material.Filled.RadioButtonChecked,
        Stand.Verlopen => Icons.Material.Filled.ErrorOutline,
        _ => Icons.Material.Filled.RadioButtonUnchecked,
    };

    private static string Dag(DateOnly? dag) => RefusalTekst.Show(dag, CultureInfo.CurrentCulture);

    private static string Naam(Enum waarde) => RefusalTekst.Show(waarde, CultureInfo.CurrentUICulture);

    private string? OpDag(DateOnly? dag) => dag is null ? null : T["Tijd.Op", Dag(dag)].Value;

    private async Task LoadAsync()
    {
        try
        {
            detail = await Query.FindAsync(await Handelingen.NewAsync(Organisatie), KoppelingId, CancellationToken.None);
            failed = detail is null;
        }
        catch (DbException)
        {
            failed = true;
        }
    }

    private async Task SentAsync()
    {
        uitnodigen = false;
        verstuurd = true;
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }

    private void Open(Gegeven gegeven) => (wijzigt, gewijzigd) = (gegeven, null);

    private async Task SavedAsync()
    {
        (gewijzigd, wijzigt) = (wijzigt, null);
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }

    private async Task UndoAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var result = await Intrekken.RunAsync(await Handelingen.NewAsync(Organisatie), KoppelingId, CancellationToken.None);
            refusals = result.Refusals;
            ongedaan = result.Succeeded;
            await LoadAsync();
            await OnChanged.InvokeAsync();
        }
        finally
        {
            isBusy = false;
        }
    }

    private sealed record TijdStap(string Titel, Stand Stand, string? Uitleg);
}
