using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Web.Identity;

/// <summary>Makes the principal of an account, and says whether one that was made before still holds.</summary>
internal sealed class Aanmeldingen(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Scheme of who signed in.</summary>
    public const string Scheme = "weid";

    /// <summary>Scheme of who gave his password and still owes the code.</summary>
    public const string HalverwegeScheme = "weid-halverwege";

    /// <summary>The principal with the rights of this moment; null when the account may not sign in.</summary>
    public async Task<ClaimsPrincipal?> CreateAsync(Guid accountId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, accountId, ct) is { } rechten ? Principal(rechten) : null;
    }

    /// <summary>False once he signed out, was disabled, chose a new password, or got or lost a role: then he signs in again.</summary>
    public async Task<bool> IsCurrentAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.AccountId() is not { } id)
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FindAsync(db, id, ct) is { } rechten
            && principal.FindFirstValue(Aanmelding.StampClaim) == rechten.Stempel
            && principal.HasClaim(c => c.Type == Aanmelding.BeheerderClaim) == rechten.IsBeheerder
            && principal.FindAll(ClaimTypes.Role).Select(c => c.Value).ToHashSet().SetEquals(rechten.Rollen.Select(r => r.ToString()));
    }

    /// <summary>Where he starts .</summary>
    public async Task<string> HomeOfAsync(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (principal.IsInRole(nameof(StafRol.Beoordelaar)) || principal.IsInRole(nameof(StafRol.Postkamer)))
        {
            return "/backoffice/taken";
        }

        if (principal.IsInRole(nameof(StafRol.Operator)))
        {
            return "/operations";
        }

        if (principal.PersoonId() is not { } persoon)
        {
            return "/";
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var organisatie = await db.BeheerderKoppelingen(persoon)
            .Where(k => k.EhMiddel.Niveau != Betrouwbaarheidsniveau.Eh2)
            .OrderBy(k => k.Organisatie.Naam)
            .Select(k => (Guid?)k.OrganisatieId)
            .FirstOrDefaultAsync(ct);
        return organisatie is { } id ? $"/beheer/{id}/gebruikers" : "/profiel";
    }

    private static async Task<Rechten?> FindAsync(WeIdDbContext db, Guid accountId, CancellationToken ct)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId && a.IsActief, ct);
        if (account is null)
        {
            return null;
        }

        if (account.MedewerkerId is { } medewerkerId)
        {
            var medewerker = await db.Medewerkers.AsNoTracking().SingleAsync(m => m.Id == medewerkerId, ct);
            return new(account, medewerker.Naam, IsBeheerder: false, medewerker.Rollen);
        }

        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == account.PersoonId, ct);
        // A beheerder needs EH2+ or higher.
        var isBeheerder = await db.BeheerderKoppelingen(persoon.Id).AnyAsync(k => k.EhMiddel.Niveau != Betrouwbaarheidsniveau.Eh2, ct);
        return new(account, persoon.VolledigeNaam, isBeheerder, []);
    }

    private static ClaimsPrincipal Principal(Rechten rechten)
    {
        var claims = new List<Claim>
        {
            // Antiforgery tokens are bound to this claim.
            new(ClaimTypes.NameIdentifier, rechten.Account.Id.ToString()),
            new(Aanmelding.AccountClaim, rechten.Account.Id.ToString()),
            new(Aanmelding.NaamClaim, rechten.Naam),
            new(Aanmelding.StampClaim, rechten.Stempel),
        };
        if (rechten.Account.PersoonId is { } persoon)
        {
            claims.Add(new(Aanmelding.PersoonClaim, persoon.ToString()));
        }

        if (rechten.Account.MedewerkerId is { } medewerker)
        {
            claims.Add(new(Aanmelding.MedewerkerClaim, medewerker.ToString()));
        }

        if (rechten.IsBeheerder)
        {
            claims.Add(new(Aanmelding.BeheerderClaim, "ja"));
        }

        claims.AddRange(rechten.Rollen.Select(rol => new Claim(ClaimTypes.Role, rol.ToString())));
        return new(new ClaimsIdentity(claims, Scheme));
    }

    private sealed record Rechten(Account Account, string Naam, bool IsBeheerder, IReadOnlyList<StafRol> Rollen)
    {
        public string Stempel => Account.SecurityStamp ?? "";
    }
}
