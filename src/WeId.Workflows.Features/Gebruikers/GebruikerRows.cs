using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>What every change of one user by his beheerder reads.</summary>
internal static class GebruikerRows
{
    /// <summary>The beheerder, and the user of his organisatie whom the portal shows; null when either is not so: one answer for both.</summary>
    public static async Task<(Organisatiekoppeling Beheerder, Organisatiekoppeling Koppeling)?> FindGebruikerAsync(
        this WeIdDbContext db, Handeling handeling, Guid koppelingId, CancellationToken ct) =>
        await db.BeheerderAsync(handeling, ct) is { } beheerder
        && await db.Koppelingen.Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is { IsVisible: true } koppeling
            ? (beheerder, koppeling)
            : null;
}
