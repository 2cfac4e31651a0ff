using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>What changes a middel that exists: koppelen, type, opzegging, suspension, and the machtigingen that go with them.</summary>
internal static class MutatieChecks
{
    private static readonly string[] Locking = ["organisatie-koppelen", "wijzig-middeltype"];

    public static readonly Invariant Slot = Invariant.Of(
        "Slot",
        "A middel is locked by an open mutatie about its person, and by no other; an open mutatie has its lock.",
        SlotAsync);

    public static readonly Invariant Belastingdienst = Invariant.OfSql(
        "Belastingdienst",
        "A Belastingdienstmiddel is of one gebruiker in one organisatie, holds the place of its KvK number, and two people have approved it; a place is held for nothing else.",
        """
        SELECT m."Id" AS "Middel", m."BelastingdienstKvk", k."Rol", o."KvkNummer" FROM "EhMiddelen" m
        JOIN "Koppelingen" k ON k."EhMiddelId" = m."Id" AND k."Status" NOT IN ('Beeindigd', 'Afgekeurd')
        JOIN "Organisaties" o ON o."Id" = k."OrganisatieId"
        WHERE m."Type" = 'Belastingdienst' AND (k."Rol" <> 'Gebruiker' OR m."BelastingdienstKvk" IS NULL OR m."BelastingdienstKvk" <> o."KvkNummer")
        """,
        """
        SELECT m."Id" AS "Middel", COUNT(*) AS "Koppelingen" FROM "EhMiddelen" m
        JOIN "Koppelingen" k ON k."EhMiddelId" = m."Id" AND k."Status" NOT IN ('Beeindigd', 'Afgekeurd')
        WHERE m."Type" = 'Belastingdienst' GROUP BY m."Id" HAVING COUNT(*) > 1
        """,
        """
        SELECT m."Id" AS "Middel", m."BelastingdienstKvk" FROM "EhMiddelen" m
        WHERE m."Type" = 'Belastingdienst' AND m."BelastingdienstKvk" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "Koppelingen" k WHERE k."EhMiddelId" = m."Id" AND k."Status" NOT IN ('Beeindigd', 'Afgekeurd'))
        """,
        """
        SELECT m."Id" AS "Middel", m."BelastingdienstKvk", m."MutatieAanvraagId" FROM "EhMiddelen" m
        WHERE m."Type" = 'Regulier' AND m."BelastingdienstKvk" IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM "Aanvragen" a WHERE a."Id" = m."MutatieAanvraagId" AND a."Type" = 'wijzig-middeltype')
        """,
        """
        SELECT m."Id" AS "Middel", m."PersoonId" FROM "EhMiddelen" m
        WHERE m."Type" = 'Belastingdienst' AND NOT EXISTS (
            SELECT 1 FROM "Aanvragen" a WHERE a."PersoonId" = m."PersoonId" AND a."Type" = 'wijzig-middeltype' AND a."Status" IN ('InUitvoering', 'Afgerond')
                AND (SELECT COUNT(DISTINCT t."BeslotenDoor") FROM "Taken" t WHERE t."AanvraagId" = a."Id" AND t."Soort" = 'Beoordeling' AND t."Besluit" = 'Goedgekeurd') > 1
                AND EXISTS (SELECT 1 FROM "Audit" r WHERE r."AanvraagId" = a."Id" AND r."Wat" = 'MiddeltypeGewijzigd'))
        """);

    public static readonly Invariant Koppelen = Invariant.OfSql(
        "Koppelen",
        "A koppeling of a mutatie that works was approved, from EH3 on by two people.",
        """
        SELECT k."Id" AS "Koppeling", k."Niveau", k."AanvraagId" FROM "Koppelingen" k JOIN "Aanvragen" a ON a."Id" = k."AanvraagId"
        WHERE a."Type" = 'organisatie-koppelen' AND k."GeactiveerdOp" IS NOT NULL
            AND (SELECT COUNT(DISTINCT t."BeslotenDoor") FROM "Taken" t WHERE t."AanvraagId" = a."Id" AND t."Soort" = 'Beoordeling' AND t."Besluit" = 'Goedgekeurd')
                < CASE WHEN k."Niveau" IN ('Eh3', 'Eh4') THEN 2 ELSE 1 END
        """);

