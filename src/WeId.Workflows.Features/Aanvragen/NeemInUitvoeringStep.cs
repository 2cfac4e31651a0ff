using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>For an aanvraag that nobody reviews: it is carried out from now on.</summary>
internal sealed class NeemInUitvoeringStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.NeemInUitvoering")
    {
        TitleNl = "Zonder beoordeling in uitvoering nemen",
        TitleEn = "Carry out without a review",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        aanvraag.Accept(context.Now).OrThrow();
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "AanvraagInUitvoering", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
