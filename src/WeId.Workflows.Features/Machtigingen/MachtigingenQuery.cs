using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What the overview is asked for; all of it stands in the address of the page.</summary>
/// <param name="Zoek">Words that all must occur in the name of the dienst or the dienstverlener.</param>
/// <param name="AlleenBijnaVerlopen">Only those of which one ends within two months.</param>
/// <param name="Sorteer">Name of a column, with a minus before it for the reverse; anything else sorts by name.</param>
/// <param name="Pagina">From 1; a page that does not exist shows the last one.</param>
public sealed record MachtigingenVraag(string? Zoek = null, bool AlleenBijnaVerlopen = false, string? Sorteer = null, int Pagina = 1);

/// <summary>One page of the overview.</summary>
/// <param name="Totaal">All that fit the search.</param>
/// <param name="BijnaVerlopen">Those among them of which one ends within two months.</param>
public sealed record MachtigingenLijst(IReadOnlyList<MachtigingRij> Rijen, int Totaal, int BijnaVerlopen, int Pagina, int Paginas);

/// <summary>What users of the company have a machtiging for.</summary>
/// <param name="Dienstverlener">Who offers it; null for an algemene bevoegdheid.</param>
/// <param name="Gebruikers">How many have it .</param>
/// <param name="BijnaVerlopen">Of how many it ends within two months .</param>
public sealed record MachtigingRij(MachtigingKeuze Keuze, string Naam, string? Dienstverlener, Betrouwbaarheidsniveau Nodig, int Gebruikers, int BijnaVerlopen);

/// <summary>The users of one level who have it .</summary>
public sealed record NiveauRij(Betrouwbaarheidsniveau Niveau, int Gebruikers);

/// <summary>One page of the users of a level.</summary>
public sealed record HoudersLijst(IReadOnlyList<Houder> Rijen, int Pagina, int Paginas);

/// <summary>A user and his machtiging .</summary>
public sealed record Houder(Guid KoppelingId, string Naam, MachtigingRegel Machtiging);

/// <summary>What somebody may do himself in the name of one company.</summary>
public sealed record EigenMachtigingen(string Organisatie, IReadOnlyList<MachtigingRegel> Regels);

