using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Aanvragen.Schorsingen;
using WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>One task: data, document, checklist and decision.</summary>
public sealed partial class TaakPage : IAsyncDisposable
{
    private TaakDetail? taak;
    private BriefTaak? brief;
    private Poll? poll;
    private IReadOnlyList<Refusal> refused = [];
    private Guid decision;
    private string? melding;
    private string watermerk = "";
    private bool failed;

    [Inject] public required TakenQuery Query { get; init; }

    [Inject] public required BeoordelingService Service { get; init; }

    [Inject] public required ContractBeoordeling Contracten { get; init; }

    [Inject] public required SchorsingBesluiten Schorsingen { get; init; }

    [Inject] public required DoorvoerService Doorvoeren { get; init; }

    [Inject] public required OfferteService Offertes { get; init; }

    [Inject] public required BriefTaken Brieven { get; init; }

    [Inject] public required KetenuitnodigingService Ketenuitnodigingen { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required IStringLocalizer<TaakPage> T { get; init; }

    [Inject] public required IStringLocalizer<TaakTeksten> W { get; init; }

    [Parameter] public Guid Id { get; set; }

    private bool IsBusy { get; set; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (poll is not null)
        {
            await poll.DisposeAsync();
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (taak?.Rij.Id != Id)
        {
            taak = null;
            refused = [];
            decision = Handelingen.NewOperationId();
            await LoadAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            poll = new Poll(Time, _ => InvokeAsync(LookAsync));
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            taak = await Query.FindAsync(await Handelingen.NewAsync(null), Id, CancellationToken.None);
            failed = taak is null;
            brief = taak is { Rij.Soort: TaakSoort.Retourpost or TaakSoort.AdresAanpassen } and ({ Inhoud: not null } or { Besluit: not null }) ? await Brieven.FindAsync(await Handelingen.NewAsync(null), Id, CancellationToken.None) : null;
            if (taak is not null && watermerk.Length == 0)
            {
                watermerk = $"{taak.Lezer} · {Weergave.DatumTijd(Time.GetUtcNow())}";
            }
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    /// <summary>What he has ticked stays: only the task itself is read again.</summary>
    private async Task LookAsync()
    {
        var had = taak?.Inhoud is not null;
        await LoadAsync();
        if (had && taak is { Inhoud: null } && !IsBusy)
        {
            melding = taak.Rij.Status is TaakStatus.Ingetrokken ? T["Ingetrokken"] : T["NietMeerVanU"];
        }

        StateHasChanged();
    }

    private Task ClaimAsync() => ActAsync(async () => await Service.ClaimAsync(await Handelingen.NewAsync(null), Id, CancellationToken.None), T["Opgepakt"]);

    private async Task ReleaseAsync()
    {
        await ActAsync(async () => await Service.ReleaseAsync(await Handelingen.NewAsync(null), Id, CancellationToken.None), null);
        if (refused.Count == 0)
        {
            Navigation.NavigateTo("backoffice/taken");
        }
    }

    private Task DecideAsync(Besluit besluit) => ActAsync(
        async () => await Service.DecideAsync(await Handelingen.NewAsync(null, decision), Id, besluit, CancellationToken.None),
        T[!besluit.Goedgekeurd ? "IsAfgekeurd" : taak!.IsDefinitief ? "IsGoedgekeurd" : Eindbesluit.IsDeel(taak.Rij.Fase) ? "IsGoedgekeurdDeel" : "IsGoedgekeurdEerste"]);

    private Task AskAsync(AanvullingVraag vraag) => ActAsync(
        async () => await Service.AskAanvullingAsync(await Handelingen.NewAsync(null, decision), Id, vraag, CancellationToken.None),
        T["IsAanvullingGevraagd"]);

    private Task IssueOtpAsync(OtpZending zending) => ActAsync(
        async () => await Service.IssueOtpAsync(await Handelingen.NewAsync(null, decision), Id, zending.Serienummer, zending.TrackTrace, CancellationToken.None),
        T["IsUitgegeven", zending.Serienummer]);

    private Task CheckKvkAsync(KvkBevinding bevinding) => ActAsync(
        async () => await Service.CheckKvkAsync(await Handelingen.NewAsync(null, decision), Id, bevinding.Klopt, bevinding.Toelichting, CancellationToken.None),
        T["IsGecontroleerd"]);

    private Task ReturnContractAsync(string? toelichting) => ActAsync(
        async () => await Contracten.ReturnAsync(await Handelingen.NewAsync(null, decision), Id, toelichting, CancellationToken.None),
        T["IsTeruggestuurd"]);

    private Task DecideSchorsingAsync(SchorsingBesluit besluit) => ActAsync(
        async () => await Schorsingen.DecideAsync(await Handelingen.NewAsync(null, decision), Id, besluit, CancellationToken.None),
        T[besluit.Opheffen ? "IsOpgeheven" : "IsBeeindigd"]);

    private Task RecordAsync(Doorvoering doorvoering) => ActAsync(
        async () => await Doorvoeren.RunAsync(await Handelingen.NewAsync(null, decision), Id, doorvoering, CancellationToken.None),
        T["IsDoorgevoerd"]);

    private Task MakeOfferteAsync(OfferteVoorstel voorstel) => ActAsync(
        async () => await Offertes.MaakOpAsync(await Handelingen.NewAsync(null, decision), Id, voorstel, CancellationToken.None), T["IsOpgemaakt"]);

    private Task RegisterAnswerAsync(OfferteAntwoord antwoord) => ActAsync(
        async () => await Offertes.RegistreerAsync(await Handelingen.NewAsync(null, decision), Id, antwoord.Geaccepteerd, antwoord.Toelichting, CancellationToken.None),
        T["IsBeantwoord"]);

    private Task ReceiveFormAsync() => ActAsync(
        async () => await Ketenuitnodigingen.OntvangenAsync(await Handelingen.NewAsync(null, decision), Id, CancellationToken.None), T["IsOntvangen"]);

    private Task DecideRetourAsync(RetourBesluit besluit) => ActAsync(
        async () => await Brieven.DecideRetourAsync(await Handelingen.NewAsync(null, decision), Id, besluit, CancellationToken.None),
        T[besluit.Keuze is RetourKeuze.Gesloten ? "IsGesloten" : "IsHerdrukt"]);

    private Task FitAsync(AdresBesluit besluit) => ActAsync(
        async () => await Brieven.FitAsync(await Handelingen.NewAsync(null, decision), Id, besluit, CancellationToken.None), T["IsAangepast"]);

    private async Task TakeNextAsync()
    {
        var result = await Service.ClaimNextAsync(await Handelingen.NewAsync(null), CancellationToken.None);
        if (result is { Succeeded: true, Value.TaakId: { } next })
        {
            melding = null;
            Navigation.NavigateTo($"backoffice/taken/{next}");
            return;
        }

        melding = result.Succeeded ? T["GeenVolgende"] : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
    }

    private async Task ActAsync(Func<Task<Result<Done>>> act, string? done)
    {
        IsBusy = true;
        try
        {
            var result = await act();
            refused = result.Refusals;

            // What belongs to a field is shown there.
            melding = result.Succeeded ? done : result.Refusals.FirstOrDefault(r => r.Field is null) is { } refusal ? Tekst.Of(refusal, CultureInfo.CurrentUICulture) : null;
            await LoadAsync();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
