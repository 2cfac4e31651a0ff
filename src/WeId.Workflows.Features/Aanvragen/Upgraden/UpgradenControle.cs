using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>Who asks, for whom, what follows, and every rule that it breaks.</summary>
/// <param name="Eigen">The organisaties of the aanvrager, the current one too.</param>
/// <param name="Gekoppeld">Names of the organisaties in which the user has a koppeling that is shown.</param>
/// <param name="Andere">His active koppelingen in other organisaties of the aanvrager.</param>
/// <param name="Verlopen">An upgrade that was not activated in time, and makes room for this one; null when there is none.</param>
internal sealed record GecontroleerdeUpgrade(
    Organisatiekoppeling Beheerder,
    Organisatiekoppeling Koppeling,
    IReadOnlyDictionary<Guid, Organisatiekoppeling> Eigen,
    IReadOnlyDictionary<Guid, string> Gekoppeld,
    IReadOnlyList<Organisatiekoppeling> Andere,
    Upgrade? Verlopen,
    UpgradenLezing Lezing,
    IReadOnlyList<Bijlage> Bijlagen,
    IReadOnlyList<Refusal> Refusals)
{
    /// <summary>The other koppelingen that get the level too: the aanvrager may ask for it there.</summary>
    public IEnumerable<Organisatiekoppeling> OokVoor(Betrouwbaarheidsniveau niveau) =>
        Andere.Where(k => k.Niveau < niveau && Eigen[k.OrganisatieId].Niveau >= niveau);
}

/// <summary>All rules of an upgrade, for the page and for the submission itself.</summary>
internal static class UpgradenControle
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public static async Task<GecontroleerdeUpgrade?> CheckUpgradeAsync(
        this WeIdDbContext db, Handeling handeling, Guid koppelingId, UpgradenFormulier form, Guid? conceptId, CancellationToken ct)
    {
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Koppelingen.Include(k => k.Organisatie).Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == koppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is not { IsVisible: true } koppeling)
        {
            return null;
        }

        var conceptType = UpgradenGegevens.ConceptType(koppelingId);
        var bijlagen = await db.Bijlagen
            .Where(b => b.ConceptId == conceptId && b.AanvraagId == null && db.Concepten.Any(c => c.Id == conceptId
                && c.Type == conceptType && c.AccountId == handeling.AccountId && c.OrganisatieId == handeling.OrganisatieId))
            .ToListAsync(ct);
        var eigen = await db.BeheerderKoppelingen(beheerder.EhMiddel.PersoonId).ToDictionaryAsync(k => k.OrganisatieId, ct);
        var zichtbaar = await db.Koppelingen.Include(k => k.Organisatie)
            .Where(k => k.EhMiddelId == koppeling.EhMiddelId && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd)
            .ToListAsync(ct);
        var gekoppeld = zichtbaar.ToDictionary(k => k.OrganisatieId, k => k.Organisatie.Naam);
        var opgezegd = (await db.LopendeOpzeggingenAsync(koppeling.OrganisatieId, ct)).GetValueOrDefault(koppeling.Id);
        var lezing = new UpgradenLezing(form, koppeling, handeling.Today);
        var verhoging = lezing.ToVerhoging(bijlagen.Select(b => b.Zijde));
        return new(
            beheerder,
            koppeling,
            eigen,
            gekoppeld,
            [.. zichtbaar.Where(k => k.Id != koppeling.Id && k.Status is KoppelingStatus.Actief && eigen.ContainsKey(k.OrganisatieId))],
            await db.Upgrades.SingleOrDefaultAsync(u => u.EhMiddelId == koppeling.EhMiddelId && u.Status == KoppelingStatus.ActivatieVerlopen, ct),
            lezing,
            bijlagen,
            [
                .. opgezegd is null ? [] : new Refusal[] { new OpzeggingLoopt(opgezegd.LaatsteDag) },
                .. lezing.Refusals,
                .. verhoging.Refusals(beheerder, eigen.ToDictionary(e => e.Key, e => e.Value.Niveau), gekoppeld, handeling.Today),
            ]);
    }
}
