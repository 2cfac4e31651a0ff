using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>After a rejection nothing of the aanvraag stays visible in the portal .</summary>
internal sealed class VerwerkAfwijzingStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerwerkAfwijzing")
    {
        TitleNl = "Aanvraag verwijderen uit de beheermodule",
        TitleEn = "Remove the aanvraag from the portal",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        foreach (var wacht in await db.ActiveerbaarAsync(context.AanvraagId, ct))
        {
            wacht.Reject().OrThrow();
        }

        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "AanvraagVerwijderd", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
