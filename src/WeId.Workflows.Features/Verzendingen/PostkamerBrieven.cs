using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>Letters, for who works in the postkamer.</summary>
internal static class PostkamerBrieven
{
    /// <summary>A letter; null when there is none, or when the actor does not work there.</summary>
    public static async Task<Verzending?> BriefAsync(this WeIdDbContext db, Handeling handeling, Guid verzendingId, CancellationToken ct) =>
        await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct) is null
            ? null
            : await db.Verzendingen.SingleOrDefaultAsync(v => v.Id == verzendingId && v.Kanaal == VerzendKanaal.Post, ct);
}
