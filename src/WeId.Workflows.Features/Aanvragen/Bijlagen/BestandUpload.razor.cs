using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>One file. The browser sends it by a request of its own to <see cref="Url"/>; this component only tells how it goes.</summary>
public sealed partial class BestandUpload : IAsyncDisposable
{
    private ElementReference input;
    private IJSObjectReference? module;
    private DotNetObjectReference<BestandUpload>? self;
    private string? fout;
    private int? procent;

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<BestandUpload> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    /// <summary>Where it is posted and deleted, relative to the root.</summary>
    [Parameter, EditorRequired] public required string Url { get; set; }

    /// <summary>What tells the files of a page apart.</summary>
    [Parameter, EditorRequired] public required string Veld { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What was uploaded before; null when nothing.</summary>
    [Parameter] public Bestand? Ontvangen { get; set; }

    /// <summary>Message of the form about this file; null when there is none.</summary>
    [Parameter] public string? Fout { get; set; }

    /// <summary>A file was received or removed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private static string Accept { get; } = string.Join(',', Bijlage.Extensions.Select(e => "." + e));

    private string Id => $"bijlage-{Veld}";

    private bool IsBusy => procent is not null;

    /// <summary>Called by the browser.</summary>
    [JSInvokable]
    public void ShowProgress(int percent)
    {
        fout = null;
        procent = percent;
        StateHasChanged();
    }

    /// <summary>Called by the browser at the end.</summary>
    /// <param name="status">Of the answer; 0 when none came, 413 also when the file was too large to be sent.</param>
    /// <param name="text">The refusal in words; null when the answer held none.</param>
    [JSInvokable]
    public async Task EndAsync(int status, string? text)
    {
        procent = null;
        fout = status switch
        {
            >= 200 and < 300 => null,
            413 => Tekst.Of(new BijlageGeweigerd(BijlageWeigering.TeGroot), CultureInfo.CurrentUICulture),
            _ => text ?? T["NietGelukt"],
        };
        if (fout is null)
        {
            await OnChanged.InvokeAsync();
        }

        StateHasChanged();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        self?.Dispose();
        if (module is not null)
        {
            try
            {
                await module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser went away, and its module with it.
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            self = DotNetObjectReference.Create(this);
            module = await Js.InvokeAsync<IJSObjectReference>("import", "./_content/WeId.Workflows.Features/aanvraag.js");
            await module.InvokeVoidAsync("watchUpload", input, Url, Bijlage.MaxBytes, self);
        }
    }

    private static string Grootte(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, bytes / 1024)} kB")
        : string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024m / 1024m:0.0} MB");

    private async Task RemoveAsync()
    {
        if (module is not null)
        {
            await module.InvokeVoidAsync("removeUpload", Url, self);
        }
    }

    /// <summary>A file that was received.</summary>
    public sealed record Bestand(string Naam, long Bytes);
}
