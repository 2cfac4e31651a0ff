using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Which organisaties bear which KvK number.</summary>
internal static class KvkNummers
{
    /// <summary>Whether another organisatie is registered under this KvK number alone, so that this one cannot be .</summary>
    public static Task<bool> IsKvkNummerTakenAsync(this WeIdDbContext db, Organisatie organisatie, CancellationToken ct) =>
        db.Organisaties.AnyAsync(o => o.KvkNummer == organisatie.KvkNummer && o.Vestigingsnummer == null && o.Id != organisatie.Id, ct);
}
