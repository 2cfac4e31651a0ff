using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Identity;

namespace WeId.Workflows.Features.Profiel;

/// <summary>One's own data and login history; of the account that acts, and of nobody else.</summary>
public sealed class ProfielQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Sign-ins on one page.</summary>
    public const int PageSize = 20;

    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>An instant as the profile shows it.</summary>
    public static string Show(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Amsterdam).ToString("d MMMM yyyy HH:mm", CultureInfo.CurrentCulture);

    /// <param name="pagina">Of the login history, from 1; a page that does not exist shows the last one.</param>
    /// <returns>Null for who is no customer.</returns>
    public async Task<ProfielGegevens?> FindAsync(Handeling handeling, int pagina, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == handeling.AccountId && a.IsActief && a.PersoonId != null, ct);
        if (account is null)
        {
            return null;
        }

        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == account.PersoonId, ct);
        var middel = await db.EhMiddelen.AsNoTracking()
            .Include(m => m.Koppelingen).ThenInclude(k => k.Organisatie)
            .SingleOrDefaultAsync(m => m.PersoonId == persoon.Id, ct);
        var historie = db.Inloghistorie.AsNoTracking().Where(r => r.AccountId == account.Id);
        var pages = Math.Max(1, (await historie.CountAsync(ct) + PageSize - 1) / PageSize);
        var page = Math.Clamp(pagina, 1, pages);
        return new(
            persoon.VolledigeNaam,
            account.UserName ?? "",
            persoon.Email.Value,
            persoon.Taal,
            middel?.TweedeFactor,
            persoon.Mobiel?.Masked,
            [
                .. (middel?.Koppelingen ?? []).Where(k => k.IsVisible)
                    .Select(k => new ProfielKoppeling(k.Organisatie.Naam, k.Niveau, middel!.Type, k.Rol, k.Status, k.Abonnement?.EindeOfPeriode(handeling.Today)))
                    .OrderBy(k => k.Organisatie, StringComparer.CurrentCulture),
            ],
            new(await historie.OrderByDescending(r => r.Op).ThenByDescending(r => r.Id).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(ct), page, pages));
    }
}

/// <summary>What the profile shows .</summary>
/// <param name="Taal">Of our messages: <c>nl</c> or <c>en</c>.</param>
/// <param name="Mobiel">Masked.</param>
public sealed record ProfielGegevens(
    string Naam,
    string Gebruikersnaam,
    string Email,
    string Taal,
    TweedeFactor? TweedeFactor,
    string? Mobiel,
    IReadOnlyList<ProfielKoppeling> Koppelingen,
    Inloghistorie Inloghistorie);

/// <summary>One of his koppelingen.</summary>
/// <param name="AbonnementTot">Last day of the period that runs now; null before approval.</param>
public sealed record ProfielKoppeling(string Organisatie, Betrouwbaarheidsniveau Niveau, MiddelType Type, Rol Rol, KoppelingStatus Status, DateOnly? AbonnementTot);

/// <summary>One page of his sign-ins, the latest first.</summary>
public sealed record Inloghistorie(IReadOnlyList<InlogRegel> Regels, int Pagina, int Paginas);
