using Microsoft.EntityFrameworkCore;
using System.Text.Json;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>Statuses, terms and costs that must fit together: I7 and two rules of the field.</summary>
internal static class StatusChecks
{
    public static readonly Invariant Pairs = Invariant.Of(
        "I7",
        "Only legal pairs of statuses of instance, aanvraag and koppeling or upgrade; one of them is ahead only while a message or an incident stands between.",
        PairsAsync);

    public static readonly Invariant Term = Invariant.Of(
        "Termijn",
        "A koppeling is active only when it was activated, not later than its last day.",
        TermAsync);

    public static readonly Invariant Costs = Invariant.Of(
        "Kosten",
        "The costs that were shown are those of what was granted, and the abonnement that runs is that of the last grant.",
        CostsAsync);

    /// <summary>How the koppelingen of an aanvraag may stand while nothing is under way for it.</summary>
    private static readonly Dictionary<AanvraagStatus, KoppelingStatus[]> AtRest = new()
    {
        [AanvraagStatus.Ingediend] = [KoppelingStatus.WachtenOpGoedkeuring],
        [AanvraagStatus.InBeoordeling] = [KoppelingStatus.WachtenOpGoedkeuring],
        [AanvraagStatus.InUitvoering] = [KoppelingStatus.WachtenOpActivatie, KoppelingStatus.ActivatieVerlopen],
        [AanvraagStatus.Afgerond] = [KoppelingStatus.Actief, KoppelingStatus.Geschorst, KoppelingStatus.Beeindigd],
        [AanvraagStatus.Afgekeurd] = [KoppelingStatus.Afgekeurd],
        [AanvraagStatus.Ingetrokken] = [KoppelingStatus.Afgekeurd, KoppelingStatus.Beeindigd],
        [AanvraagStatus.AanvullingGevraagd] = [KoppelingStatus.WachtenOpGoedkeuring],
        [AanvraagStatus.Vervallen] = [KoppelingStatus.Afgekeurd],
    };

    /// <summary>One is ahead of the other, and a message is on its way that lets it follow.</summary>
    private static readonly HashSet<(AanvraagStatus, KoppelingStatus)> InFlight =
    [
        (AanvraagStatus.InUitvoering, KoppelingStatus.WachtenOpGoedkeuring), // approved, not granted yet
        (AanvraagStatus.InUitvoering, KoppelingStatus.Actief), // activated, not rounded off yet
        (AanvraagStatus.InUitvoering, KoppelingStatus.Geschorst), // and suspended before that
        (AanvraagStatus.Afgekeurd, KoppelingStatus.WachtenOpGoedkeuring), // rejected, not removed yet
        (AanvraagStatus.Vervallen, KoppelingStatus.WachtenOpGoedkeuring), // lapsed, not removed yet
    ];

    private static async IAsyncEnumerable<string> PairsAsync(Look look)
    {
        var db = look.Db;
        var aanvragen = await db.Aanvragen.AsNoTracking().Select(a => new { a.Id, a.Nummer, a.Status }).ToListAsync();
        var instances = await db.Instances.AsNoTracking().Select(i => new { i.AanvraagId, i.Status, Ended = i.EndedAt != null }).ToDictionaryAsync(i => i.AanvraagId);
        var koppelingen = (await db.Koppelingen.AsNoTracking().Select(k => new { k.AanvraagId, k.Status }).ToListAsync())
            .Concat(await db.Upgrades.AsNoTracking().Select(u => new { u.AanvraagId, u.Status }).ToListAsync())
            .ToLookup(k => k.AanvraagId, k => k.Status);
        var underWay = (await db.Outbox.Where(m => m.Status == OutboxStatus.Pending).Select(m => m.Key).Distinct().ToListAsync()).ToHashSet();
        var incidents = (await db.Incidents.Where(i => i.ClosedAt == null).Select(i => i.AanvraagId).ToListAsync()).ToHashSet();
        foreach (var aanvraag in aanvragen)
        {
            var isUnderWay = underWay.Contains(WorkflowMessages.KeyOf(aanvraag.Id)) || incidents.Contains(aanvraag.Id);
            foreach (var koppeling in koppelingen[aanvraag.Id].Distinct())
            {
                // An opzegging ended it in one organisatie while it waits in another.
                var isPartlyEnded = (aanvraag.Status, koppeling) is (AanvraagStatus.InUitvoering, KoppelingStatus.Beeindigd)
                    && koppelingen[aanvraag.Id].Any(k => AtRest[aanvraag.Status].Contains(k));
                if (!AtRest[aanvraag.Status].Contains(koppeling) && !isPartlyEnded && !(isUnderWay && InFlight.Contains((aanvraag.Status, koppeling))))
                {
                    yield return $"aanvraag {aanvraag.Nummer} is {aanvraag.Status}, its koppeling {koppeling}{(isUnderWay ? "" : ", and nothing is under way")}";
                }
            }

            var hasEnded = aanvraag.Status is AanvraagStatus.Afgerond or AanvraagStatus.Afgekeurd or AanvraagStatus.Ingetrokken or AanvraagStatus.Vervallen;
            if (!instances.TryGetValue(aanvraag.Id, out var instance))
            {
                continue;
            }

            if ((instance.Status is not InstanceStatus.Running && !hasEnded) || (instance.Status is InstanceStatus.Running && hasEnded && !isUnderWay))
            {
                yield return $"aanvraag {aanvraag.Nummer} is {aanvraag.Status}, its instance {instance.Status}";
            }

            if (instance.Ended == (instance.Status is InstanceStatus.Running))
            {
                yield return $"the instance of aanvraag {aanvraag.Nummer} is {instance.Status} and has {(instance.Ended ? "an" : "no")} end";
            }
        }
    }

