using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>
/// Grants the middel: abonnement and thirty days to activate. Looks at the recorded decisions once more, so that no
/// definition, skip or repair gets around the review.
/// </summary>
internal sealed class VerleenMiddelStep(WeIdDbContext db) : IStepHandler
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
        var gegevens = JsonSerializer.Deserialize<NieuweGebruikerGegevens>(aanvraag.Gegevens)!;
        var reviews = await db.Taken.AsNoTracking()
            .Where(t => t.AanvraagId == context.AanvraagId && t.Soort == TaakSoort.Beoordeling && t.Status == TaakStatus.Besloten)
            .ToListAsync(ct);
        var reviewers = reviews.Select(t => t.BeslotenDoor).Distinct().Count();
        if (aanvraag.Status is not AanvraagStatus.InUitvoering
            || reviews.Any(t => t.Besluit != "Goedgekeurd")
            || reviewers < (gegevens.Niveau.NeedsSecondReviewer() ? 2 : 1))
        {
            throw new InvalidOperationException("The recorded decisions do not allow this middel.");
        }

        var handeling = new Handeling(context.ExecutionId, context.Now);
        foreach (var koppeling in await db.Koppelingen.Where(k => k.AanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            koppeling.Approve(handeling, gegevens.Duur).OrThrow();
        }

        db.Audit.Add(AuditRegel.Of(handeling, "MiddelVerleend", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
