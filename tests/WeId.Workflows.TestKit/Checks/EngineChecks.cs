using System.Text.Json;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>What the engine promises: I1, I3, I5, I10.</summary>
internal static class EngineChecks
{
    public static readonly Invariant Waits = Invariant.OfSql(
        "I1",
        "Each wait belongs to one running instance; each open task to one open wait, or to one that its reminder closed just now.",
        """
        SELECT w."Id" AS "OpenWait", w."ActivityId", i."Status" AS "InstanceStatus"
        FROM "WorkflowWaits" w LEFT JOIN "WorkflowInstances" i ON i."Id" = w."InstanceId"
        WHERE w."Status" = 'Open' AND (i."Id" IS NULL OR i."Status" <> 'Running')
        """,
        """
        SELECT t."Id" AS "OpenTask", t."Status", w."Status" AS "WaitStatus"
        FROM "Taken" t LEFT JOIN "WorkflowWaits" w ON w."Id" = t."WaitId"
        WHERE t."WaitId" IS NOT NULL AND t."Status" IN ('Open', 'Geclaimd') AND (w."Id" IS NULL OR w."Status" <> 'Open')
            AND NOT (w."Status" = 'Closed' AND w."ClosedBy" = 'timer' AND w."Outcome" = 'Herinneren'
                AND EXISTS (SELECT 1 FROM "WorkflowInstances" i WHERE i."Id" = w."InstanceId" AND i."Status" = 'Running')
                AND NOT EXISTS (SELECT 1 FROM "WorkflowWaits" o WHERE o."InstanceId" = w."InstanceId" AND o."Status" = 'Open'))
        """,
        """
        SELECT t."WaitId", COUNT(*) AS "OpenTasks" FROM "Taken" t WHERE t."WaitId" IS NOT NULL AND t."Status" IN ('Open', 'Geclaimd') GROUP BY t."WaitId" HAVING COUNT(*) > 1
        """);

    public static readonly Invariant State = Invariant.Of(
        "I1",
        "Each running instance has exactly the waits that its state says, or the signal of one that was closed; what is ready to run has its message.",
        StateAsync);

    public static readonly Invariant Journal = Invariant.OfSql(
        "I3",
        "At most one decision per task; the journal of one instance is a gap-free sequence 1..n.",
        """
        SELECT j."InstanceId", COUNT(*) AS "Rows", MIN(j."Seq") AS "First", MAX(j."Seq") AS "Last"
        FROM "WorkflowJournal" j GROUP BY j."InstanceId" HAVING MIN(j."Seq") <> 1 OR MAX(j."Seq") <> COUNT(*)
        """,
        """
        SELECT i."Id" AS "InstanceId", i."JournalSeq", (SELECT COUNT(*) FROM "WorkflowJournal" j WHERE j."InstanceId" = i."Id") AS "Rows"
        FROM "WorkflowInstances" i WHERE i."JournalSeq" <> (SELECT COUNT(*) FROM "WorkflowJournal" j WHERE j."InstanceId" = i."Id")
        """,
        """
        SELECT t."Id" AS "Task", t."Status", t."Besluit", t."BeslotenDoor", w."Status" AS "WaitStatus", w."Outcome"
        FROM "Taken" t LEFT JOIN "WorkflowWaits" w ON w."Id" = t."WaitId"
        WHERE (t."Status" = 'Besloten' AND (t."Besluit" IS NULL OR t."BeslotenDoor" IS NULL OR t."BeslotenOp" IS NULL
                OR w."Status" <> 'Closed' OR w."Outcome" <> t."Besluit"))
            OR (t."Status" <> 'Besloten' AND (t."Besluit" IS NOT NULL OR t."BeslotenDoor" IS NOT NULL))
        """);

    public static readonly Invariant Timers = Invariant.OfSql(
        "I5",
        "A timer acts once, and never before its deadline.",
        """
        SELECT w."Id" AS "Wait", w."Deadline", w."ClosedAt", w."OnDeadline", w."Outcome" FROM "WorkflowWaits" w
        WHERE w."ClosedBy" = 'timer' AND (w."Deadline" IS NULL OR w."ClosedAt" < w."Deadline" OR w."Outcome" <> w."OnDeadline")
        """);

