using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Gebruikers;

/// <summary>What the overview is asked for; all of it stands in the address of the page.</summary>
/// <param name="Zoek">Words that all must occur in name or e-mail address.</param>
/// <param name="Sorteer">Name of a column, with a minus before it for the reverse; anything else sorts by name.</param>
/// <param name="Pagina">From 1; a page that does not exist shows the last one.</param>
public sealed record GebruikersVraag(string? Zoek = null, KoppelingStatus? Status = null, string? Sorteer = null, int Pagina = 1);

/// <summary>One page of the overview.</summary>
/// <param name="Aantal">All that fit the search and the status.</param>
/// <param name="PerStatus">What fits the search, by status.</param>
public sealed record GebruikersLijst(IReadOnlyList<GebruikerRij> Rijen, int Aantal, int Pagina, int Paginas, IReadOnlyDictionary<KoppelingStatus, int> PerStatus)
{
    /// <summary>All that fit the search, whatever their status.</summary>
    public int Totaal => PerStatus.Values.Sum();
}

/// <summary>One user of the organisatie.</summary>
/// <param name="OpgezegdPer">The last day on which it works, when its end is planned; null otherwise.</param>
/// <param name="HeeftMutatie">A change of the middel is in behandeling .</param>
/// <param name="Upgrade">The higher level that does not hold yet; null when none was asked for.</param>
/// <param name="IsEigen">The account of the beheerder who looks .</param>
public sealed record GebruikerRij(
    Guid KoppelingId,
    string Naam,
    string Email,
    Rol Rol,
    Betrouwbaarheidsniveau Niveau,
    KoppelingStatus Status,
    DateOnly? UiterlijkActiverenOp,
    DateOnly? OpgezegdPer,
    bool HeeftMutatie,
    UpgradeStand? Upgrade,
    bool IsEigen)
{
    /// <summary>Last day on which the beheerder can supply what a reviewer asked about an aanvraag for this user; null when nothing is asked.</summary>
    public DateOnly? AanvullenTot { get; init; }
}

/// <summary>The users of an organisatie, as far as the portal shows them.</summary>
public sealed class GebruikersQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 20;

    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<GebruikersLijst?> ListAsync(Handeling handeling, GebruikersVraag vraag, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vraag);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var found = Visible(db, beheerder.OrganisatieId).Matching(vraag.Zoek);
        var perStatus = await found.GroupBy(k => k.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (vraag.Status is { } status)
        {
            found = found.Where(k => k.Status == status);
        }

        var count = vraag.Status is { } one ? perStatus.GetValueOrDefault(one) : perStatus.Values.Sum();
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(vraag.Pagina, 1, pages);
        var rows = await Sort(found, vraag.Sorteer)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(k => new
            {
                k.Id,
                k.EhMiddel.Persoon.Voornamen,
                k.EhMiddel.Persoon.Tussenvoegsel,
                k.EhMiddel.Persoon.Achternaam,
                k.EhMiddel.Persoon.Email,
                k.Rol,
                k.Niveau,
                k.Status,
                k.UiterlijkActiverenOp,
                k.EhMiddel.MutatieAanvraagId,
                AanvullenTot = db.Aanvullingen
                    .Where(v => v.Status == AanvullingStatus.Gevraagd
                        && (v.AanvraagId == k.AanvraagId || v.AanvraagId == k.EhMiddel.MutatieAanvraagId)
                        && db.Aanvragen.Any(a => a.Id == v.AanvraagId && a.OrganisatieId == beheerder.OrganisatieId))
                    .Select(v => (DateOnly?)v.Uiterlijk)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        var opgezegd = await db.LopendeOpzeggingenAsync(beheerder.OrganisatieId, ct);
        var upgrades = await db.OpenUpgradesAsync(beheerder.OrganisatieId, ct);
        return new(
            [
                .. rows.Select(k => new GebruikerRij(
                    k.Id,
                    k.Tussenvoegsel is null ? $"{k.Voornamen} {k.Achternaam}" : $"{k.Voornamen} {k.Tussenvoegsel} {k.Achternaam}",
                    k.Email.Value,
                    k.Rol,
                    k.Niveau,
                    k.Status,
                    k.UiterlijkActiverenOp,
                    opgezegd.GetValueOrDefault(k.Id)?.LaatsteDag,
                    k.MutatieAanvraagId is not null,
                    upgrades.GetValueOrDefault(k.Id),
                    k.Id == beheerder.Id)
                {
                    AanvullenTot = k.AanvullenTot,
                }),
            ],
            count,
            page,
            pages,
            perStatus);
    }

    /// <summary>What the portal shows of an organisatie: ended and rejected koppelingen never .</summary>
    internal static IQueryable<Organisatiekoppeling> Visible(WeIdDbContext db, Guid organisatieId) => db.Koppelingen
        .AsNoTracking()
        .Where(k => k.OrganisatieId == organisatieId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd);

    /// <summary>All that the overview would show on all its pages, in its order.</summary>
    internal static IQueryable<Organisatiekoppeling> Found(WeIdDbContext db, Guid organisatieId, GebruikersVraag vraag)
    {
        var found = Visible(db, organisatieId).Matching(vraag.Zoek);
        return Sort(vraag.Status is { } status ? found.Where(k => k.Status == status) : found, vraag.Sorteer);
    }

    // Levels are stored by names that sort as the levels do: Eh2, Eh2Plus, Eh3, Eh4. The id makes the order of equals the same on every page.
    private static IQueryable<Organisatiekoppeling> Sort(IQueryable<Organisatiekoppeling> koppelingen, string? sorteer) => (sorteer switch
    {
        "-naam" => koppelingen.OrderByDescending(k => k.EhMiddel.Persoon.Achternaam).ThenByDescending(k => k.EhMiddel.Persoon.Voornamen),
        "rol" => koppelingen.OrderBy(k => k.Rol).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        "-rol" => koppelingen.OrderByDescending(k => k.Rol).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        "niveau" => koppelingen.OrderBy(k => k.Niveau).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        "-niveau" => koppelingen.OrderByDescending(k => k.Niveau).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        "status" => koppelingen.OrderBy(k => k.Status).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        "-status" => koppelingen.OrderByDescending(k => k.Status).ThenBy(k => k.EhMiddel.Persoon.Achternaam),
        _ => koppelingen.OrderBy(k => k.EhMiddel.Persoon.Achternaam).ThenBy(k => k.EhMiddel.Persoon.Voornamen),
    }).ThenBy(k => k.Id);
}
