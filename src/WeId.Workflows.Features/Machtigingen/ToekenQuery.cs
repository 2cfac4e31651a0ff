using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>Something that can be chosen, or not.</summary>
/// <param name="Dienstverlener">Who offers it; null for an algemene bevoegdheid.</param>
/// <param name="Nodig">The level below which a user gets nothing with it.</param>
/// <param name="Reden">Why it cannot be chosen; null when it can .</param>
/// <param name="HeeftTot">The user has it already, until then.</param>
public sealed record KeuzeRij(MachtigingKeuze Keuze, string Naam, string? Dienstverlener, Betrouwbaarheidsniveau Nodig, Refusal? Reden, DateOnly? HeeftTot = null);

/// <summary>What can be given to one user.</summary>
/// <param name="Einddatum">The last day of what is added .</param>
public sealed record GebruikerKeuzes(string Naam, Betrouwbaarheidsniveau Niveau, DateOnly Einddatum, IReadOnlyList<KeuzeRij> Rijen);

/// <summary>A user who can be chosen, or not.</summary>
/// <param name="Reden">Why he cannot; null when he can .</param>
public sealed record KiesbareGebruiker(Guid KoppelingId, string Naam, string Email, Betrouwbaarheidsniveau Niveau, Refusal? Reden);

/// <summary>One page of them.</summary>
/// <param name="Kiesbaar">How many of all that were found can be chosen.</param>
public sealed record KiesbareGebruikers(IReadOnlyList<KiesbareGebruiker> Rijen, int Aantal, int Kiesbaar, int Pagina, int Paginas);

/// <summary>What beheerders choose from. The same rules as the act, so that nothing can be chosen which it refuses.</summary>
public sealed class ToekenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Users of one page.</summary>
    public const int PageSize = 25;

    /// <summary>All that the beheerder can give, or make shorter .</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<IReadOnlyList<KeuzeRij>?> DienstenAsync(Handeling handeling, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        // What is above his own level he can still make shorter, where somebody has it.
        var gegeven = (await db.MachtigingTellingen.Where(t => t.OrganisatieId == beheerder.OrganisatieId && t.Einddatum >= handeling.Today).Select(t => new { t.Soort, t.Sleutel }).Distinct().ToListAsync(ct))
            .Select(t => MachtigingKeuze.Of(t.Soort, t.Sleutel))
            .ToHashSet();
        return
        [
            .. (await db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Select(a => new KeuzeRij(
                a.Keuze, a.Naam, a.Dienstverlener, a.Bereik.Nodig!.Value, gegeven.Contains(a.Keuze) ? null : a.Bereik.RefuseBy(beheerder))),
        ];
    }

    /// <summary>All that there is, for one user .</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user who is active.</returns>
    public async Task<GebruikerKeuzes?> VoorGebruikerAsync(Handeling handeling, Guid koppelingId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await Active(db, beheerder.OrganisatieId).Include(k => k.EhMiddel).ThenInclude(m => m.Persoon).SingleOrDefaultAsync(k => k.Id == koppelingId, ct) is not { } koppeling)
        {
            return null;
        }

        var open = (await db.OpenMachtigingenAsync([koppelingId], handeling.Today, ct)).ToDictionary(MachtigingKeuze.Of, m => m.Einddatum);
        return new(
            koppeling.EhMiddel.Persoon.VolledigeNaam,
            koppeling.Niveau,
            handeling.Today.AddYears(Machtiging.MaxJaren),
            [
                .. (await db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Select(a => new KeuzeRij(
                    a.Keuze,
                    a.Naam,
                    a.Dienstverlener,
                    a.Bereik.Nodig!.Value,
                    a.Bereik.RefuseFor(koppeling).FirstOrDefault() ?? a.Bereik.RefuseBy(beheerder),
                    open.TryGetValue(a.Keuze, out var tot) ? tot : null)),
            ]);
    }

    /// <summary>The active users, one page of them, with who can get all that was chosen (R-235…R-239).</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<KiesbareGebruikers?> GebruikersAsync(Handeling handeling, IReadOnlyCollection<MachtigingKeuze> diensten, string? zoek, int pagina, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var bereiken = await BereikenAsync(db, diensten, ct);
        var found = Active(db, beheerder.OrganisatieId).Matching(zoek);
        var count = await found.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(pagina, 1, pages);
        var rows = await found
            .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .OrderBy(k => k.EhMiddel.Persoon.Achternaam).ThenBy(k => k.EhMiddel.Persoon.Voornamen).ThenBy(k => k.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);
        return new(
            [
                .. rows.Select(k => new KiesbareGebruiker(
                    k.Id, k.EhMiddel.Persoon.VolledigeNaam, k.EhMiddel.Persoon.Email.Value, k.Niveau, bereiken.SelectMany(b => b.RefuseFor(k)).FirstOrDefault())),
            ],
            count,
            await Able(found, bereiken).CountAsync(ct),
            page,
            pages);
    }

    /// <summary>All active users that fit the search and can get all that was chosen.</summary>
    /// <returns>Empty when the actor is no beheerder of the organisatie.</returns>
    public async Task<IReadOnlyList<Guid>> AlleGebruikersAsync(Handeling handeling, IReadOnlyCollection<MachtigingKeuze> diensten, string? zoek, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.BeheerderAsync(handeling, ct) is { } beheerder
            ? await Able(Active(db, beheerder.OrganisatieId).Matching(zoek), await BereikenAsync(db, diensten, ct)).Select(k => k.Id).ToListAsync(ct)
            : [];
    }

    /// <summary>How many machtigingen of the organisatie the register has still to take, and how many it has not taken since an instant.</summary>
    /// <returns>0 when the actor is no beheerder of the organisatie.</returns>
    public async Task<(int InVerwerking, int Mislukt)> VoortgangAsync(Handeling handeling, DateTimeOffset sinds, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return default;
        }

        var van = db.Machtigingen.Where(m => m.OrganisatieId == beheerder.OrganisatieId);
        return (
            await van.CountAsync(m => m.Status == MachtigingStatus.InVerwerking, ct),
            await van.CountAsync(m => m.Status == MachtigingStatus.Mislukt && m.GeeindigdOp >= sinds, ct));
    }

    private static IQueryable<Organisatiekoppeling> Active(WeIdDbContext db, Guid organisatieId) =>
        db.Koppelingen.AsNoTracking().Where(k => k.OrganisatieId == organisatieId && k.Status == KoppelingStatus.Actief);

    private static async Task<List<MachtigingBereik>> BereikenAsync(WeIdDbContext db, IReadOnlyCollection<MachtigingKeuze> diensten, CancellationToken ct) =>
        [.. (await db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Where(a => diensten.Contains(a.Keuze)).Select(a => a.Bereik)];

    // As MachtigingBereik.RefuseFor, in the words of the database.
    private static IQueryable<Organisatiekoppeling> Able(IQueryable<Organisatiekoppeling> koppelingen, List<MachtigingBereik> bereiken)
    {
        if (bereiken.Max(b => b.Nodig) is { } nodig)
        {
            var niveaus = Enum.GetValues<Betrouwbaarheidsniveau>().Where(n => n >= nodig).ToList();
            koppelingen = koppelingen.Where(k => niveaus.Contains(k.Niveau));
        }

        return bereiken.TrueForAll(b => b.IsVoorBelastingdienst) ? koppelingen : koppelingen.Where(k => k.EhMiddel.Type != MiddelType.Belastingdienst);
    }
}
