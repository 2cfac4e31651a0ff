using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The contract, or what was asked about it or about the person, did not come in time: what was asked for disappears from the portal .</summary>
internal sealed class LaatContractVervallenStep(WeIdDbContext db, BijlageWisser wisser) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.LaatContractVervallen")
    {
        TitleNl = "Aanvraag laten vervallen",
        TitleEn = "Let the request lapse",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await db.LapseContractenAsync(context.AanvraagId, ct);
        await db.CloseAanvullingAsync(context.AanvraagId, ct);
        foreach (var koppeling in await db.Koppelingen.Where(k => k.AanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            koppeling.Reject().OrThrow();
        }

        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        await wisser.EraseAsync(db, aanvraag, goedgekeurd: false, context.Now, ct);
        aanvraag.Expire().OrThrow();
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "AanvraagVervallen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
