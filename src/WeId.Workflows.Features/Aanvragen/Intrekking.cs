using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Ketenmachtigingen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Ends an aanvraag that is not carried out (further), so that nothing of it waits, shows or arrives any more.</summary>
public sealed class Intrekking(BijlageWisser wisser, AanvraagSoorten soorten)
{
    /// <summary>Why its workflow is canceled.</summary>
    public const string Reason = "ingetrokken";

    /// <summary>
    /// As a part of another act, under an operation id of its own. What was carried out is left to its workflow, which has only
    /// to finish: it has not been withdrawn.
    /// </summary>
    public async Task WithdrawForAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(handeling);
        if (await scope.Db.Aanvragen.SingleOrDefaultAsync(a => a.Id == aanvraagId && a.Status == AanvraagStatus.InUitvoering, ct) is { } aanvraag
            && await IsUitgevoerdAsync(scope.Db, aanvraag, ct))
        {
            await FreeMiddelenAsync(scope.Db, aanvraagId, ct);
            return;
        }

        await WithdrawAsync(scope, handeling with { OperationId = DerivedId.From(handeling.OperationId, aanvraagId.ToString()) }, aanvraagId, ct);
    }

    /// <summary>
    /// Inside the transaction of the act. What was carried out stays, also when it has ended since: then only its workflow ends.
    /// The aanvrager gets no mail.
    /// </summary>
    public async Task WithdrawAsync(UseCaseScope scope, Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(handeling);
        var id = DerivedId.From(handeling.OperationId, "intrekken");
        scope.Outbox.Add(id, WorkflowMessages.Cancel, WorkflowMessages.KeyOf(aanvraagId), new CancelWorkflow(id, aanvraagId, Reason));
        if (await scope.Db.Aanvragen.SingleOrDefaultAsync(a => a.Id == aanvraagId, ct) is not { } aanvraag)
        {
            return;
        }

        await EndTakenAsync(scope.Db, aanvraagId, ct);
        await scope.Db.CloseAanvullingAsync(aanvraagId, ct);
        await scope.Db.LapseContractenAsync(aanvraagId, ct);
        await FreeMiddelenAsync(scope.Db, aanvraagId, ct);
        await EndActiveerbaarAsync(scope.Db, aanvraagId, ct);
        if (await IsUitgevoerdAsync(scope.Db, aanvraag, ct))
        {
            await EndWithoutAdresAsync(scope.Db, aanvraagId, ct);
            if (aanvraag.Status is AanvraagStatus.InUitvoering)
            {
                aanvraag.Complete().OrThrow();
            }

            return;
        }

        await EndActivatiesAsync(scope.Db, aanvraagId, ct);
        await EndVerzendingenAsync(scope.Db, aanvraagId, ct);
        await scope.Db.WithdrawKetenAsync(aanvraagId, handeling.At, ct);
        await wisser.EraseAsync(scope.Db, aanvraag, goedgekeurd: false, handeling.At, ct);
        if (aanvraag.Withdraw() is null)
        {
            scope.Db.Audit.Add(AuditRegel.Of(handeling, "AanvraagIngetrokken", aanvraagId));
        }
    }

    private static async Task EndTakenAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var taak in await db.Taken.Where(t => t.AanvraagId == aanvraagId && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)).ToListAsync(ct))
        {
            taak.Withdraw();
        }
    }

    /// <summary>Without its task nobody would shorten the address.</summary>
    private static async Task EndWithoutAdresAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var brief in await db.Verzendingen.Where(v => v.AanvraagId == aanvraagId && v.Status == VerzendStatus.WachtOpAdres).ToListAsync(ct))
        {
            brief.MarkVervallen();
        }
    }

    private static async Task FreeMiddelenAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var middel in await db.EhMiddelen.Where(m => m.MutatieAanvraagId == aanvraagId).ToListAsync(ct))
        {
            middel.EndMutatie(aanvraagId);
        }
    }

    private static async Task EndActiveerbaarAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var wacht in await db.ActiveerbaarAsync(aanvraagId, ct))
        {
            switch (wacht.Status)
            {
                case KoppelingStatus.WachtenOpGoedkeuring:
                    wacht.Reject().OrThrow();
                    break;
                case KoppelingStatus.WachtenOpActivatie or KoppelingStatus.ActivatieVerlopen:
                    wacht.End().OrThrow();
                    break;
            }
        }
    }

    private async Task<bool> IsUitgevoerdAsync(WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct) =>
        (await db.ActiveerbaarAsync(aanvraag.Id, ct)).Exists(w => w.GeactiveerdOp is not null)
        || await soorten.Of(aanvraag).IsUitgevoerdAsync(db, aanvraag, ct);

    private static async Task EndActivatiesAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        foreach (var activatie in await db.Activaties.Where(a => a.AanvraagId == aanvraagId && a.Status != ActivatieStatus.Voltooid).ToListAsync(ct))
        {
            activatie.Expire();
        }
    }

    // Their codes lead nowhere any more; what is being sent at this moment still leaves.
    private static async Task EndVerzendingenAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        var unsent = await db.Verzendingen
            .Where(v => v.AanvraagId == aanvraagId && v.Status != VerzendStatus.Verzonden && v.Status != VerzendStatus.Vervallen)
            .ToListAsync(ct);
        unsent.ForEach(v => v.MarkVervallen());
    }
}
