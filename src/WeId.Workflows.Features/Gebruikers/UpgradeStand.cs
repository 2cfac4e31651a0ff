using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>A higher level that does not hold yet, with its own status.</summary>
/// <param name="Uiterlijk">Last day of its activation; null before approval.</param>
public sealed record UpgradeStand(Betrouwbaarheidsniveau Niveau, KoppelingStatus Status, DateOnly? Uiterlijk);

/// <summary>Reads the upgrades of an organisatie.</summary>
internal static class UpgradeRows
{
    /// <summary>Those that may still come to hold, by the koppeling of their user.</summary>
    public static Task<Dictionary<Guid, UpgradeStand>> OpenUpgradesAsync(this WeIdDbContext db, Guid organisatieId, CancellationToken ct) => db.Upgrades
        .Where(u => u.Koppeling.OrganisatieId == organisatieId
            && (u.Status == KoppelingStatus.WachtenOpGoedkeuring || u.Status == KoppelingStatus.WachtenOpActivatie || u.Status == KoppelingStatus.ActivatieVerlopen))
        .ToDictionaryAsync(u => u.KoppelingId, u => new UpgradeStand(u.Niveau, u.Status, u.UiterlijkActiverenOp), ct);
}
