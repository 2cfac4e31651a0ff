using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Organisaties;

/// <summary>An organisatie of the beheerder, or one that he has asked for.</summary>
/// <param name="Status">Of his koppeling there.</param>
/// <param name="AanvraagId">The aanvraag that is under way for it; null when there is none, or when it was made in another organisatie.</param>
public sealed record OrganisatieRij(
    Guid Id, string Naam, string KvkNummer, string? Vestigingsnummer, Betrouwbaarheidsniveau Niveau, KoppelingStatus Status, bool IsHuidige, Guid? AanvraagId);

/// <summary>The organisaties of a beheerder, those under way last .</summary>
public sealed class OrganisatiesQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    /// <returns>Null when the actor is no beheerder of the organisatie.</returns>
    public async Task<IReadOnlyList<OrganisatieRij>?> ListAsync(Handeling handeling, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder)
        {
            return null;
        }

        var koppelingen = await db.Koppelingen.AsNoTracking()
            .Include(k => k.Organisatie)
            .Where(k => k.EhMiddelId == beheerder.EhMiddelId
                && k.Rol == Rol.Beheerder
                && ((k.Status == KoppelingStatus.Actief && k.Organisatie.Status == OrganisatieStatus.Actief) || k.Status == KoppelingStatus.WachtenOpGoedkeuring))
            .ToListAsync(ct);
        var made = koppelingen.Where(k => k.Status is KoppelingStatus.WachtenOpGoedkeuring).Select(k => k.AanvraagId).ToList();
        var here = await db.Aanvragen
            .Where(a => made.Contains(a.Id) && a.OrganisatieId == beheerder.OrganisatieId && a.Status != AanvraagStatus.Afgekeurd)
            .Select(a => a.Id)
            .ToListAsync(ct);
        return
        [
            .. koppelingen
                .OrderBy(k => k.Status is KoppelingStatus.WachtenOpGoedkeuring)
                .ThenBy(k => k.Organisatie.Naam, StringComparer.CurrentCulture)
                .Select(k => new OrganisatieRij(
                    k.OrganisatieId,
                    k.Organisatie.Naam,
                    k.Organisatie.KvkNummer.Value,
                    k.Organisatie.Vestigingsnummer?.Value,
                    k.Niveau,
                    k.Status,
                    k.OrganisatieId == beheerder.OrganisatieId,
                    here.Contains(k.AanvraagId) ? k.AanvraagId : null)),
        ];
    }
}