    public static readonly Invariant Opzegging = Invariant.Of(
        "Opzegging",
        "What has ended was ended by an opzegging, a suspension or a withdrawal that is on record, and an opzegging that was carried out has ended something.",
        OpzeggingAsync);

    public static readonly Invariant Machtigingen = Invariant.Of(
        "Machtiging",
        "An open machtiging is of a koppeling that was not ended, of its level and type, for at most five years, one for each bereik; one that an aanvraag ended has its audit row, and one that is not settled has its message.",
        MachtigingenAsync);

    public static readonly Invariant Schorsing = Invariant.OfSql(
        "Schorsing",
        "What is suspended has its report and nobody signs in with it; while the report is not decided nothing of the middel works or is locked.",
        """
        SELECT k."Id" AS "Koppeling", m."PersoonId" FROM "Koppelingen" k JOIN "EhMiddelen" m ON m."Id" = k."EhMiddelId"
        WHERE k."Status" = 'Geschorst' AND NOT EXISTS (
            SELECT 1 FROM "Aanvragen" a JOIN "Audit" r ON r."AanvraagId" = a."Id" AND r."Wat" = 'MiddelGeschorst'
            WHERE a."PersoonId" = m."PersoonId" AND a."Type" = 'schorsing' AND a."Status" IN ('InUitvoering', 'Ingetrokken'))
        """,
        """
        SELECT k."Id" AS "Koppeling", c."Id" AS "Account" FROM "Koppelingen" k JOIN "EhMiddelen" m ON m."Id" = k."EhMiddelId" JOIN "Accounts" c ON c."PersoonId" = m."PersoonId"
        WHERE k."Status" = 'Geschorst' AND CAST(c."IsActief" AS INTEGER) = 1
        """,
        """
        SELECT a."Nummer", m."Id" AS "Middel", m."MutatieAanvraagId" FROM "Aanvragen" a JOIN "EhMiddelen" m ON m."PersoonId" = a."PersoonId"
        WHERE a."Type" = 'schorsing' AND a."Status" = 'InUitvoering' AND m."MutatieAanvraagId" IS NOT NULL
        """,
        """
        SELECT a."Nummer", k."Id" AS "Koppeling" FROM "Aanvragen" a JOIN "EhMiddelen" m ON m."PersoonId" = a."PersoonId" JOIN "Koppelingen" k ON k."EhMiddelId" = m."Id"
        WHERE a."Type" = 'schorsing' AND a."Status" = 'InUitvoering' AND k."Status" = 'Actief'
            AND NOT EXISTS (SELECT 1 FROM "Taken" t WHERE t."AanvraagId" = a."Id" AND t."Besluit" = 'Opgeheven')
        """,
        """
        SELECT a."PersoonId", COUNT(*) AS "Open" FROM "Aanvragen" a WHERE a."Type" = 'schorsing' AND a."Status" = 'InUitvoering' GROUP BY a."PersoonId" HAVING COUNT(*) > 1
        """,
        """
        SELECT t."Id" AS "Task", t."BeslotenDoor" FROM "Taken" t
        WHERE t."Soort" = 'Schorsing' AND t."Status" = 'Besloten' AND NOT EXISTS (
            SELECT 1 FROM "BetrokkenMedewerkers" b WHERE b."AanvraagId" = t."AanvraagId" AND b."MedewerkerId" = t."BeslotenDoor" AND b."Fase" = t."Fase")
        """);

