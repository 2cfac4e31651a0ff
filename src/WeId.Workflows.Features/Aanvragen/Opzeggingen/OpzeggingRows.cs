using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>A koppeling whose end is under way, as the overview tells it.</summary>
/// <param name="LaatsteDag">The last day on which it works.</param>
/// <param name="IsGepland">It waits for that day; per direct it is being carried out.</param>
public sealed record LopendeOpzegging(Guid AanvraagId, Guid KoppelingId, DateOnly LaatsteDag, bool IsGepland);

/// <summary>What the opzegging reads from several sides.</summary>
internal static class OpzeggingRows
{
    /// <summary>What is under way for the users of an organisatie, in other organisaties too.</summary>
    public static async Task<Dictionary<Guid, LopendeOpzegging>> LopendeOpzeggingenAsync(this WeIdDbContext db, Guid organisatieId, CancellationToken ct)
    {
        var aanvragen = await db.Aanvragen.AsNoTracking()
            .Where(a => a.Type == OpzeggingGegevens.Type
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InUitvoering)
                && db.Koppelingen.Any(k => k.OrganisatieId == organisatieId && k.EhMiddel.PersoonId == a.PersoonId))
            .ToListAsync(ct);
        return aanvragen
            .Select(a => (a.Id, Gegevens: AanvraagGegevens.Read<OpzeggingGegevens>(a)))
            .SelectMany(a => a.Gegevens.Koppelingen.Select(k => new LopendeOpzegging(a.Id, k.KoppelingId, k.LaatsteDag, a.Gegevens.IsPlanned)))
            .GroupBy(l => l.KoppelingId)
            .ToDictionary(g => g.Key, g => g.First());
    }

    /// <summary>Who are left in an organisatie without these koppelingen.</summary>
    public static async Task<Bezetting> BezettingAsync(this WeIdDbContext db, Guid organisatieId, IReadOnlyCollection<Guid> zonder, CancellationToken ct)
    {
        var anderen = await db.Koppelingen.AsNoTracking()
            .Where(k => k.OrganisatieId == organisatieId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd)
            .Select(k => new
            {
                k.Id,
                IsBeheerder = k.Rol == Rol.Beheerder
                    && k.Status == KoppelingStatus.Actief
                    && k.EhMiddel.Niveau != Betrouwbaarheidsniveau.Eh2
                    && db.Users.Any(u => u.IsActief && u.PersoonId == k.EhMiddel.PersoonId),
            })
            .ToListAsync(ct);
        anderen.RemoveAll(k => zonder.Contains(k.Id));
        return new(anderen.Count(k => k.IsBeheerder), anderen.Count);
    }
}
