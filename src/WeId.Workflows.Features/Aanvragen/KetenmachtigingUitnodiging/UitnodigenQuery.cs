using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>What can be asked of a relation.</summary>
/// <param name="Belet">Why nobody can be invited now; null when one can.</param>
public sealed record UitnodigenKeuzes(Refusal? Belet, IReadOnlyList<KetenDekking> Dekkingen);

/// <summary>One uitnodiging, as the intermediair sees it.</summary>
public sealed record UitnodigingRij(Guid AanvraagId, string Relatie, string RelatieKvk, KetenUitnodigingStatus Status, DateOnly Uiterlijk);

/// <summary>Reads for an intermediair what it can ask and what it has asked.</summary>
public sealed class UitnodigenQuery(IDbContextFactory<WeIdDbContext> contexts, IDienstencatalogus catalogus)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<UitnodigenKeuzes?> FindAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        return new(
            await db.Ketenmodules.AnyAsync(m => m.OrganisatieId == beheerder.OrganisatieId, ct) ? null : new KetenmoduleMissing(),
            KetenDekking.AllOf(await catalogus.GetAsync(ct)));
    }

    /// <summary>The uitnodigingen, newest first; empty for who is no beheerder of the organisatie.</summary>
    public async Task<IReadOnlyList<UitnodigingRij>> ListAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderAsync(handeling, ct) is not { } beheerder ? [] : await db.KetenUitnodigingen.AsNoTracking()
            .Where(u => u.OrganisatieId == beheerder.OrganisatieId)
            .OrderByDescending(u => u.UitgenodigdOp)
            .Take(200)
            .Select(u => new UitnodigingRij(u.AanvraagId, u.RelatieNaam, u.RelatieKvk.ToString(), u.Status, u.Uiterlijk))
            .ToListAsync(ct);
    }
}
