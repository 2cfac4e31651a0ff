using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>A machtiging as people read it.</summary>
/// <param name="Dienstverlener">Of its dienst; null when the name says it already.</param>
/// <param name="Einddatum">The last day on which it holds.</param>
/// <param name="IsBijnaVerlopen">It ends within two months .</param>
/// <param name="Diensten">How many diensten it gives now; null for one dienst, and where it was not asked for.</param>
/// <param name="AangekondigdOp">When its withdrawal was asked for; null while it was not.</param>
public sealed record MachtigingRegel(
    Guid Id,
    string Naam,
    string? Dienstverlener,
    DateOnly Startdatum,
    DateOnly Einddatum,
    bool IsBijnaVerlopen,
    MachtigingStatus Status,
    DateTimeOffset? AangekondigdOp,
    int? Diensten = null);

/// <summary>What others read and write of machtigingen.</summary>
internal static class MachtigingRows
{
    private static readonly TimeSpan MisluktGetoond = TimeSpan.FromDays(7);

    /// <summary>What is not ended. What ended by its date is not among them.</summary>
    public static IQueryable<Machtiging> Open(this IQueryable<Machtiging> machtigingen, DateOnly today) => machtigingen.Where(m => m.Einddatum >= today
        && (m.Status == MachtigingStatus.InVerwerking || m.Status == MachtigingStatus.Actief || m.Status == MachtigingStatus.IntrekkingAangekondigd));

    /// <summary>The open machtigingen of koppelingen, with their dienst. What ended by its date is not among them.</summary>
    public static Task<List<Machtiging>> OpenMachtigingenAsync(this WeIdDbContext db, IReadOnlyCollection<Guid> koppelingen, DateOnly today, CancellationToken ct) => db.Machtigingen
        .Include(m => m.Dienst)
        .Open(today)
        .Where(m => koppelingen.Contains(m.KoppelingId))
        .ToListAsync(ct);

    /// <summary>
    /// What the details of a user show: the open ones, and for some days what the register did not take and nobody has given again (§5.4), since a
    /// row that only vanished would tell no beheerder that it failed.
    /// </summary>
    public static async Task<List<Machtiging>> GetoondeMachtigingenAsync(this WeIdDbContext db, Guid koppelingId, Handeling handeling, CancellationToken ct)
    {
        var sinds = handeling.At - MisluktGetoond;
        var open = await db.OpenMachtigingenAsync([koppelingId], handeling.Today, ct);
        var mislukt = await db.Machtigingen.Include(m => m.Dienst)
            .Where(m => m.KoppelingId == koppelingId && m.Status == MachtigingStatus.Mislukt && m.GeeindigdOp > sinds)
            .OrderByDescending(m => m.GeeindigdOp)
            .ToListAsync(ct);
        return [.. open.Concat(mislukt).DistinctBy(MachtigingKeuze.Of)];
    }

    /// <summary>In words, by dienstverlener and name.</summary>
    /// <param name="koppeling">With its middel, to count the diensten; null: they are not counted.</param>
    public static async Task<List<MachtigingRegel>> RegelsAsync(
        this WeIdDbContext db, IEnumerable<Machtiging> machtigingen, DateOnly today, CultureInfo taal, CancellationToken ct, Organisatiekoppeling? koppeling = null) =>
        (await db.CatalogusAsync(ct)).Regels(machtigingen, today, taal, koppeling);

    /// <summary>What machtigingen are put into words by.</summary>
    public static async Task<Catalogus> CatalogusAsync(this WeIdDbContext db, CancellationToken ct) => new(
        await db.Diensten.AsNoTracking().ToListAsync(ct), await db.Dienstverleners.AsNoTracking().ToDictionaryAsync(d => d.Oin, d => d.Naam, ct));

