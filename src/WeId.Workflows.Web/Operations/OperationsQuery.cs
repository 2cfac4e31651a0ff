using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Operations;

/// <summary>Names the texts of the pages of operations.</summary>
public sealed class OperationsTeksten;

/// <summary>What runs, and what rests on an incident; no names and no documents.</summary>
internal sealed class OperationsQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    private const int Rows = 200;

    public async Task<IReadOnlyList<InstanceRow>> ListAsync(bool onlyIncidents, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Instances.AsNoTracking()
            .OrderByDescending(i => i.StartedAt)
            .Select(i => new InstanceRow(
                i.AanvraagId,
                db.Aanvragen.Where(a => a.Id == i.AanvraagId).Select(a => a.Nummer).FirstOrDefault() ?? "",
                i.DefinitionId,
                i.DefinitionVersion,
                i.Status,
                i.StartedAt,
                db.Incidents.Count(x => x.InstanceId == i.Id && x.ClosedAt == null)))
            .Where(r => !onlyIncidents || r.OpenIncidents > 0)
            .Take(Rows)
            .ToListAsync(ct);
    }

    public async Task<string?> NummerAsync(Guid aanvraagId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Aanvragen.Where(a => a.Id == aanvraagId).Select(a => a.Nummer).SingleOrDefaultAsync(ct);
    }
}

/// <summary>One instance in the list.</summary>
internal sealed record InstanceRow(Guid AanvraagId, string Nummer, string DefinitionId, int Version, InstanceStatus Status, DateTimeOffset StartedAt, int OpenIncidents);
