using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>What an aanvraag made for its user to activate.</summary>
internal static class ActiveerbaarRows
{
    /// <summary>Its upgrade, with all that this changes, and its koppelingen.</summary>
    public static async Task<List<Activeerbaar>> ActiveerbaarAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
    [
        .. await db.Upgrades.Include(u => u.Koppeling).Include(u => u.EhMiddel).ThenInclude(m => m.Koppelingen).Where(u => u.AanvraagId == aanvraagId).ToListAsync(ct),
        .. await db.Koppelingen.Where(k => k.AanvraagId == aanvraagId).ToListAsync(ct),
    ];
}
