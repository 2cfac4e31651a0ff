using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Persistence.Geheimen;
using WeId.Workflows.Persistence.Providers;

namespace WeId.Workflows.Persistence.Startup;

/// <summary>Looks, before anything is written, whether this build can work on the database; then brings it to this version.</summary>
public sealed class DatabaseStartup
{
    /// <summary>How many rows of each kind are asked for their master key: the newest ones.</summary>
    private const int Sample = 20;

    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly IDatabaseProvider provider;
    private readonly DatabaseAddress address;
    private readonly Sleutelbos sleutels;

    internal DatabaseStartup(IDbContextFactory<WeIdDbContext> contexts, IDatabaseProvider provider, DatabaseAddress address, Sleutelbos sleutels)
    {
        this.contexts = contexts;
        this.provider = provider;
        this.address = address;
        this.sleutels = sleutels;
    }

    /// <summary>What keeps this build from working on the database and how to mend it; null when nothing does. Changes nothing.</summary>
    public async Task<string?> FindFaultAsync(CancellationToken ct)
    {
        try
        {
            if (await provider.FindDamageAsync(address.ConnectionString, ct) is { } damage)
            {
                return damage;
            }

            await using var db = await contexts.CreateDbContextAsync(ct);
            var applied = (await db.Database.GetAppliedMigrationsAsync(ct)).ToList();
            if (applied.Except(db.Database.GetMigrations()).ToList() is { Count: > 0 } unknown)
            {
                return $"The database was brought to a newer version than this build knows; it has {string.Join(", ", unknown)}. "
                    + "Start the build that did so, or a newer one; or put back the backup from before that. Nothing was changed.";
            }

            return applied.Count == 0 ? null : await FindUnknownKeyAsync(db, ct);
        }
        catch (DbException e)
        {
            return $"The database of ConnectionStrings:WeId cannot be read: {e.Message}";
        }
    }

    /// <summary>Hashes of the definitions that are published, by id and version; none when there is no database yet.</summary>
    public async Task<IReadOnlyDictionary<(string DefinitionId, int Version), string>> PublishedAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return (await db.Database.GetAppliedMigrationsAsync(ct)).Any()
            ? await db.Definitions.ToDictionaryAsync(d => (d.DefinitionId, d.Version), d => d.ContentHash, ct)
            : new Dictionary<(string, int), string>();
    }

    /// <summary>Makes the database when there is none, and applies the migrations that it lacks.</summary>
    public async Task MigrateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await provider.PrepareMigrationAsync(db, ct);
        await db.Database.MigrateAsync(ct);
    }

    // Only columns that every version has had: the migrations come after this.
    private async Task<string?> FindUnknownKeyAsync(WeIdDbContext db, CancellationToken ct)
    {
        var rings = await db.DataProtectionKeys.Select(k => k.Xml).ToListAsync(ct);
        var secrets = rings.OfType<string>().SelectMany(Sleutelring.Secrets).Select(s => (Of: "the keys of cookies and forms", Secret: s))
            .Concat((await db.Bijlagen.OrderByDescending(b => b.Id).Take(Sample).Select(b => b.Sleutel).ToListAsync(ct)).Select(s => (Of: "uploaded documents", Secret: s!)))
            .Concat((await db.Concepten.OrderByDescending(c => c.Id).Take(Sample).Select(c => c.Gegevens).ToListAsync(ct)).Select(s => (Of: "drafts", Secret: s)))
            .Concat((await db.Users.OrderByDescending(a => a.Id).Take(Sample).Select(a => a.OtpGeheim).ToListAsync(ct)).Select(s => (Of: "secrets of OTP devices", Secret: s!)));
        var missing = secrets.Where(s => s.Secret is { Length: > 0 } && !sleutels.Knows(s.Secret))
            .GroupBy(s => Sleutelbos.KeyIdOf(s.Secret))
            .Select(g => $"Geheimen:Hoofdsleutels lacks the master key with id {g.Key}, under which {string.Join(" and ", g.Select(s => s.Of).Distinct())} are encrypted.")
            .ToList();
        return missing.Count == 0
            ? null
            : string.Join(Environment.NewLine, missing)
                + $"{Environment.NewLine}Configured: {string.Join(", ", sleutels.KeyIds)}. Add the missing one below the newer ones (Geheimen:Hoofdsleutels:1 and on). Nothing was changed.";
    }
}
