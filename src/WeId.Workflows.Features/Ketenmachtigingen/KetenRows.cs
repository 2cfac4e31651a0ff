using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Organisaties;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;
using WeId.Workflows.Features.Activaties;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>What several acts around ketenmachtigingen need from the database.</summary>
internal static class KetenRows
{
    /// <summary>What a company has given an intermediair and what has not ended.</summary>
    public static IQueryable<Ketenmachtiging> GegevenAan(this WeIdDbContext db, KvkNummer gever, KvkNummer intermediair) => db.Ketenmachtigingen
        .Where(k => k.GeverKvk == gever && k.IntermediairKvk == intermediair && k.Status == KetenmachtigingStatus.Actief);

    /// <summary>Records them, with their audit.</summary>
    public static void AddKetenmachtigingen(
        this WeIdDbContext db, Handeling handeling, Guid aanvraagId, Guid? geverOrganisatieId, KetenPartij gever, KetenPartij intermediair, IEnumerable<KetenDekking> dekkingen, DateOnly einddatum)
    {
        foreach (var dekking in dekkingen)
        {
            var ketenmachtiging = new Ketenmachtiging(Guid.CreateVersion7(handeling.At), aanvraagId, geverOrganisatieId, gever, intermediair, dekking, einddatum, handeling);
            db.Ketenmachtigingen.Add(ketenmachtiging);
            db.Audit.Add(AuditRegel.Of(
                handeling,
                "KetenmachtigingVastgelegd",
                aanvraagId,
                JsonSerializer.Serialize(new { ketenmachtiging = ketenmachtiging.Id, intermediair = intermediair.Kvk.Value, dekking.Soort, dekking.Sleutel, einddatum })));
        }
    }

    /// <summary>Notes a change, and lets the workflow tell those concerned.</summary>
    public static async Task AnnounceAsync(
        this UseCaseScope scope, Handeling handeling, string wat, IReadOnlyCollection<Ketenmachtiging> gewijzigd, CancellationToken ct)
    {
        foreach (var ketenmachtiging in gewijzigd)
        {
            scope.Db.Audit.Add(AuditRegel.Of(
                handeling, wat, ketenmachtiging.AanvraagId, JsonSerializer.Serialize(new { ketenmachtiging = ketenmachtiging.Id, ketenmachtiging.Einddatum })));
        }

        foreach (var aanvraagId in gewijzigd.Select(k => k.AanvraagId).Distinct())
        {
            await scope.SendEventAsync(
                handeling with { OperationId = DerivedId.From(handeling.OperationId, aanvraagId.ToString()) },
                aanvraagId, WachtOpKetenmachtigingStep.WaitName, WachtOpKetenmachtigingStep.Gewijzigd, ct);
        }
    }

    /// <summary>The company is no customer any more: what it gave ends, and so does what it got when nobody of it is left to use it (§5.5).</summary>
    public static async Task EndKetenmachtigingenAsync(this UseCaseScope scope, Handeling handeling, Organisatie organisatie, Intrekking intrekking, CancellationToken ct)
    {
        var db = scope.Db;
        var isGone = !await db.Organisaties.AnyAsync(o => o.KvkNummer == organisatie.KvkNummer && o.Id != organisatie.Id && o.Status == OrganisatieStatus.Actief, ct);
        var ended = await db.Ketenmachtigingen
            .Where(k => k.Status == KetenmachtigingStatus.Actief && (k.GeverOrganisatieId == organisatie.Id || (isGone && k.IntermediairKvk == organisatie.KvkNummer)))
            .ToListAsync(ct);
        foreach (var ketenmachtiging in ended)
        {
            ketenmachtiging.EndWithBedrijf(handeling.At).OrThrow();
        }

        await scope.AnnounceAsync(handeling, "KetenmachtigingBeeindigd", ended, ct);

        // What it still asks for as an intermediair is of no use to it either.
        var open = await db.Aanvragen
            .Where(a => a.OrganisatieId == organisatie.Id
                && (a.Status == AanvraagStatus.Ingediend || a.Status == AanvraagStatus.InBeoordeling)
                && (db.KetenUitnodigingen.Any(u => u.AanvraagId == a.Id) || a.Type == KetenmoduleAanvragenGegevens.Type))
            .Select(a => a.Id)
            .ToListAsync(ct);
        foreach (var aanvraag in open)
        {
            await intrekking.WithdrawForAsync(scope, handeling, aanvraag, ct);
        }
    }

    /// <summary>Nothing watches over it any more: what an aanvraag has recorded or asked for ends with its workflow.</summary>
    public static async Task WithdrawKetenAsync(this WeIdDbContext db, Guid aanvraagId, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var ketenmachtiging in await db.Ketenmachtigingen.Where(k => k.AanvraagId == aanvraagId && k.Status == KetenmachtigingStatus.Actief).ToListAsync(ct))
        {
            ketenmachtiging.Withdraw(at).OrThrow();
        }

        (await db.Offertes.SingleOrDefaultAsync(o => o.AanvraagId == aanvraagId, ct))?.Withdraw(at);
        (await db.KetenUitnodigingen.SingleOrDefaultAsync(u => u.AanvraagId == aanvraagId, ct))?.Withdraw(at);
    }

    /// <summary>The active beheerders of a company that is a customer; none when it is not.</summary>
    public static Task<List<Persoon>> BeheerdersOfAsync(this WeIdDbContext db, KvkNummer kvk, CancellationToken ct) => db.Personen.AsNoTracking()
        .Where(p => db.Koppelingen.Any(k => k.EhMiddel.PersoonId == p.Id
            && k.Organisatie.KvkNummer == kvk
            && k.Organisatie.Status == OrganisatieStatus.Actief
            && k.Rol == Rol.Beheerder
            && k.Status == KoppelingStatus.Actief))
        .OrderBy(p => p.Id)
        .ToListAsync(ct);
}
