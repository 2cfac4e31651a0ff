using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Who may open the takenbak at all; which tasks he sees goes by his roles.</summary>
internal static class Medewerkers
{
    public static async Task<Medewerker?> OfBackOfficeAsync(WeIdDbContext db, Handeling handeling, CancellationToken ct) =>
        await db.MedewerkerAsync(handeling, StafRol.Beoordelaar, ct) ?? await db.MedewerkerAsync(handeling, StafRol.Postkamer, ct);
}