    /// <summary>
    /// Ends the open machtigingen of koppelingen that an aanvraag takes away, in the transaction of its act. The mail about the act names them,
    /// so that the user gets one mail.
    /// </summary>
    /// <param name="eindigt">Which of them.</param>
    public static async Task EndMachtigingenAsync(
        this WeIdDbContext db, IOutbox outbox, Handeling handeling, Guid aanvraagId, IReadOnlyCollection<Guid> koppelingen, Func<Machtiging, bool> eindigt, CancellationToken ct)
    {
        var beeindigd = new List<Machtiging>();
        foreach (var machtiging in (await db.OpenMachtigingenAsync(koppelingen, DateOnly.MinValue, ct)).Where(eindigt))
        {
            if (machtiging.End(handeling, aanvraagId) is null)
            {
                beeindigd.Add(machtiging);
                db.Audit.Add(AuditRegel.Of(
                    handeling, "MachtigingBeeindigd", aanvraagId, JsonSerializer.Serialize(new { machtiging = machtiging.Id, koppeling = machtiging.KoppelingId })));
            }
        }

        foreach (var organisatie in beeindigd.GroupBy(m => m.OrganisatieId))
        {
            RegisterBericht.Add(outbox, handeling, organisatie.Key, organisatie.Select(m => (m, MachtigingWijziging.Beeindigd)));
        }
    }

    /// <summary>Tells the register anew of the open machtigingen of koppelingen that work no more, or again; in the transaction of that act.</summary>
    public static async Task HerzieMachtigingenAsync(this WeIdDbContext db, IOutbox outbox, Handeling handeling, IReadOnlyCollection<Guid> koppelingen, CancellationToken ct)
    {
        foreach (var organisatie in (await db.OpenMachtigingenAsync(koppelingen, handeling.Today, ct)).GroupBy(m => m.OrganisatieId))
        {
            RegisterBericht.Add(outbox, handeling, organisatie.Key, organisatie.Select(m => (m, MachtigingWijziging.Herzien)));
        }
    }

    /// <summary>The same for all that a company has.</summary>
    public static void HerzieMachtigingen(IOutbox outbox, Guid cause, Guid organisatieId) => HerzienBericht.Add(outbox, cause, organisatieId);

    /// <summary>In words, for a mail: what an aanvraag has ended at these koppelingen.</summary>
    public static async Task<IReadOnlyList<string>> BeeindigdeMachtigingenAsync(
        this WeIdDbContext db, Guid aanvraagId, IReadOnlyCollection<Guid> koppelingen, CultureInfo taal, CancellationToken ct)
    {
        var machtigingen = await db.Machtigingen.AsNoTracking()
            .Include(m => m.Dienst)
            .Where(m => m.AanvraagId == aanvraagId && koppelingen.Contains(m.KoppelingId))
            .ToListAsync(ct);
        return [.. (await db.RegelsAsync(machtigingen, DateOnly.MinValue, taal, ct)).Select(r => r.Dienstverlener is null ? r.Naam : $"{r.Naam} ({r.Dienstverlener})").Distinct()];
    }
}

/// <summary>The catalogue as machtigingen are put into words by it.</summary>
/// <param name="Namen">Of the dienstverleners, by OIN.</param>
internal sealed record Catalogus(IReadOnlyList<Dienst> Diensten, IReadOnlyDictionary<string, string> Namen)
{
    /// <summary>As <see cref="MachtigingRows.RegelsAsync"/>.</summary>
    public List<MachtigingRegel> Regels(IEnumerable<Machtiging> machtigingen, DateOnly today, CultureInfo taal, Organisatiekoppeling? koppeling = null) =>
    [
        .. machtigingen
            .Select(m => (Machtiging: m, Dienstverlener: DienstverlenerOf(m)))
            .Select(m => new MachtigingRegel(
                m.Machtiging.Id,
                MachtigingNamen.Of(m.Machtiging, m.Dienstverlener, taal),
                m.Machtiging.Soort is MachtigingSoort.Dienst ? m.Dienstverlener : null,
                m.Machtiging.Startdatum,
                m.Machtiging.Einddatum,
                m.Machtiging.IsBijnaVerlopen(today),
                m.Machtiging.Status,
                m.Machtiging.AangekondigdOp,
                koppeling is null || m.Machtiging.Soort is MachtigingSoort.Dienst || !m.Machtiging.IsOpen ? null : Diensten.Count(d => m.Machtiging.Covers(d, koppeling, today))))
            .OrderBy(r => r.Dienstverlener, StringComparer.Create(taal, ignoreCase: true))
            .ThenBy(r => r.Naam, StringComparer.Create(taal, ignoreCase: true)),
    ];

    /// <summary>Who offers it; null for an algemene bevoegdheid.</summary>
    public string? DienstverlenerOf(Machtiging machtiging) => (machtiging.Oin ?? machtiging.Dienst?.Oin) is { } oin ? Namen.GetValueOrDefault(oin) : null;
}
