using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Published definitions in the database; a version never changes, so what was read once is kept.</summary>
internal sealed class EfDefinitionCatalog(IDbContextFactory<WeIdDbContext> contexts, ITransactions transactions, TimeProvider time) : IDefinitionCatalog
{
    private readonly ConcurrentDictionary<(string, int), WorkflowDefinition> known = new();

    public async Task<WorkflowDefinition?> FindAsync(string definitionId, int version, CancellationToken ct)
    {
        if (known.TryGetValue((definitionId, version), out var definition))
        {
            return definition;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.Definitions.AsNoTracking().SingleOrDefaultAsync(d => d.DefinitionId == definitionId && d.Version == version, ct);
        return row is null ? null : known.GetOrAdd((definitionId, version), _ => Parse(row));
    }

    public async Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var version = await db.Definitions.Where(d => d.DefinitionId == definitionId).MaxAsync(d => (int?)d.Version, ct);
        return version is null ? null : await FindAsync(definitionId, version.Value, ct);
    }

    public Task PublishAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return transactions.RunAsync(
            async (services, token) => new Outcome<bool>(await AddAsync(definition, services.GetRequiredService<WeIdDbContext>(), token)),
            ct);
    }

    private async Task<bool> AddAsync(WorkflowDefinition definition, WeIdDbContext db, CancellationToken ct)
    {
        var hash = PublishedDefinition.HashOf(definition.Json);
        var versions = await db.Definitions.Where(d => d.DefinitionId == definition.DefinitionId).Select(d => new { d.Version, d.ContentHash }).ToListAsync(ct);
        if (versions.SingleOrDefault(v => v.Version == definition.Version) is { } same)
        {
            return same.ContentHash == hash
                ? false
                : throw new DefinitionConflictException(
                    $"Definition '{definition.DefinitionId}' version {definition.Version} is published with other content; give the change a higher version.");
        }

        if (versions.Any(v => v.Version > definition.Version))
        {
            throw new DefinitionConflictException(
                $"Definition '{definition.DefinitionId}' has a newer version than {definition.Version}; versions only grow.");
        }

        db.Definitions.Add(new PublishedDefinition(definition.DefinitionId, definition.Version, definition.Json, hash, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return true;
    }

    private static WorkflowDefinition Parse(PublishedDefinition row) => DefinitionReader.Read(row.Json).Definition
        ?? throw new InvalidOperationException($"Published definition '{row.DefinitionId}' version {row.Version} cannot be read.");
}
