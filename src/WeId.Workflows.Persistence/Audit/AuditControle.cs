using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;

namespace WeId.Workflows.Persistence.Audit;

/// <summary>Looks whether the audit chain holds from its first row to the head outside the database.</summary>
public sealed class AuditControle
{
    private const int PageSize = 1_000;

    private readonly IDbContextFactory<WeIdDbContext> contexts;
    private readonly AuditHoofdBestand bestand;

    internal AuditControle(IDbContextFactory<WeIdDbContext> contexts, AuditHoofdBestand bestand)
    {
        this.contexts = contexts;
        this.bestand = bestand;
    }

    /// <summary>Reads every chained row; safe beside a product that runs.</summary>
    public async Task<AuditUitslag> RunAsync(CancellationToken ct)
    {
        // First: a head that is read later may be of rows that are not looked at any more.
        var hoofd = await bestand.ReadAsync(ct);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (last, hash) = (0L, AuditSchakel.Begin);
        while (true)
        {
            var page = await PageAsync(db, last, ct);
            foreach (var row in page)
            {
                if (row.Volgnummer != last + 1)
                {
                    return new(last, new(AuditFout.Ontbreekt, last + 1, null));
                }

                hash = AuditSchakel.Hash(hash, row.Volgnummer, row.Regel);
                if (row.Hash != hash)
                {
                    return new(last, new(AuditFout.Gewijzigd, row.Volgnummer, row.Regel.Id));
                }

                if (row.Volgnummer == hoofd?.Volgnummer && hash != hoofd.Hash)
                {
                    return new(last, new(AuditFout.Herschreven, row.Volgnummer, row.Regel.Id));
                }

                last = row.Volgnummer;
            }

            if (page.Count < PageSize)
            {
                break;
            }
        }

        return hoofd switch
        {
            null when last > 0 => new(last, new(AuditFout.GeenHoofd, last, null)),
            { Volgnummer: var end } when end > last => new(last, new(AuditFout.Afgekapt, last + 1, null)),
            _ => new(last, null),
        };
    }

    private static Task<List<Rij>> PageAsync(WeIdDbContext db, long after, CancellationToken ct) => db.Audit.AsNoTracking()
        .Where(a => EF.Property<long?>(a, AuditKetting.Volgnummer) > after)
        .OrderBy(a => EF.Property<long?>(a, AuditKetting.Volgnummer))
        .Take(PageSize)
        .Select(a => new Rij(EF.Property<long?>(a, AuditKetting.Volgnummer)!.Value, EF.Property<string?>(a, AuditKetting.Hash), a))
        .ToListAsync(ct);

    private sealed record Rij(long Volgnummer, string? Hash, AuditRegel Regel);
}

/// <summary>What the look at the chain found.</summary>
/// <param name="Rijen">How many rows hold, from the first one on.</param>
/// <param name="Bevinding">The first that does not; null when the whole chain holds.</param>
public sealed record AuditUitslag(long Rijen, AuditBevinding? Bevinding);

/// <summary>The first place at which the chain is broken.</summary>
/// <param name="Volgnummer">Number of the row.</param>
/// <param name="AuditId">Its id; null when it is not there.</param>
public sealed record AuditBevinding(AuditFout Fout, long Volgnummer, Guid? AuditId);

/// <summary>How the chain is broken.</summary>
public enum AuditFout
{
    /// <summary>A row was removed.</summary>
    Ontbreekt,

    /// <summary>The row was changed, put in, or moved to another place.</summary>
    Gewijzigd,

    /// <summary>Every hash fits, but it is another chain than the one whose head was written down.</summary>
    Herschreven,

    /// <summary>Rows were cut off at the end.</summary>
    Afgekapt,

    /// <summary>There are chained rows, but no head outside the database.</summary>
    GeenHoofd,
}
