using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>
/// Grants the middel: abonnement and thirty days to activate. Looks at the recorded decisions once more, so that no
/// definition, skip or repair gets around the review.
/// </summary>
internal sealed class VerleenMiddelStep(WeIdDbContext db, AanvraagSoorten soorten) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerleenMiddel")
    {
        TitleNl = "Middel verlenen",
        TitleEn = "Grant the middel",
        Grants = "EhMiddel",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var kosten = JsonSerializer.Deserialize<Kostenoverzicht>(aanvraag.Kosten ?? throw new InvalidOperationException($"Aanvraag {aanvraag.Id} has no costs."))!;
        await Goedkeuring.RequireAsync(db, context.AanvraagId, soorten.Of(aanvraag).Niveau(aanvraag).NeedsSecondReviewer() ? 2 : 1, ct);

        var handeling = new Handeling(context.ExecutionId, context.Now);
        foreach (var koppeling in await db.Koppelingen.Where(k => k.AanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            koppeling.Approve(handeling, kosten.Duur).OrThrow();
        }

        db.Audit.Add(AuditRegel.Of(handeling, "MiddelVerleend", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
