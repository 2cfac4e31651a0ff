using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Toegang;

/// <summary>Who acts, read fresh from the database in every command; a page is never the guard.</summary>
public static class Toegang
{
    /// <summary>The actor as active beheerder of the organisatie of the act, at EH2+ or higher; null when he is not.</summary>
    public static async Task<Organisatiekoppeling?> BeheerderAsync(this WeIdDbContext db, Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(handeling);
        var koppeling = await db.Koppelingen
            .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Include(k => k.Organisatie)
            .Where(k => k.OrganisatieId == handeling.OrganisatieId
                && k.Rol == Rol.Beheerder
                && k.Status == KoppelingStatus.Actief
                && k.Organisatie.Status == OrganisatieStatus.Actief
                && db.Users.Any(a => a.Id == handeling.AccountId && a.IsActief && a.PersoonId == k.EhMiddel.PersoonId))
            .SingleOrDefaultAsync(ct);
        return koppeling is not null && koppeling.EhMiddel.Niveau.AllowsBeheerder() ? koppeling : null;
    }

    /// <summary>The organisaties in which the persoon is an active beheerder .</summary>
    public static IQueryable<Organisatiekoppeling> BeheerderKoppelingen(this WeIdDbContext db, Guid persoonId)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Koppelingen
            .Include(k => k.Organisatie)
            .Where(k => k.EhMiddel.PersoonId == persoonId
                && k.Rol == Rol.Beheerder
                && k.Status == KoppelingStatus.Actief
                && k.Organisatie.Status == OrganisatieStatus.Actief);
    }

    /// <summary>The actor as medewerker with the staff role; null when he is not.</summary>
    public static async Task<Medewerker?> MedewerkerAsync(this WeIdDbContext db, Handeling handeling, StafRol rol, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(handeling);
        var medewerker = await db.Medewerkers
            .Where(m => db.Users.Any(a => a.Id == handeling.AccountId && a.IsActief && a.MedewerkerId == m.Id))
            .SingleOrDefaultAsync(ct);
        return medewerker is not null && medewerker.Rollen.Contains(rol) ? medewerker : null;
    }
}