    private static async IAsyncEnumerable<string> SlotAsync(Look look)
    {
        var db = look.Db;
        var underWay = (await db.Outbox.Where(m => m.Status == OutboxStatus.Pending).Select(m => m.Key).Distinct().ToListAsync()).ToHashSet();
        var incidents = (await db.Incidents.Where(i => i.ClosedAt == null).Select(i => i.AanvraagId).ToListAsync()).ToHashSet();
        bool IsUnderWay(Guid aanvraag) => underWay.Contains(WorkflowMessages.KeyOf(aanvraag)) || incidents.Contains(aanvraag);
        var middelen = await db.EhMiddelen.AsNoTracking().Select(m => new { m.Id, m.PersoonId, m.MutatieAanvraagId }).ToListAsync();
        var aanvragen = await db.Aanvragen.AsNoTracking().Select(a => new { a.Id, a.Nummer, a.Type, a.PersoonId, a.Status }).ToDictionaryAsync(a => a.Id);
        foreach (var middel in middelen.Where(m => m.MutatieAanvraagId is not null))
        {
            if (aanvragen.GetValueOrDefault(middel.MutatieAanvraagId!.Value) is not { } aanvraag)
            {
                yield return $"middel {middel.Id} is locked by nothing that is there";
            }
            else if (aanvraag.PersoonId != middel.PersoonId || aanvraag.Type is "opzegging" or "schorsing")
            {
                yield return $"middel {middel.Id} is locked by aanvraag {aanvraag.Nummer} ({aanvraag.Type}) of another person or type";
            }
            else if (aanvraag.Status is AanvraagStatus.Afgerond or AanvraagStatus.Ingetrokken || (aanvraag.Status is AanvraagStatus.Afgekeurd or AanvraagStatus.Vervallen && !IsUnderWay(aanvraag.Id)))
            {
                yield return $"middel {middel.Id} is locked by aanvraag {aanvraag.Nummer}, which is {aanvraag.Status}";
            }
        }

        foreach (var aanvraag in aanvragen.Values.Where(a => Locking.Contains(a.Type)
            && (a.Status is AanvraagStatus.Ingediend or AanvraagStatus.InBeoordeling or AanvraagStatus.AanvullingGevraagd || (a.Status is AanvraagStatus.InUitvoering && !IsUnderWay(a.Id)))))
        {
            if (!middelen.Exists(m => m.PersoonId == aanvraag.PersoonId && m.MutatieAanvraagId == aanvraag.Id))
            {
                yield return $"aanvraag {aanvraag.Nummer} ({aanvraag.Type}) is {aanvraag.Status} and locks nothing";
            }
        }
    }

    private static async IAsyncEnumerable<string> OpzeggingAsync(Look look)
    {
        var db = look.Db;
        var aanvragen = await db.Aanvragen.AsNoTracking().Select(a => new { a.Id, a.Nummer, a.Type, a.Status, a.Gegevens }).ToListAsync();
        var known = aanvragen.Select(a => a.Id).ToHashSet();
        var beeindigd = await db.Koppelingen.AsNoTracking().Where(k => k.Status == KoppelingStatus.Beeindigd).Select(k => new { k.Id, k.AanvraagId, k.GeactiveerdOp }).ToListAsync();
        var audit = await db.Audit.AsNoTracking()
            .Where(r => r.Wat == "KoppelingBeeindigd" || r.Wat == "AanvraagIngetrokken")
            .Select(r => new { r.Wat, r.AanvraagId, r.Details })
            .ToListAsync();
        var ended = audit.Where(r => r.Wat == "KoppelingBeeindigd" && r.Details is not null).Select(r => IdIn(r.Details!, "koppeling")).OfType<Guid>().ToHashSet();
        var withdrawn = audit.Where(r => r.Wat == "AanvraagIngetrokken").Select(r => r.AanvraagId).OfType<Guid>().ToHashSet();

        var nietBeeindigd = await db.Koppelingen.AsNoTracking().Where(k => k.Status != KoppelingStatus.Beeindigd).Select(k => k.Id).ToListAsync();
        foreach (var koppeling in nietBeeindigd.Where(ended.Contains))
        {
            yield return $"koppeling {koppeling} was ended, and is not";
        }

        // One that a test has put there as ended has no aanvraag either.
        foreach (var koppeling in beeindigd.Where(k => known.Contains(k.AanvraagId)))
        {
            if (!ended.Contains(koppeling.Id) && (koppeling.GeactiveerdOp is not null || !withdrawn.Contains(koppeling.AanvraagId)))
            {
                yield return $"koppeling {koppeling.Id} has ended, and no act of it is on record";
            }
        }

        foreach (var opzegging in aanvragen.Where(a => a.Type == "opzegging" && a.Status is AanvraagStatus.Afgerond))
        {
            if (!KoppelingenIn(opzegging.Gegevens).Any(ended.Contains))
            {
                yield return $"opzegging {opzegging.Nummer} was carried out and has ended nothing";
            }
        }
    }

