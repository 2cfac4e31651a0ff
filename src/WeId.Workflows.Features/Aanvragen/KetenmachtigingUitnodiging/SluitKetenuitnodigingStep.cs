using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Aanvullingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Nothing comes of the uitnodiging: it was rejected, or an answer did not come in time.</summary>
internal sealed class SluitKetenuitnodigingStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.SluitKetenuitnodiging")
    {
        TitleNl = "Uitnodiging sluiten",
        TitleEn = "Close the invitation",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var uitnodiging = await db.KetenUitnodigingen.SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);
        if (aanvraag.Status is AanvraagStatus.Afgekeurd)
        {
            uitnodiging.Reject().OrThrow();
        }
        else
        {
            await db.CloseAanvullingAsync(context.AanvraagId, ct);
            uitnodiging.Expire(context.Now).OrThrow();
            aanvraag.Expire().OrThrow();
        }

        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "KetenuitnodigingGesloten", context.AanvraagId, $"\"{uitnodiging.Status}\""));
        return new StepResult.Completed("Done");
    }
}
