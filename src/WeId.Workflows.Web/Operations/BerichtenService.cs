using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Web.Operations;

/// <summary>What operators may do to messages that were given up.</summary>
internal sealed class BerichtenService(UseCases useCases, OutboxWake wake)
{
    /// <summary>Gives a message back to the dispatcher under its own id, with all its tries before it again.</summary>
    public async Task<Refusal?> ResendAsync(Handeling handeling, Guid messageId, CancellationToken ct)
    {
        var resent = await useCases.RunAsync<Done>(
            handeling,
            async (scope, token) =>
            {
                if (await scope.Db.MedewerkerAsync(handeling, StafRol.Operator, token) is null)
                {
                    return new NotAllowed();
                }

                if (await scope.Db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, token) is not { Status: OutboxStatus.Failed } message)
                {
                    return new BerichtNotMislukt();
                }

                var verzendingId = MislukteBerichtenQuery.VerzendingOf(message.Type, message.Payload);
                var verzending = verzendingId is null ? null : await scope.Db.Verzendingen.AsNoTracking().SingleOrDefaultAsync(v => v.Id == verzendingId, token);
                if (verzending is { IsEnded: true } || !await GiveBackAsync(scope, message.Sequence, handeling.At, token))
                {
                    return new BerichtNotMislukt();
                }

                scope.Db.Audit.Add(AuditRegel.Of(
                    handeling,
                    "BerichtOpnieuwVersturen",
                    verzending?.AanvraagId ?? MislukteBerichtenQuery.AanvraagOf(message.Key),
                    JsonSerializer.Serialize(new { messageId, message.Type, message.Attempts, message.LastError })));
                return default(Done);
            },
            ct);
        if (!resent.Succeeded)
        {
            return resent.Refusals[0];
        }

        wake.Wake();
        return null;
    }

    // Two operators at once: the second finds that it no longer is what it was.
    private static async Task<bool> GiveBackAsync(UseCaseScope scope, long sequence, DateTimeOffset now, CancellationToken ct) =>
        await scope.Db.Outbox.Where(m => m.Sequence == sequence && m.Status == OutboxStatus.Failed).ExecuteUpdateAsync(
            m => m.SetProperty(x => x.Status, OutboxStatus.Pending)
                .SetProperty(x => x.Attempts, 0)
                .SetProperty(x => x.DueAt, now)
                .SetProperty(x => x.EndedAt, (DateTimeOffset?)null)
                .SetProperty(x => x.LeaseId, (Guid?)null)
                .SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null),
            ct) == 1;
}
