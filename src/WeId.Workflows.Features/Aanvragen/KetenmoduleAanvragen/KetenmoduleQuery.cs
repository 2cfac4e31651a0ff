using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>How an organisatie stands with the module.</summary>
/// <param name="Belet">Why it cannot be asked for now; null when it can.</param>
/// <param name="BeschikbaarSinds">Null while it has none.</param>
/// <param name="AanvraagId">The aanvraag under way; null when there is none.</param>
/// <param name="Nummer">Its number.</param>
/// <param name="OfferteTot">Last day on which its offerte can be answered; null while none waits for an answer.</param>
public sealed record KetenmoduleStand(Refusal? Belet, DateTimeOffset? BeschikbaarSinds, Guid? AanvraagId, string? Nummer, DateOnly? OfferteTot);

/// <summary>An offerte as the intermediair sees it.</summary>
public sealed record OfferteBeeld(string Nummer, Kostenoverzicht Kosten, DateOnly GeldigTot, string? Toelichting, OfferteStatus Status, bool KanAntwoorden);

/// <summary>Reads the module and its offertes for a beheerder.</summary>
public sealed class KetenmoduleQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<KetenmoduleStand?> StandAsync(Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var module = await db.Ketenmodules.AsNoTracking().SingleOrDefaultAsync(m => m.OrganisatieId == beheerder.OrganisatieId, ct);
        var loopt = module is not null ? null : await db.Aanvragen.AsNoTracking()
            .Where(a => a.OrganisatieId == beheerder.OrganisatieId
                && a.Type == KetenmoduleAanvragenGegevens.Type
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling || a.Status == AanvraagStatus.InUitvoering))
            .Select(a => new { a.Id, a.Nummer })
            .FirstOrDefaultAsync(ct);
        DateOnly? tot = loopt is null ? null : await db.Offertes
            .Where(o => o.AanvraagId == loopt.Id && o.Status == OfferteStatus.Verzonden)
            .Select(o => (DateOnly?)o.GeldigTot)
            .SingleOrDefaultAsync(ct);
        return new(await KetenmoduleAanvragenSubmit.RefuseAsync(db, beheerder.OrganisatieId, ct), module?.BeschikbaarSinds, loopt?.Id, loopt?.Nummer, tot);
    }

    /// <returns>Null when the actor is no beheerder of the organisatie that it is for.</returns>
    public async Task<OfferteBeeld?> OfferteAsync(Handeling handeling, Guid aanvraagId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Offertes.AsNoTracking().SingleOrDefaultAsync(o => o.AanvraagId == aanvraagId && o.OrganisatieId == beheerder.OrganisatieId, ct) is not { } offerte)
        {
            return null;
        }

        return new(
            await db.Aanvragen.Where(a => a.Id == aanvraagId).Select(a => a.Nummer).SingleAsync(ct),
            JsonSerializer.Deserialize<Kostenoverzicht>(offerte.Kosten)!,
            offerte.GeldigTot,
            offerte.Toelichting,
            offerte.Status,
            offerte.Status is OfferteStatus.Verzonden && handeling.Today <= offerte.GeldigTot);
    }
}
