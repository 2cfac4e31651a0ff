using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The recorded decisions behind an aanvraag.</summary>
public static class Goedkeuring
{
    /// <summary>For steps that grant something: looks once more, so that no definition, skip or repair gets around the review.</summary>
    /// <param name="reviewers">How many different people must have approved.</param>
    /// <exception cref="InvalidOperationException">The decisions do not allow it.</exception>
    public static async Task RequireAsync(WeIdDbContext db, Guid aanvraagId, int reviewers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == aanvraagId, ct);
        var reviews = await db.Taken.AsNoTracking()
            .Where(t => t.AanvraagId == aanvraagId && t.Soort == TaakSoort.Beoordeling && t.Status == TaakStatus.Besloten)
            .ToListAsync(ct);

        // A stage in which a supplement was asked or the contract was sent back goes on after it: that needs an approval that came later.
        var approvals = reviews.Where(t => t.Besluit == BeoordelingService.Goedgekeurd).ToList();
        var questions = reviews.Where(t => t.Besluit is BeoordelingService.AanvullingGevraagd or ContractBeoordeling.Onvolledig).ToList();
        if (aanvraag.Status is not AanvraagStatus.InUitvoering
            || approvals.Count + questions.Count < reviews.Count
            || questions.Exists(q => !approvals.Exists(a => a.Fase == q.Fase && a.BeslotenOp >= q.BeslotenOp))
            || approvals.Select(t => t.BeslotenDoor).Distinct().Count() < reviewers)
        {
            throw new InvalidOperationException("The recorded decisions do not allow this.");
        }
    }
}
