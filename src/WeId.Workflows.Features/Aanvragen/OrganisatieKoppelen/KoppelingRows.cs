using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>What the rules and the page both read.</summary>
internal static class KoppelingRows
{
    /// <summary>The organisaties in which a middel has a koppeling that is shown, with their names.</summary>
    public static Task<Dictionary<Guid, string>> GekoppeldAsync(this WeIdDbContext db, Guid middelId, CancellationToken ct) => db.Koppelingen
        .Where(k => k.EhMiddelId == middelId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd)
        .Select(k => new { k.OrganisatieId, k.Organisatie.Naam })
        .ToDictionaryAsync(k => k.OrganisatieId, k => k.Naam, ct);
}
