using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The takenbak of reviewers and postkamer.</summary>
public sealed partial class TakenPage : IAsyncDisposable
{
    private Takenbak? bak;
    private Poll? poll;
    private string? melding;
    private bool failed;

    [Inject] public required TakenQuery Query { get; init; }

    [Inject] public required BeoordelingService Service { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required IStringLocalizer<TakenPage> T { get; init; }

    [Inject] public required IStringLocalizer<TaakTeksten> W { get; init; }

    [SupplyParameterFromQuery(Name = "filter")] public string? FilterNaam { get; set; }

    private TakenFilter Filter => Enum.TryParse<TakenFilter>(FilterNaam, ignoreCase: true, out var filter) && Enum.IsDefined(filter) ? filter : TakenFilter.Open;

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
    protected override Task OnParametersSetAsync() => LoadAsync();

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            poll = new Poll(Time, _ => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }));
        }
    }

    private static string UrlOf(TakenFilter filter) => $"backoffice/taken?filter={filter.ToString().ToLowerInvariant()}";

    private static string Telling(int count) => count > TakenQuery.MaxGeteld ? $"{TakenQuery.MaxGeteld}+" : $"{count}";

    private async Task LoadAsync()
    {
        try
        {
            var found = await Query.ListAsync(await Handelingen.NewAsync(null), Filter, CancellationToken.None);
            failed = found is null;
            bak = found ?? bak;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    private Task ClaimAsync(TaakRij rij) => ActAsync(async () =>
    {
        var result = await Service.ClaimAsync(await Handelingen.NewAsync(null), rij.Id, CancellationToken.None);
        if (result.Succeeded)
        {
            Navigation.NavigateTo($"backoffice/taken/{rij.Id}");
            return null;
        }

        return Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
    });

    private Task ReleaseAsync(TaakRij rij) => ActAsync(async () =>
    {
        var result = await Service.ReleaseAsync(await Handelingen.NewAsync(null), rij.Id, CancellationToken.None);
        return result.Succeeded ? T["Teruggegeven", rij.AanvraagNummer] : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
    });

    private Task TakeNextAsync() => ActAsync(async () =>
    {
        var result = await Service.ClaimNextAsync(await Handelingen.NewAsync(null), CancellationToken.None);
        if (!result.Succeeded)
        {
            return Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
        }

        if (result.Value.TaakId is not { } taakId)
        {
            return T["GeenVolgende"];
        }

        Navigation.NavigateTo($"backoffice/taken/{taakId}");
        return null;
    });

    private async Task ActAsync(Func<Task<string?>> act)
    {
        IsBusy = true;
        try
        {
            melding = await act();
            await LoadAsync();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
