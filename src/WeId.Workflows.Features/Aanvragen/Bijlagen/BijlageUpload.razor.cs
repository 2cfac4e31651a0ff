using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>One file of a draft. The browser sends it by a request of its own; this component only tells how it goes.</summary>
public sealed partial class BijlageUpload : IAsyncDisposable
{
    private ElementReference input;
    private IJSObjectReference? module;
    private DotNetObjectReference<BijlageUpload>? self;
    private string? fout;
    private int? procent;

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required IStringLocalizer<BijlageUpload> T { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Parameter, EditorRequired] public required Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required Guid Concept { get; set; }

    [Parameter, EditorRequired] public required DocumentZijde Zijde { get; set; }

    [Parameter, EditorRequired] public required string Label { get; set; }

    /// <summary>What was uploaded before; null when nothing.</summary>
    [Parameter] public BijlageRij? Bijlage { get; set; }

    /// <summary>Message of the form about this file; null when there is none.</summary>
    [Parameter] public string? Fout { get; set; }

    /// <summary>The uploads of the draft have changed.</summary>
    [Parameter] public EventCallback OnChanged { get; set; }

    private static string Accept { get; } = string.Join(',', Domain.Aanvragen.Bijlage.Extensions.Select(e => "." + e));

    private string Id => $"bijlage-{Zijde}";

    private bool IsBusy => procent is not null;

    private string Url => $"beheer/{Organisatie}/concepten/{Concept}/bijlagen/{Zijde}";

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
            await module.InvokeVoidAsync("watchUpload", input, Url, Domain.Aanvragen.Bijlage.MaxBytes, self);
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
}