    private static async IAsyncEnumerable<string> MachtigingenAsync(Look look)
    {
        var db = look.Db;
        var koppelingen = await db.Koppelingen.AsNoTracking().Include(k => k.EhMiddel).ToDictionaryAsync(k => k.Id);
        var audit = (await db.Audit.AsNoTracking().Where(r => r.Wat == "MachtigingBeeindigd").Select(r => new { r.AanvraagId, r.Details }).ToListAsync())
            .Select(r => (r.AanvraagId, Machtiging: IdIn(r.Details!, "machtiging"))).ToHashSet();
        var machtigingen = await db.Machtigingen.AsNoTracking().Include(m => m.Dienst).ToListAsync();
        var waiting = (await db.Outbox.Where(m => m.Status == OutboxStatus.Pending && m.Key.StartsWith("machtiging")).Select(m => m.Key).Distinct().ToListAsync()).ToHashSet();
        foreach (var machtiging in machtigingen)
        {
            if (machtiging.Status is MachtigingStatus.InVerwerking && !waiting.Contains($"machtigingen:{machtiging.OrganisatieId:N}"))
            {
                yield return $"machtiging {machtiging.Id} is InVerwerking, and no message to the register is on its way";
            }

            if (machtiging.Status is MachtigingStatus.IntrekkingAangekondigd && !waiting.Contains($"machtiging:{machtiging.Id:N}"))
            {
                yield return $"machtiging {machtiging.Id} is to be withdrawn, and no message does it";
            }

            if (machtiging.OrganisatieId != koppelingen[machtiging.KoppelingId].OrganisatieId)
            {
                yield return $"machtiging {machtiging.Id} is of another organisatie than its koppeling";
            }

            var koppeling = koppelingen[machtiging.KoppelingId];
            if (machtiging.IsOpen && koppeling.Status is not (KoppelingStatus.Actief or KoppelingStatus.Geschorst))
            {
                yield return $"machtiging {machtiging.Id} is {machtiging.Status}, its koppeling {koppeling.Status}";
            }

            if (machtiging.IsOpen && koppeling.EhMiddel.Type is MiddelType.Belastingdienst && !machtiging.IsVoorBelastingdienst)
            {
                yield return $"machtiging {machtiging.Id} of a Belastingdienstmiddel is for somebody else";
            }

            if (machtiging.IsOpen && (machtiging.Niveau ?? machtiging.Dienst?.MinimaalNiveau) > koppeling.Niveau)
            {
                yield return $"machtiging {machtiging.Id} is above the level {koppeling.Niveau} of its koppeling";
            }

            if (machtiging.Einddatum > machtiging.GewijzigdOp.AddYears(Machtiging.MaxJaren))
            {
                yield return $"machtiging {machtiging.Id} was set on {machtiging.GewijzigdOp:O} to {machtiging.Einddatum:O}";
            }

            if (machtiging.Status is MachtigingStatus.Beeindigd && !audit.Contains((machtiging.AanvraagId, machtiging.Id)))
            {
                yield return $"machtiging {machtiging.Id} was ended, and no act of it is on record";
            }
        }

        foreach (var twice in machtigingen.Where(m => m.IsOpen).GroupBy(m => (m.KoppelingId, m.DienstUuid, m.Oin, m.Niveau)).Where(g => g.Count() > 1))
        {
            yield return $"koppeling {twice.Key.KoppelingId} has {twice.Count()} open machtigingen for the same";
        }
    }

    private static Guid? IdIn(string json, string property)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty(property, out var id) && id.TryGetGuid(out var guid) ? guid : null;
    }

    private static List<Guid> KoppelingenIn(string gegevens)
    {
        using var document = JsonDocument.Parse(gegevens);
        return document.RootElement.TryGetProperty("Koppelingen", out var list) || document.RootElement.TryGetProperty("koppelingen", out list)
            ? [.. list.EnumerateArray().Select(k => k.TryGetProperty("koppelingId", out var id) || k.TryGetProperty("KoppelingId", out id) ? id.GetGuid() : Guid.Empty)]
            : [];
    }
}
