using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
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

    [Inject] public required PostkamerService Service { get; init; }

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
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            failed = true;
        }
    }

    private async Task MarkPostedAsync(BriefRij brief)
    {
        IsBusy = true;
        try
        {
            var result = await Service.MarkPostedAsync(await Handelingen.NewAsync(null), brief.Id, CancellationToken.None);
            melding = result.Succeeded ? T["IsGepost", brief.Ontvanger] : Tekst.Of(result.Refusals[0], CultureInfo.CurrentUICulture);
            await LoadAsync();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
