using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>One page of the aanvragen of an organisatie.</summary>
/// <param name="Pagina">From 1.</param>
public sealed record AanvragenLijst(IReadOnlyList<AanvraagRij> Rijen, int Aantal, int Pagina, int Paginas);

/// <summary>One aanvraag.</summary>
/// <param name="Naam">What was asked for, in the language of the reader.</param>
/// <param name="VoorWie">The user whom it is about; null when that is nobody.</param>
/// <param name="AanvullenTot">Last day on which the beheerder can supply what is asked of him; null when nothing is.</param>
public sealed record AanvraagRij(Guid Id, string Nummer, string Naam, string? VoorWie, DateOnly IngediendOp, AanvraagStatus Status, DateOnly? AanvullenTot);

/// <summary>The aanvragen of an organisatie, newest first. Rejected ones are not in the portal .</summary>
public sealed class AanvragenQuery(IDbContextFactory<WeIdDbContext> contexts, AanvraagSoorten soorten)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 20;

    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<AanvragenLijst?> ListAsync(Handeling handeling, int pagina, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var aanvragen = db.Aanvragen.AsNoTracking().Where(a => a.OrganisatieId == beheerder.OrganisatieId && a.Status != AanvraagStatus.Afgekeurd);
        var count = await aanvragen.CountAsync(ct);
        var pages = Math.Max(1, (count + PageSize - 1) / PageSize);
        var page = Math.Clamp(pagina, 1, pages);
        var rows = await aanvragen
            .OrderByDescending(a => a.Nummer)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .Select(a => new
            {
                Aanvraag = a,
                AanvullenTot = db.Aanvullingen.Where(v => v.AanvraagId == a.Id && v.Status == AanvullingStatus.Gevraagd).Select(v => (DateOnly?)v.Uiterlijk).FirstOrDefault(),
            })
            .ToListAsync(ct);
        var ids = rows.Select(r => r.Aanvraag.PersoonId).OfType<Guid>().ToList();
        var personen = await db.Personen.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.VolledigeNaam, ct);
        return new(
            [.. rows.Select(r => new AanvraagRij(
                r.Aanvraag.Id,
                r.Aanvraag.Nummer,
                soorten.Of(r.Aanvraag).NaamOf(r.Aanvraag, CultureInfo.CurrentUICulture),
                r.Aanvraag.PersoonId is { } id ? personen.GetValueOrDefault(id) : null,
                AmsterdamTime.DateOf(r.Aanvraag.IngediendOp),
                r.Aanvraag.Status,
                soorten.Of(r.Aanvraag).IsAanvullingVanBeheerder ? r.AanvullenTot : null))],
            count,
            page,
            pages);
    }
}
