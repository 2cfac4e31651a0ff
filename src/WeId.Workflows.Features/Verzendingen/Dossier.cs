using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>The rows around one aanvraag that letters and mails speak of.</summary>
/// <param name="Gebruiker">Whom it is about; null when there is nobody (yet).</param>
/// <param name="Koppelingen">Those that the aanvraag made, the one in its own organisatie first.</param>
/// <param name="Upgrade">The higher level that it asks for, with the koppeling in its own organisatie; null when it asks for none.</param>
public sealed record Dossier(
    Aanvraag Aanvraag,
    Organisatie Organisatie,
    Persoon Aanvrager,
    Persoon? Gebruiker,
    IReadOnlyList<Organisatiekoppeling> Koppelingen,
    Upgrade? Upgrade)
{
    private Organisatiekoppeling? Eerste => Koppelingen is [var eerste, ..] ? eerste : null;

    /// <summary>Whom it is about.</summary>
    /// <exception cref="InvalidOperationException">It is about nobody.</exception>
    public Persoon RequireGebruiker() =>
        Gebruiker ?? throw new InvalidOperationException($"Aanvraag {Aanvraag.Id} is about nobody.");

    /// <summary>The level that it gives; null when it gives none.</summary>
    public Betrouwbaarheidsniveau? Niveau => Wacht?.Niveau;

    /// <summary>What its user activates, in its own organisatie first; null when there is nothing.</summary>
    public Activeerbaar? Wacht => Upgrade ?? (Activeerbaar?)Eerste;

    /// <summary>The koppeling in its own organisatie: the one whose level it raises, or the first that it made.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public Organisatiekoppeling RequireKoppeling() =>
        Upgrade?.Koppeling ?? Eerste ?? throw new InvalidOperationException($"Aanvraag {Aanvraag.Id} made no koppeling.");

    /// <summary>The last day on which the user can activate.</summary>
    /// <exception cref="InvalidOperationException">The aanvraag was not approved.</exception>
    public DateOnly RequireUiterlijk() => Wacht?.UiterlijkActiverenOp
        ?? throw new InvalidOperationException($"Aanvraag {Aanvraag.Id} was not approved.");

    /// <summary>Reads the rows.</summary>
    public static async Task<Dossier> LoadAsync(WeIdDbContext db, Guid aanvraagId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == aanvraagId, ct);
        var koppelingen = await db.Koppelingen
            .Include(k => k.Organisatie)
            .Include(k => k.EhMiddel).ThenInclude(m => m.Persoon)
            .Where(k => k.AanvraagId == aanvraagId)
            .ToListAsync(ct);
        var gebruiker = aanvraag.PersoonId is { } id ? await db.Personen.SingleAsync(p => p.Id == id, ct) : koppelingen.FirstOrDefault()?.EhMiddel.Persoon;
        return new(
            aanvraag,
            await db.Organisaties.SingleAsync(o => o.Id == aanvraag.OrganisatieId, ct),
            await db.Personen.SingleAsync(p => p.Id == aanvraag.AanvragerId, ct),
            gebruiker,
            [.. koppelingen.OrderByDescending(k => k.OrganisatieId == aanvraag.OrganisatieId).ThenBy(k => k.Id)],
            await db.Upgrades
                .Include(u => u.Koppeling).ThenInclude(k => k.Organisatie)
                .Include(u => u.EhMiddel).ThenInclude(m => m.Persoon)
                .SingleOrDefaultAsync(u => u.AanvraagId == aanvraagId, ct));
    }
}
