using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>The supplements of an aanvraag, and the drafts of their answers.</summary>
internal static class AanvullingRows
{
    /// <summary>What the draft of an answer is filed under: one for each beheerder and aanvraag.</summary>
    public static string ConceptType(Guid aanvraagId) => $"aanvulling-{aanvraagId:N}";

    /// <summary>The latest one, whatever became of it; null when none was asked.</summary>
    public static Task<Aanvulling?> LatestAanvullingAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct) =>
        db.Aanvullingen.Where(a => a.AanvraagId == aanvraagId).OrderByDescending(a => a.GevraagdOp).FirstOrDefaultAsync(ct);

    /// <summary>Nobody can answer any more: what was asked is closed, and every draft of an answer goes with its uploads.</summary>
    public static async Task CloseAanvullingAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        if (await db.LatestAanvullingAsync(aanvraagId, ct) is not { } aanvulling)
        {
            return;
        }

        aanvulling.Close();
        await db.RemoveAntwoordenAsync(aanvraagId, ct);
    }

    /// <summary>Takes the drafts of answers away, with the uploads that were not sent.</summary>
    public static async Task RemoveAntwoordenAsync(this WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        var type = ConceptType(aanvraagId);
        var concepten = await db.Concepten.Where(c => c.Type == type).ToListAsync(ct);

        // Who cannot sign in has no draft of his own: his uploads are filed under the question.
        var vragen = await db.Aanvullingen.Where(a => a.AanvraagId == aanvraagId).Select(a => a.Id).ToListAsync(ct);
        var ids = concepten.Select(c => c.Id).Concat(vragen).ToList();
        var bijlagen = await db.Bijlagen.Where(b => ids.Contains(b.ConceptId) && b.AanvraagId == null).ToListAsync(ct);
        db.Bijlagen.RemoveRange(bijlagen.Where(b => b.AanvraagId is null));
        db.Concepten.RemoveRange(concepten);
    }
}
