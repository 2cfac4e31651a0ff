using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Features.Aanvragen.Opzeggingen;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>What a beheerder asks for.</summary>
/// <param name="KoppelingId">The user in the organisatie of the act.</param>
/// <param name="GetoondeKosten">The sum without btw that he agreed with.</param>
public sealed record TypeWisselVoorstel(Guid KoppelingId, MiddelType? Naar, AbonnementDuur? Duur, bool Akkoord, decimal? GetoondeKosten);

/// <summary>Who asks, for whom, and every rule that the proposal breaks.</summary>
internal sealed record GecontroleerdeWissel(Organisatiekoppeling Beheerder, Organisatiekoppeling Koppeling, IReadOnlyList<Refusal> Refusals);

/// <summary>All rules of the change, for the page and for the submission itself.</summary>
internal static class TypeWisselControle
{
    /// <returns>Null when the actor is no beheerder of the organisatie, or when it has no such user.</returns>
    public static async Task<GecontroleerdeWissel?> CheckTypeWisselAsync(this WeIdDbContext db, Handeling handeling, TypeWisselVoorstel voorstel, CancellationToken ct)
    {
        if (await db.BeheerderAsync(handeling, ct) is not { } beheerder
            || await db.Koppelingen.Include(k => k.Organisatie).Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(k => k.Id == voorstel.KoppelingId && k.OrganisatieId == beheerder.OrganisatieId, ct) is not { IsVisible: true } koppeling)
        {
            return null;
        }

        var heeftAndere = await db.Koppelingen.AnyAsync(
            k => k.EhMiddelId == koppeling.EhMiddelId && k.Id != koppeling.Id && k.Status != KoppelingStatus.Beeindigd && k.Status != KoppelingStatus.Afgekeurd, ct);
        var isVergeven = await db.EhMiddelen.AnyAsync(m => m.BelastingdienstKvk == koppeling.Organisatie.KvkNummer && m.Id != koppeling.EhMiddelId, ct);
        var wissel = new TypeWissel(koppeling, voorstel.Naar, voorstel.Duur, voorstel.Akkoord);
        var opgezegd = (await db.LopendeOpzeggingenAsync(koppeling.OrganisatieId, ct)).GetValueOrDefault(koppeling.Id);
        return new(
            beheerder,
            koppeling,
            [
                .. opgezegd is null ? [] : new Refusal[] { new OpzeggingLoopt(opgezegd.LaatsteDag) },
                .. wissel.Refusals(beheerder.Niveau, heeftAndere, isVergeven),
            ]);
    }
}
