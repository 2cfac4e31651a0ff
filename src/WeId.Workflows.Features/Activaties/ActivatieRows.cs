using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>What several acts around the activation need from the database.</summary>
public static class ActivatieRows
{
    /// <summary>The latest uitnodiging of an aanvraag, with whatever became of it; null when there was none.</summary>
    internal static Task<Activatie?> LatestActivatieAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
        db.Activaties.Where(a => a.AanvraagId == aanvraagId && a.Status != ActivatieStatus.Vervangen)
            .OrderByDescending(a => a.UitgenodigdOp)
            .FirstOrDefaultAsync(ct);

    /// <summary>The e-mail address was corrected: what its former owner proved or chose no longer counts.</summary>
    public static async Task ForgetEmailAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (await db.LatestActivatieAsync(aanvraagId, ct) is { } activatie)
        {
            activatie.ForgetEmail();
        }
    }

    /// <summary>New days for everything of the aanvraag that expired: the one activation is for all of it .</summary>
    internal static async Task<Refusal?> InviteAgainAsync(this WeIdDbContext db, Handeling handeling, Guid aanvraagId, CancellationToken ct) =>
        (await db.ActiveerbaarAsync(aanvraagId, ct))
            .Where(w => w.Status is KoppelingStatus.ActivatieVerlopen)
            .Select(w => w.InviteAgain(handeling))
            .FirstOrDefault(r => r is not null);

    /// <summary>
    /// Ends the wait of that name, or leaves the event for the next one: the flow may be on its way between two waits,
    /// with a reminder for instance.
    /// </summary>
    internal static async Task SendEventAsync(
        this UseCaseScope scope, Handeling handeling, Guid aanvraagId, string waitName, string outcome, CancellationToken ct)
    {
        var payload = new Dictionary<string, object?>();
        if (await scope.WaitStore.FindOpenAsync(aanvraagId, waitName, ct) is { } wait
            && await scope.Waits.CloseAsync(wait, outcome, payload, handeling.AccountId?.ToString() ?? "event", handeling.At, ct))
        {
            return;
        }

        var id = DerivedId.From(handeling.OperationId, $"signal:{waitName}");
        scope.Outbox.Add(
            id,
            WorkflowMessages.Signal,
            WorkflowMessages.KeyOf(aanvraagId),
            new Signal(id, aanvraagId, outcome) { WaitName = waitName, Payload = payload });
    }
}
