using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The recorded decisions behind an aanvraag.</summary>
internal static class Goedkeuring
{
    /// <summary>For steps that grant something: looks once more, so that no definition, skip or repair gets around the review.</summary>
    /// <param name="reviewers">How many different people must have approved.</param>
    /// <exception cref="InvalidOperationException">The decisions do not allow it.</exception>
    public static async Task RequireAsync(WeIdDbContext db, Guid aanvraagId, int reviewers, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == aanvraagId, ct);
        var reviews = await db.Taken.AsNoTracking()
            .Where(t => t.AanvraagId == aanvraagId && t.Soort == TaakSoort.Beoordeling && t.Status == TaakStatus.Besloten)
            .ToListAsync(ct);
        if (aanvraag.Status is not AanvraagStatus.InUitvoering
            || reviews.Any(t => t.Besluit != BeoordelingService.Goedgekeurd)
            || reviews.Select(t => t.BeslotenDoor).Distinct().Count() < reviewers)
        {
            throw new InvalidOperationException("The recorded decisions do not allow this.");
        }
    }
}
