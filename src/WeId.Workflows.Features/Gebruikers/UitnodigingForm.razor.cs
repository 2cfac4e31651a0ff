using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>A new activatie-uitnodiging: by mail for free, or by letter at a price that is accepted first .</summary>
public sealed partial class UitnodigingForm
{
    private Guid operationId;
    private UitnodigingKanaal kanaal;
    private string? email;
    private bool akkoord;
    private bool isSending;
    private IReadOnlyList<Refusal> refusals = [];
    private ElementReference heading;

    [Inject] public required NieuweUitnodiging Uitnodiging { get; init; }

    [Inject] public required Handelingen Handelingen { get; init; }

    [Inject] public required RefusalTekst Tekst { get; init; }

    [Inject] public required IStringLocalizer<UitnodigingForm> T { get; init; }

    [Parameter, EditorRequired] public Guid Organisatie { get; set; }

    [Parameter, EditorRequired] public Guid KoppelingId { get; set; }

    /// <summary>The present address; a mistyped one can be corrected here, and nowhere else at this status .</summary>
    [Parameter, EditorRequired] public required string Email { get; set; }

    /// <summary>Who has a middel that works changes his address himself .</summary>
    [Parameter] public bool EmailVast { get; set; }

    /// <summary>What the letter costs.</summary>
    [Parameter, EditorRequired] public required Kostenoverzicht Kosten { get; set; }

    [Parameter] public EventCallback OnSent { get; set; }

    [Parameter] public EventCallback OnCancel { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        email = Email;
        operationId = Handelingen.NewOperationId();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await heading.FocusAsync();
        }
    }

    private async Task SendAsync()
    {
        if (isSending)
        {
            return;
        }

        isSending = true;
        try
        {
            var result = await Uitnodiging.RunAsync(
                await Handelingen.NewAsync(Organisatie, operationId),
                KoppelingId,
                kanaal,
                kanaal is UitnodigingKanaal.Brief && akkoord ? Kosten.Exclusief : null,
                email == Email ? null : email,
                CancellationToken.None);
            refusals = result.Refusals;
            if (result.Succeeded)
            {
                await OnSent.InvokeAsync();
            }
        }
        finally
        {
            isSending = false;
        }
    }
}
