using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What was approved turned out not to be possible: the aanvraag ends without it.</summary>
internal sealed class StaakUitvoeringStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.StaakUitvoering")
    {
        TitleNl = "Uitvoering staken",
        TitleEn = "Stop carrying out",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        aanvraag.Withdraw().OrThrow();
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "UitvoeringGestaakt", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