    private static async IAsyncEnumerable<string> TermAsync(Look look)
    {
        var koppelingen = look.Db.Koppelingen.AsNoTracking().Select(k => new { k.Id, k.Status, k.GeactiveerdOp, k.UiterlijkActiverenOp });
        var upgrades = look.Db.Upgrades.AsNoTracking().Select(u => new { u.Id, u.Status, u.GeactiveerdOp, u.UiterlijkActiverenOp });
        foreach (var koppeling in (await koppelingen.ToListAsync()).Concat(await upgrades.ToListAsync())
            .Where(k => k.Status is KoppelingStatus.Actief or KoppelingStatus.Geschorst or KoppelingStatus.WachtenOpActivatie || k.GeactiveerdOp is not null))
        {
            if (koppeling.UiterlijkActiverenOp is not { } uiterlijk
                || (koppeling.Status is KoppelingStatus.Actief or KoppelingStatus.Geschorst && koppeling.GeactiveerdOp is null)
                || koppeling.GeactiveerdOp >= AmsterdamTime.EndOf(uiterlijk))
            {
                yield return koppeling.ToString()!;
            }
        }
    }

    private static async IAsyncEnumerable<string> CostsAsync(Look look)
    {
        var koppelingen = (await look.Db.Koppelingen.AsNoTracking().ToListAsync()).ToLookup(k => k.AanvraagId);
        var upgrades = await look.Db.Upgrades.AsNoTracking().Select(u => u.AanvraagId).ToListAsync();
        var wissels = new Dictionary<Guid, AbonnementDuur>();
        foreach (var wissel in await look.Db.Aanvragen.AsNoTracking()
            .Where(a => a.Type == "wijzig-middeltype" && look.Db.Audit.Any(r => r.AanvraagId == a.Id && r.Wat == "MiddeltypeGewijzigd"))
            .OrderBy(a => a.Nummer)
            .ToListAsync())
        {
            using var gegevens = JsonDocument.Parse(wissel.Gegevens);
            var koppeling = gegevens.RootElement.GetProperty("koppelingId").GetGuid();
            wissels[koppeling] = JsonSerializer.Deserialize<Kostenoverzicht>(wissel.Kosten!)!.Duur;
            if (koppelingen.SelectMany(k => k).Single(k => k.Id == koppeling).Abonnement is { } loopt && loopt.Begin < AmsterdamTime.DateOf(wissel.BeslotenOp!.Value))
            {
                yield return $"aanvraag {wissel.Nummer} was carried out, and the abonnement of {koppeling} is older";
            }
        }

        foreach (var aanvraag in await look.Db.Aanvragen.AsNoTracking().Where(a => a.Kosten != null).ToListAsync())
        {
            var kosten = JsonSerializer.Deserialize<Kostenoverzicht>(aanvraag.Kosten!)!;
            if (kosten.Regels.Any(r => r.Soort is KostenSoort.MiddelNaUpgrade) != upgrades.Contains(aanvraag.Id))
            {
                yield return $"aanvraag {aanvraag.Nummer} {(upgrades.Contains(aanvraag.Id) ? "has an upgrade and shows no costs of it" : "shows the costs of an upgrade and has none")}";
            }

            var shown = kosten.Regels.Count(r => r.Soort is KostenSoort.Middel or KostenSoort.Koppeling);
            if (koppelingen[aanvraag.Id].Count() != shown)
            {
                yield return $"aanvraag {aanvraag.Nummer} shows {shown} organisaties and has {koppelingen[aanvraag.Id].Count()} koppelingen";
            }

            if (kosten.Regels.Any(r => r.Soort is KostenSoort.MiddelNaWissel))
            {
                if (aanvraag.Type != "wijzig-middeltype" || kosten.Regels.Count != 1)
                {
                    yield return $"aanvraag {aanvraag.Nummer} shows the costs of another type, and is {aanvraag.Type} with {kosten.Regels.Count} lines";
                }

                continue;
            }

            // A change of the type has put another abonnement in its place since.
            if (koppelingen[aanvraag.Id].FirstOrDefault(k => k.Abonnement is { } abonnement && abonnement.Duur != (wissels.TryGetValue(k.Id, out var nieuw) ? nieuw : kosten.Duur)) is { } other)
            {
                yield return $"aanvraag {aanvraag.Nummer} shows {kosten.Duur} and its koppeling runs for {other.Abonnement!.Duur}";
            }
        }
    }
}
