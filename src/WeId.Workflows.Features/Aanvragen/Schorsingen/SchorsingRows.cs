using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>Who may report which middel.</summary>
/// <param name="PersoonId">The reporter; null for a medewerker.</param>
/// <param name="MedewerkerId">The reporter; null for a customer.</param>
internal sealed record Melding(SchorsingMelder Melder, Guid MiddelId, Guid? PersoonId, Guid? MedewerkerId);

/// <summary>What the suspension reads from several sides.</summary>
internal static class SchorsingRows
{
    /// <summary>Who the actor is to this middel, with the rights of this moment.</summary>
    /// <param name="koppelingId">Null: his own middel.</param>
    /// <returns>Null when it is not his to report.</returns>
    public static async Task<Melding?> FindMeldingAsync(this WeIdDbContext db, Handeling handeling, Guid? koppelingId, CancellationToken ct)
    {
        if (koppelingId is null)
        {
            return await db.EhMiddelen.AsNoTracking()
                .SingleOrDefaultAsync(m => db.Users.Any(a => a.Id == handeling.AccountId && a.IsActief && a.PersoonId == m.PersoonId), ct) is { } eigen
                ? new(SchorsingMelder.Gebruiker, eigen.Id, eigen.PersoonId, null)
                : null;
        }

        if (await db.Koppelingen.AsNoTracking().SingleOrDefaultAsync(k => k.Id == koppelingId, ct) is not { IsVisible: true } koppeling)
        {
            return null;
        }

        if (handeling.OrganisatieId is not null)
        {
            return await db.BeheerderAsync(handeling, ct) is { } beheerder && beheerder.OrganisatieId == koppeling.OrganisatieId
                ? new(beheerder.EhMiddelId == koppeling.EhMiddelId ? SchorsingMelder.Gebruiker : SchorsingMelder.Beheerder, koppeling.EhMiddelId, beheerder.EhMiddel.PersoonId, null)
                : null;
        }

        return await db.MedewerkerAsync(handeling, StafRol.Beoordelaar, ct) is { } medewerker
            ? new(SchorsingMelder.Beoordelaar, koppeling.EhMiddelId, null, medewerker.Id)
            : null;
    }

    /// <summary>The suspension of a person that is not decided; null when there is none.</summary>
    public static Task<Aanvraag?> LopendeSchorsingAsync(this WeIdDbContext db, Guid persoonId, CancellationToken ct) => db.Aanvragen.AsNoTracking()
        .SingleOrDefaultAsync(a => a.Type == SchorsingGegevens.Type && a.PersoonId == persoonId && a.Status == AanvraagStatus.InUitvoering, ct);

    /// <summary>The organisaties, of these koppelingen, that have no other active beheerder .</summary>
    public static async Task<List<string>> ZonderBeheerderAsync(this WeIdDbContext db, IEnumerable<Guid> koppelingen, CancellationToken ct)
    {
        var ids = koppelingen.ToList();
        return await db.Koppelingen.AsNoTracking()
            .Where(k => ids.Contains(k.Id)
                && k.Rol == Rol.Beheerder
                && (k.Status == KoppelingStatus.Actief || k.Status == KoppelingStatus.Geschorst)
                && !db.Koppelingen.Any(b => b.OrganisatieId == k.OrganisatieId && b.Id != k.Id && b.Rol == Rol.Beheerder && b.Status == KoppelingStatus.Actief))
            .OrderBy(k => k.Organisatie.Naam)
            .Select(k => k.Organisatie.Naam)
            .ToListAsync(ct);
    }
}
