using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>What the page of a report shows.</summary>
/// <param name="Belet">Why it cannot be reported now; null when it can.</param>
/// <param name="Organisaties">Where it works; for a beheerder of another organisatie only his own.</param>
/// <param name="Elders">It works in organisaties, too, that the reader does not know of.</param>
/// <param name="ZonderBeheerder">Organisaties that have no beheerder who can sign in while the suspension lasts.</param>
public sealed record SchorsingKeuzes(
    string Naam, bool IsEigen, Refusal? Belet, bool HeeftMutatie, IReadOnlyList<string> Organisaties, bool Elders, IReadOnlyList<string> ZonderBeheerder);

/// <summary>A user whom a reviewer may suspend.</summary>
public sealed record SchorsbareGebruiker(Guid KoppelingId, string Naam, string Email, DateOnly Geboortedatum, IReadOnlyList<string> Organisaties, KoppelingStatus Status);

/// <summary>Loads what the pages of a report show, with the rights of this moment.</summary>
public sealed class SchorsingQuery(IDbContextFactory<WeIdDbContext> contexts)
{
    private const int MaxGevonden = 20;

    /// <param name="handeling">Of a beheerder in his organisatie; of a reviewer, or of the user himself, in no organisatie.</param>
    /// <param name="koppelingId">Null: his own middel.</param>
    /// <returns>Null when it is not his to report.</returns>
    public async Task<SchorsingKeuzes?> FindAsync(Handeling handeling, Guid? koppelingId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.FindMeldingAsync(handeling, koppelingId, ct) is not { } melding)
        {
            return null;
        }

        var middel = await db.EhMiddelen.AsNoTracking()
            .Include(m => m.Persoon)
            .Include(m => m.Koppelingen).ThenInclude(k => k.Organisatie)
            .SingleAsync(m => m.Id == melding.MiddelId, ct);
        var actief = middel.Koppelingen.Where(k => k.Status is KoppelingStatus.Actief).ToList();
        var weet = actief.Where(k => melding.Melder is not SchorsingMelder.Beheerder || k.OrganisatieId == handeling.OrganisatieId).ToList();
        var status = middel.Koppelingen.Where(k => k.IsVisible).Select(k => k.Status).DefaultIfEmpty(KoppelingStatus.Beeindigd).First();
        return new(
            middel.Persoon.VolledigeNaam,
            melding.Melder is SchorsingMelder.Gebruiker,
            await db.LopendeSchorsingAsync(middel.PersoonId, ct) is not null ? new AlGeschorst() : actief.Count == 0 ? new MiddelNotActief(status) : null,
            middel.MutatieAanvraagId is not null,
            [.. weet.Select(k => k.Organisatie.Naam).Order(StringComparer.CurrentCulture)],
            weet.Count < actief.Count,
            await db.ZonderBeheerderAsync(weet.Select(k => k.Id), ct));
    }

    /// <summary>Users with this e-mail address, for a reviewer; null for who is none.</summary>
    public async Task<IReadOnlyList<SchorsbareGebruiker>?> SearchAsync(Handeling handeling, string? email, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(handeling);
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.MedewerkerAsync(handeling, StafRol.Beoordelaar, ct) is null)
        {
            return null;
        }

        if (!Emailadres.TryParse(email, out var adres))
        {
            return [];
        }

        var middelen = await db.EhMiddelen.AsNoTracking()
            .Include(m => m.Persoon)
            .Include(m => m.Koppelingen).ThenInclude(k => k.Organisatie)
            .Where(m => m.Persoon.Email == adres)
            .OrderBy(m => m.Id)
            .Take(MaxGevonden)
            .ToListAsync(ct);
        return
        [
            .. middelen.Select(m => (m.Persoon, Koppelingen: m.Koppelingen.Where(k => k.IsVisible).OrderBy(k => k.Id).ToList()))
                .Where(m => m.Koppelingen.Count > 0)
                .Select(m => new SchorsbareGebruiker(
                    m.Koppelingen[0].Id,
                    m.Persoon.VolledigeNaam,
                    m.Persoon.Email.Value,
                    m.Persoon.Geboortedatum,
                    [.. m.Koppelingen.Select(k => k.Organisatie.Naam).Order(StringComparer.CurrentCulture)],
                    m.Koppelingen.OrderByDescending(k => k.Status is KoppelingStatus.Actief or KoppelingStatus.Geschorst).First().Status)),
        ];
    }
}
