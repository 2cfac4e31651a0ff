using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>The pop-up in which one thing of a user is changed .</summary>
public sealed partial class GegevenDialog
{
    private static readonly DialogOptions Options = new() { MaxWidth = MaxWidth.Small, FullWidth = true, CloseOnEscapeKey = true, BackdropClick = false };

    private Guid operationId;
    private MudDialog? dialog;
    private bool isBusy;
    private bool isClosing;
    private bool failed;
    private IReadOnlyList<Refusal> refusals = [];

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<GegevenDialog> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public required string Titel { get; set; }

    /// <summary>What the button says.</summary>
    [Parameter, EditorRequired] public required string Knop { get; set; }

    /// <summary>Name of the one field, as refusals know it.</summary>
    [Parameter, EditorRequired] public required string Veld { get; set; }

    /// <summary>Does it.</summary>
    [Parameter, EditorRequired] public required Func<Handeling, Task<Result<Done>>> Save { get; set; }

    /// <summary>The field; gets what is wrong with it, null when nothing is.</summary>
    [Parameter, EditorRequired] public required RenderFragment<string?> ChildContent { get; set; }

    [Parameter] public EventCallback OnSaved { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    private string? Fout => refusals.FirstOrDefault(r => r.Field == Veld) is { } refusal ? Tekst.Of(refusal) : null;

    /// <inheritdoc />
    protected override void OnInitialized() => operationId = Handelingen.NewOperationId();

    // By Escape.
    private Task VisibleChangedAsync(bool visible) => visible || isClosing ? Task.CompletedTask : OnClose.InvokeAsync();

    private Task CancelAsync() => CloseAsync(OnClose);

    // Whoever opened it takes it out of the page then, so it must be closed before that.
    private async Task CloseAsync(EventCallback then)
    {
        isClosing = true;
        await dialog!.CloseAsync();
        await then.InvokeAsync();
    }

    private async Task SaveAsync()
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, failed) = (true, false);
        try
        {
            refusals = (await Save(await Handelingen.NewAsync(Organisatie, operationId))).Refusals;
            if (refusals.Count == 0)
            {
                await CloseAsync(OnSaved);
            }
        }
        catch (Exception e) when (Storing.Is(e))
        {
            failed = true;
        }
        finally
        {
            isBusy = false;
        }
    }
}