/// <summary>The machtigingen of a company. The catalogue is small and read whole; what may be a million rows was counted when it was written.</summary>
public sealed class MachtigingenQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 20;

    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<MachtigingenLijst?> ListAsync(Handeling handeling, MachtigingenVraag vraag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vraag);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var (today, grens) = (handeling.Today, handeling.Today.AddMonths(Machtiging.AlertMaanden));
        var counts = await CountAsync(db, beheerder.OrganisatieId, today, grens, ct);
        var found = (await db.AanbodAsync(CultureInfo.CurrentUICulture, ct)).Where(a => counts.ContainsKey(a.Keuze) && a.Matches(vraag.Zoek)).ToList();
        var soon = found.FindAll(a => counts[a.Keuze].BijnaVerlopen > 0);
        var shown = vraag.AlleenBijnaVerlopen ? soon : found;
        var pages = Math.Max(1, (shown.Count + PageSize - 1) / PageSize);
        var page = Math.Clamp(vraag.Pagina, 1, pages);
        var sorted = vraag.Sorteer switch
        {
            "gebruikers" => shown.OrderBy(a => counts[a.Keuze].Aantal),
            "-gebruikers" => shown.OrderByDescending(a => counts[a.Keuze].Aantal),
            _ => Sort(shown, vraag.Sorteer),
        };
        return new(
            [
                .. sorted.Skip((page - 1) * PageSize).Take(PageSize)
                    .Select(a => new MachtigingRij(a.Keuze, a.Naam, a.Dienstverlener, a.Bereik.Nodig!.Value, counts[a.Keuze].Aantal, counts[a.Keuze].BijnaVerlopen)),
            ],
            found.Count,
            soon.Count,
            page,
            pages);
    }

    /// <summary>How many users of each level have it .</summary>
    /// <returns>Empty when the actor is no beheerder of the organisatie.</returns>
    public async Task<IReadOnlyList<NiveauRij>> NiveausAsync(Handeling handeling, MachtigingKeuze keuze, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return [];
        }

        var perNiveau = await For(db.Machtigingen.Where(m => m.OrganisatieId == beheerder.OrganisatieId).Open(handeling.Today), keuze)
            .Join(db.Koppelingen, m => m.KoppelingId, k => k.Id, (m, k) => k.Niveau)
            .GroupBy(n => n)
            .Select(g => new NiveauRij(g.Key, g.Count()))
            .ToListAsync(ct);
        return [.. perNiveau.OrderBy(n => n.Niveau)];
    }

    /// <summary>The users of a level who have it, one page of them.</summary>
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<HoudersLijst?> HoudersAsync(Handeling handeling, MachtigingKeuze keuze, Betrouwbaarheidsniveau niveau, int pagina, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var found = For(db.Machtigingen.AsNoTracking().Where(m => m.OrganisatieId == beheerder.OrganisatieId).Open(handeling.Today), keuze)
            .Join(db.Koppelingen.Where(k => k.Niveau == niveau), m => m.KoppelingId, k => k.Id, (m, k) => new { Machtiging = m, k.Id, k.EhMiddel.Persoon });
        var count = await found.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(pagina, 1, pages);
        var rows = await found
            .OrderBy(h => h.Persoon.Achternaam).ThenBy(h => h.Persoon.Voornamen).ThenBy(h => h.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(ct);
        return new(
            [
                .. rows.Select(h => new Houder(
                    h.Id,
                    h.Persoon.VolledigeNaam,
                    new(h.Machtiging.Id, h.Persoon.VolledigeNaam, null, h.Machtiging.Startdatum, h.Machtiging.Einddatum, h.Machtiging.IsBijnaVerlopen(handeling.Today), h.Machtiging.Status, h.Machtiging.AangekondigdOp))),
            ],
            page,
            pages);
    }

    /// <summary>His own, for the profile: whoever he is, of the account that acts.</summary>
    public async Task<IReadOnlyList<EigenMachtigingen>> EigenAsync(Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var koppelingen = await db.Koppelingen.AsNoTracking()
            .Include(k => k.EhMiddel)
            .Include(k => k.Organisatie)
            .Where(k => k.Status == KoppelingStatus.Actief && db.Users.Any(a => a.Id == handeling.AccountId && a.IsActief && a.PersoonId == k.EhMiddel.PersoonId))
            .OrderBy(k => k.Organisatie.Naam)
            .ToListAsync(ct);
        var open = (await db.OpenMachtigingenAsync([.. koppelingen.Select(k => k.Id)], handeling.Today, ct)).ToLookup(m => m.KoppelingId);
        var namen = await db.CatalogusAsync(ct);
        return
        [
            .. koppelingen.Where(k => open[k.Id].Any())
                .Select(k => new EigenMachtigingen(k.Organisatie.Naam, namen.Regels(open[k.Id], handeling.Today, CultureInfo.CurrentUICulture, k))),
        ];
    }

    // How many users have what, and of how many it ends soon: from the numbers that are kept with every write.
    private static async Task<Dictionary<MachtigingKeuze, (int Aantal, int BijnaVerlopen)>> CountAsync(
        WeIdDbContext db, Guid organisatieId, DateOnly today, DateOnly grens, CancellationToken ct)
    {
        var tellingen = await db.MachtigingTellingen
            .Where(t => t.OrganisatieId == organisatieId && t.Einddatum >= today)
            .GroupBy(t => new { t.Soort, t.Sleutel })
            .Select(g => new { g.Key.Soort, g.Key.Sleutel, Aantal = g.Sum(t => t.Aantal), BijnaVerlopen = g.Sum(t => t.Einddatum <= grens ? t.Aantal : 0) })
            .ToListAsync(ct);
        return tellingen.ToDictionary(
            t => MachtigingKeuze.Of(t.Soort, t.Sleutel),
            t => (t.Aantal, t.BijnaVerlopen));
    }

    private static IQueryable<Machtiging> For(IQueryable<Machtiging> machtigingen, MachtigingKeuze keuze)
    {
        var niveau = Niveaus.Requestable.Cast<Betrouwbaarheidsniveau?>().FirstOrDefault(n => n!.Value.Label() == keuze.Sleutel);
        return (keuze.Soort, Guid.TryParse(keuze.Sleutel, out var uuid)) switch
        {
            (MachtigingSoort.Dienst, true) => machtigingen.Where(m => m.DienstUuid == uuid),
            (MachtigingSoort.Dienstverlener, _) => machtigingen.Where(m => m.Oin == keuze.Sleutel),
            (MachtigingSoort.Algemeen, _) when niveau is not null => machtigingen.Where(m => m.Niveau == niveau),
            _ => machtigingen.Where(m => false),
        };
    }

    private static IEnumerable<MachtigingAanbod> Sort(List<MachtigingAanbod> rows, string? sorteer)
    {
        var order = StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: true);
        return sorteer switch
        {
            "-naam" => rows.OrderByDescending(r => r.Naam, order),
            "dienstverlener" => rows.OrderBy(r => r.Dienstverlener, order).ThenBy(r => r.Naam, order),
            "-dienstverlener" => rows.OrderByDescending(r => r.Dienstverlener, order).ThenBy(r => r.Naam, order),
            "niveau" => rows.OrderBy(r => r.Bereik.Nodig).ThenBy(r => r.Naam, order),
            "-niveau" => rows.OrderByDescending(r => r.Bereik.Nodig).ThenBy(r => r.Naam, order),
            _ => rows.OrderBy(r => r.Naam, order),
        };
    }
}
