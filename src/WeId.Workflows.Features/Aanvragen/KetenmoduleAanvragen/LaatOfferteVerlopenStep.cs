using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Nobody answered the offerte in time: nothing comes of the aanvraag. Runs only when the timer won the wait.</summary>
internal sealed class LaatOfferteVerlopenStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.LaatOfferteVerlopen")
    {
        TitleNl = "Offerte laten verlopen",
        TitleEn = "Let the offerte lapse",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        (await db.Offertes.SingleAsync(o => o.AanvraagId == context.AanvraagId, ct)).Expire(context.Now).OrThrow();
        (await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct)).Expire().OrThrow();
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "OfferteVerlopen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
