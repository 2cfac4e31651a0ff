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
    private (Guid Batch, bool Gepost)? gevraagd;
    private IReadOnlyList<BriefRij>? gevonden;
    private string zoek = "";
    private ElementReference kop;
    private ElementReference vraag;
    private bool focusKop;
    private bool focusVraag;

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
    protected override Task OnInitializedAsync() => LoadAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            poll = new Poll(Time, _ => InvokeAsync(async () =>
            {
                await LoadAsync();
                StateHasChanged();
            }));
        }

        // The button that was pressed has gone.
        if (focusVraag)
        {
            focusVraag = false;
            await vraag.FocusAsync();
        }
        else if (focusKop)
        {
            focusKop = false;
            await kop.FocusAsync();
        }
    }

    private async Task LoadAsync()
    {
        try
        {
            var found = await Service.ListAsync(await Handelingen.NewAsync(null), CancellationToken.None);
            failed = found is null;
            post = found ?? post;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    // Not by the address: names and places would stand in the logs of every server on the way.
    private async Task SearchAsync()
    {
        try
        {
            gevonden = string.IsNullOrWhiteSpace(zoek) ? null : await Service.FindAsync(await Handelingen.NewAsync(null), zoek, CancellationToken.None);
            melding = gevonden is null ? null : T["Gevonden", gevonden.Count].Value;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            melding = T["NietGelezen"];
        }
    }

    private void ShowAll()
    {
        zoek = "";
        gevonden = null;
        melding = null;
        focusKop = true;
    }

    private void Ask(PostbatchRij batch, bool gepost)
    {
        gevraagd = (batch.Id, gepost);
        focusVraag = true;
    }

    private void Close()
    {
        gevraagd = null;
        focusKop = true;
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

    private Task UndoAsync(PostbatchRij batch) =>
        ActAsync(handeling => Batches.UndoAsync(handeling, batch.Id, CancellationToken.None), aantal => T["BatchIsOngedaan", batch.Nummer, aantal]);

    private Task MarkPostedAsync(BriefRij brief) =>
        ActAsync(handeling => Service.MarkPostedAsync(handeling, brief.Id, CancellationToken.None), _ => T["IsGepost", brief.Ontvanger]);

    private async Task ActAsync<TValue>(Func<Handeling, Task<Result<TValue>>> act, Func<TValue, string> tell)
    {
        if (IsBusy)
        {
            return;
        }

        IsBusy = true;
        try
        {
            var result = await act(await Handelingen.NewAsync(null));
            melding = result.Succeeded ? tell(result.Value) : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
            Close();
            await LoadAsync();
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            melding = T["NietGedaan"];
        }
        finally
        {
            IsBusy = false;
        }
    }
}
