using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Web.Operations;

/// <summary>Which versions of which definitions there are, and what runs on them.</summary>
internal sealed class VersiesQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    public async Task<IReadOnlyList<VersieRij>> ListAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var published = await db.Definitions.AsNoTracking().Select(d => new { d.DefinitionId, d.Version }).ToListAsync(ct);
        var running = await db.Instances.AsNoTracking()
            .Where(i => i.Status == InstanceStatus.Running)
            .GroupBy(i => new { i.DefinitionId, i.DefinitionVersion })
            .Select(g => new { g.Key.DefinitionId, g.Key.DefinitionVersion, Count = g.Count() })
            .ToDictionaryAsync(g => (g.DefinitionId, g.DefinitionVersion), g => g.Count, ct);
        return [.. published
            .OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenByDescending(d => d.Version)
            .Select(d => new VersieRij(d.DefinitionId, d.Version, running.GetValueOrDefault((d.DefinitionId, d.Version))))];
    }

    /// <summary>What runs on a version, the oldest first.</summary>
    public async Task<IReadOnlyList<LopendeInstance>> RunningAsync(string definitionId, int version, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Instances.AsNoTracking()
            .Where(i => i.Status == InstanceStatus.Running && i.DefinitionId == definitionId && i.DefinitionVersion == version)
            .OrderBy(i => i.StartedAt)
            .Select(i => new LopendeInstance(i.AanvraagId, db.Aanvragen.Where(a => a.Id == i.AanvraagId).Select(a => a.Nummer).FirstOrDefault() ?? ""))
            .ToListAsync(ct);
    }
}

/// <summary>A published version, and how many instances run on it.</summary>
internal sealed record VersieRij(string DefinitionId, int Version, int Lopend);

/// <summary>A running instance.</summary>
internal sealed record LopendeInstance(Guid AanvraagId, string Nummer);
