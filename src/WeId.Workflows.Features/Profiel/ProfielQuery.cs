using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Web.Identity;

/// <summary>Names the texts of the profile.</summary>
public sealed class ProfielTeksten;

/// <summary>One's own data and login history; takes the account from the sign-in, never from the page.</summary>
internal sealed class ProfielQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    private const int Rows = 20;
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    public static string Show(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Amsterdam).ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture);

    public async Task<ProfielGegevens?> FindAsync(Guid accountId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId && a.IsActief && a.PersoonId != null, ct);
        if (account is null)
        {
            return null;
        }

        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == account.PersoonId, ct);
        var middel = await db.EhMiddelen.AsNoTracking()
            .Include(m => m.Koppelingen).ThenInclude(k => k.Organisatie)
            .SingleOrDefaultAsync(m => m.PersoonId == persoon.Id, ct);
        var historie = await db.Inloghistorie.AsNoTracking().Where(r => r.AccountId == accountId).OrderByDescending(r => r.Op).Take(Rows).ToListAsync(ct);
        return new(
            persoon.VolledigeNaam,
            account.UserName ?? "",
            persoon.Email.Value,
            middel?.TweedeFactor,
            persoon.Mobiel?.Masked,
            [.. (middel?.Koppelingen ?? []).Where(k => k.IsVisible).Select(k => new ProfielKoppeling(k.Organisatie.Naam, k.Niveau, k.Rol, k.Status)).OrderBy(k => k.Organisatie, StringComparer.CurrentCulture)],
            historie);
    }
}

/// <summary>What the profile shows.</summary>
internal sealed record ProfielGegevens(
    string Naam,
    string Gebruikersnaam,
    string Email,
    TweedeFactor? TweedeFactor,
    string? Mobiel,
    IReadOnlyList<ProfielKoppeling> Koppelingen,
    IReadOnlyList<InlogRegel> Inloghistorie);

/// <summary>One of his koppelingen.</summary>
internal sealed record ProfielKoppeling(string Organisatie, Betrouwbaarheidsniveau Niveau, Rol Rol, KoppelingStatus Status);
