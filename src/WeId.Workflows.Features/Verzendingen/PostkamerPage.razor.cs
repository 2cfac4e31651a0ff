using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>The post queue: open, print, post.</summary>
public sealed partial class PostkamerPage : IAsyncDisposable
{
    private Postkamer? post;
    private Poll? poll;
    private string? melding;
    private bool failed;
    private Guid? terugdraaien;
    private IReadOnlyList<BriefRij>? gevonden;

    [SupplyParameterFromQuery] public string? Zoek { get; set; }

    [Inject] public required PostkamerService Service { get; init; }

    [Inject] public required PostbatchService Batches { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required TimeProvider Time { get; init; }

    [Inject] public required IStringLocalizer<PostkamerPage> T { get; init; }

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

    private async Task LoadAsync()
    {
        try
        {
            var found = await Service.ListAsync(await Handelingen.NewAsync(null), CancellationToken.None);
            failed = found is null;
            post = found ?? post;
            gevonden = string.IsNullOrWhiteSpace(Zoek) ? null : await Service.FindAsync(await Handelingen.NewAsync(null), Zoek, CancellationToken.None);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    private static string Onderwerp(BriefRij brief) =>
        (brief.Onderwerp is { Length: > 0 } ? brief.Onderwerp : brief.Template) + (brief.AanvraagNummer is null ? "" : $" · {brief.AanvraagNummer}");

    private string Bundel(int aantal) => aantal switch
    {
        1 => T["Bundel1"],
        <= Postbatch.MaxBrieven => T["Bundel", aantal],
        _ => T["BundelEerste", Postbatch.MaxBrieven],
    };

    private Task GatherAsync() => ActAsync(handeling => Batches.GatherAsync(handeling, CancellationToken.None), batch => T["IsGebundeld", batch.Nummer, batch.Aantal]);

    private Task MarkPostedAsync(PostbatchRij batch) =>
        ActAsync(handeling => Batches.MarkPostedAsync(handeling, batch.Id, CancellationToken.None), aantal => T["BatchIsGepost", batch.Nummer, aantal]);

    private async Task UndoAsync(PostbatchRij batch)
    {
        await ActAsync(handeling => Batches.UndoAsync(handeling, batch.Id, CancellationToken.None), aantal => T["BatchIsOngedaan", batch.Nummer, aantal]);
        terugdraaien = null;
    }

    private Task MarkPostedAsync(BriefRij brief) =>
        ActAsync(handeling => Service.MarkPostedAsync(handeling, brief.Id, CancellationToken.None), _ => T["IsGepost", brief.Ontvanger]);

    private async Task ActAsync<TValue>(Func<Handeling, Task<Result<TValue>>> act, Func<TValue, string> tell)
    {
        IsBusy = true;
        try
        {
            var result = await act(await Handelingen.NewAsync(null));
            melding = result.Succeeded ? tell(result.Value) : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
            await LoadAsync();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
