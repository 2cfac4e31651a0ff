using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>What was asked of the beheerder did not come: the aanvraag lapses, and no copy of a document is kept. What its type made is for its own steps.</summary>
internal sealed class LaatAanvraagVervallenStep(WeIdDbContext db, BijlageWisser wisser) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.LaatAanvraagVervallen")
    {
        TitleNl = "Aanvraag laten vervallen",
        TitleEn = "Let the aanvraag lapse",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        aanvraag.Expire().OrThrow();
        await db.CloseAanvullingAsync(context.AanvraagId, ct);
        await wisser.EraseAsync(db, aanvraag, goedgekeurd: false, context.Now, ct);
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "AanvraagVervallen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
