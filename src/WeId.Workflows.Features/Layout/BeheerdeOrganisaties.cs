using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Layout;

/// <summary>The companies that a beheerder can choose .</summary>
internal sealed class BeheerdeOrganisaties(IDbContextFactory<WeIdDbContext> contexts)
{
    public async Task<IReadOnlyList<BeheerdeOrganisatie>> ListAsync(Guid persoonId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderKoppelingen(persoonId)
            .Where(k => k.Organisatie.Status == OrganisatieStatus.Actief)
            .OrderBy(k => k.Organisatie.Naam)
            .Select(k => new BeheerdeOrganisatie(k.OrganisatieId, k.Organisatie.Naam, k.Organisatie.KvkNummer))
            .AsNoTracking()
            .ToListAsync(ct);
    }
}

/// <summary>A company in the switcher.</summary>
internal sealed record BeheerdeOrganisatie(Guid Id, string Naam, KvkNummer KvkNummer);
