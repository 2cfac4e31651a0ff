using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen.Formulier;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>One letter: what became of it, and another print when it did not arrive.</summary>
public sealed partial class BriefPage
{
    private Brief? brief;
    private bool isLoaded;
    private bool isBusy;
    private string? reden;
    private string? fout;
    private string? retour;
    private string? retourFout;
    private string? melding;
    private Guid operationId;
    private Guid retourId;

    [Parameter] public Guid BriefId { get; set; }

    [Inject] public required BriefService Service { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<BriefPage> T { get; init; }

    private IReadOnlyList<FormKeuze.Optie> Redenen => [.. Enum.GetNames<HerdrukReden>().Select(naam => new FormKeuze.Optie(naam, T[$"Reden.{naam}"]))];

    private IReadOnlyList<FormKeuze.Optie> RetourRedenen => [.. Enum.GetNames<RetourReden>().Select(naam => new FormKeuze.Optie(naam, T[$"Retour.{naam}"]))];

    private string Stand => brief switch
    {
        { Status: VerzendStatus.Verzonden, VerzondenOp: { } op } => T["Stand.Verzonden", Weergave.DatumTijd(op)],
        { Status: VerzendStatus.Opgemaakt, OpgemaaktOp: { } op } => T["Stand.Opgemaakt", Weergave.DatumTijd(op)],
        { Status: VerzendStatus.Mislukt, DrukkerReden: { } waarom } => T["Stand.DoorDrukkerGeweigerd", waarom],
        { Status: var status } => T[$"Stand.{status}"],
        null => "",
    };

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        (operationId, retourId) = (Handelingen.NewOperationId(), Handelingen.NewOperationId());
        (reden, fout, retour, retourFout, melding) = (null, null, null, null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        brief = await Service.FindAsync(await Handelingen.NewAsync(null), BriefId, CancellationToken.None);
        isLoaded = true;
    }

    private async Task ReprintAsync()
    {
        if (Choose<HerdrukReden>(reden, out fout) is { } waarom)
        {
            await ActAsync(operationId, handeling => Service.ReprintAsync(handeling, BriefId, waarom, CancellationToken.None), brief!.HeeftCode ? "NieuweCodeKlaar" : "HerdrukKlaar");
        }
    }

    private async Task RegisterReturnAsync()
    {
        if (Choose<RetourReden>(retour, out retourFout) is { } waarom)
        {
            await ActAsync(retourId, handeling => Service.RegisterReturnAsync(handeling, BriefId, waarom, CancellationToken.None), "RetourGeregistreerd");
        }
    }

    private TEnum? Choose<TEnum>(string? gekozen, out string? message)
        where TEnum : struct, Enum
    {
        var chosen = Enum.TryParse<TEnum>(gekozen, out var value);
        message = chosen ? null : Tekst.Of(new Required());
        return chosen ? value : null;
    }

    private async Task ActAsync<TValue>(Guid id, Func<Handeling, Task<Result<TValue>>> act, string done)
    {
        isBusy = true;
        try
        {
            var result = await act(await Handelingen.NewAsync(null, id));
            melding = result.Succeeded ? T[done] : Tekst.Of(result.Refusals[0]);
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
