using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Everything that was asked has been carried out.</summary>
internal sealed class RondAfStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.RondAf")
    {
        TitleNl = "Aanvraag afronden",
        TitleEn = "Complete the aanvraag",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        aanvraag.Complete().OrThrow();
        await db.EndCodebrievenAsync(context.AanvraagId, TemplateGegevens.NameOf(typeof(ActivatiebriefGegevens)), ct);
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "AanvraagAfgerond", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