    public static readonly Invariant Conservation = Invariant.Of(
        "I10",
        "Aanvragen accepted = waiting to start + running + ended, by type.",
        ConservationAsync);

    private static async IAsyncEnumerable<string> StateAsync(Look look)
    {
        var waits = (await look.QueryAsync("""SELECT "Id", "InstanceId", "Status" FROM "WorkflowWaits" """)).ToLookup(w => w.Id("InstanceId")!.Value);
        var messages = await look.QueryAsync("""SELECT "Id", "Type", "Payload" FROM "Outbox" WHERE "Status" <> 'Done' AND "Type" IN ('workflow.signal', 'workflow.continue')""");
        var signalled = messages.Where(m => m.Text("Type") == WorkflowMessages.Signal).Select(m => SignalOf(m).WaitId).ToHashSet();
        var continued = messages.Select(m => m.Id("Id")!.Value).ToHashSet();
        foreach (var instance in await look.QueryAsync("""SELECT "Id", "StateJson" FROM "WorkflowInstances" WHERE "Status" = 'Running'"""))
        {
            var id = instance.Id("Id")!.Value;
            var state = InstanceState.Read(instance.Text("StateJson")!);
            var open = waits[id].Where(w => w.Text("Status") == "Open").Select(w => w.Id("Id")!.Value).ToHashSet();
            foreach (var wait in open.Except(state.Tokens.SelectMany(t => t.Waits)))
            {
                yield return $"instance {id} has open wait {wait}, of which its state knows nothing";
            }

            foreach (var token in state.Tokens.Where(t => t.Waits.Count > 0 && !t.Waits.All(open.Contains) && !t.Waits.Any(w => signalled.Contains(w))))
            {
                yield return $"instance {id} waits at {token.ActivityId}, but that wait is not open and nothing signals its end";
            }

            if (state.Tokens.Any(t => t.IsReady) && (state.Continue is not { } message || !continued.Contains(message)))
            {
                yield return $"instance {id} is ready to run {state.Tokens.First(t => t.IsReady).ActivityId}, but no message lets it";
            }
        }
    }

    private static async IAsyncEnumerable<string> ConservationAsync(Look look)
    {
        var starting = (await look.QueryAsync("""SELECT "Payload" FROM "Outbox" WHERE "Type" = 'workflow.start' AND "Status" = 'Pending'"""))
            .Select(m => JsonSerializer.Deserialize<Engine.StartWorkflow>(m.Text("Payload")!, JsonSerializerOptions.Web)!.AanvraagId).ToHashSet();
        foreach (var aanvraag in await look.QueryAsync(
            """
            SELECT a."Id", a."Type", a."Status", i."Id" AS "InstanceId"
            FROM "Aanvragen" a LEFT JOIN "WorkflowInstances" i ON i."AanvraagId" = a."Id"
            """))
        {
            var places = (aanvraag.Id("InstanceId") is null ? 0 : 1) + (starting.Contains(aanvraag.Id("Id")!.Value) ? 1 : 0);
            // Retention removes instances that ended long ago; their aanvragen say that they ended.
            var hasEnded = aanvraag.Text("Status") is "Afgerond" or "Afgekeurd" or "Ingetrokken" or "Vervallen";
            if (places == 0 && !hasEnded)
            {
                yield return $"accepted and lost: {aanvraag}";
            }
            else if (places > 1 && hasEnded)
            {
                yield return $"ended and waiting to start: {aanvraag}";
            }
        }

        foreach (var instance in await look.QueryAsync(
            """
            SELECT i."Id" AS "InstanceWithoutAanvraag", i."AanvraagId" FROM "WorkflowInstances" i
            WHERE NOT EXISTS (SELECT 1 FROM "Aanvragen" a WHERE a."Id" = i."AanvraagId")
            """))
        {
            yield return instance.ToString();
        }
    }

    private static Engine.Signal SignalOf(Row message) => JsonSerializer.Deserialize<Engine.Signal>(message.Text("Payload")!, JsonSerializerOptions.Web)!;
}
