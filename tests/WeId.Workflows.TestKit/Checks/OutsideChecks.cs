using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence.Audit;

namespace WeId.Workflows.TestKit.Checks;

/// <summary>What leaves the product, and what it can prove afterwards: I2, I4, I8, I11.</summary>
internal static class OutsideChecks
{
    public static readonly Invariant Acknowledged = Invariant.Of(
        "I2",
        "Whatever was answered with success is there after any crash.",
        AcknowledgedAsync);

    public static readonly Invariant Causes = Invariant.Of(
        "I4",
        "Each outbox row has exactly one cause: one start for an aanvraag, one signal for a wait that was closed, one message for a verzending.",
        CausesAsync);

    public static readonly Invariant Sent = Invariant.Of(
        "I4",
        "The same key never yields two different bodies.",
        SentAsync);

    public static readonly Invariant Audit = Invariant.Of(
        "I8",
        "The audit chain verifies from its first row to the head outside the database.",
        AuditAsync);

    public static readonly Invariant Documents = Invariant.Of(
        "I11",
        "The bytes of a sent document equal its stored hash.",
        DocumentsAsync);

    private static async IAsyncEnumerable<string> AcknowledgedAsync(Look look)
    {
        if (look.Folder is null)
        {
            yield break;
        }

        var there = (await look.QueryAsync("""SELECT "Id" FROM "Operations" """)).Select(o => o.Id("Id")!.Value).ToHashSet();
        foreach (var (operation, what) in new AcknowledgedLog(look.Folder).Read().Where(a => !there.Contains(a.Key)))
        {
            yield return $"'{what}' was answered with success and is not there: operation {operation}";
        }
    }

    private static async IAsyncEnumerable<string> CausesAsync(Look look)
    {
        var messages = await look.QueryAsync("""SELECT "Id", "Type", "Status", "Payload" FROM "Outbox" """);
        var closed = (await look.QueryAsync("""SELECT "Id" FROM "WorkflowWaits" WHERE "Status" = 'Closed'""")).Select(w => w.Id("Id")!.Value).ToHashSet();
        var verzendingen = await look.QueryAsync("""SELECT "Id", "Status" FROM "Verzendingen" """);
        var signals = messages.Where(m => m.Text("Type") == WorkflowMessages.Signal).Select(Read<Signal>).Where(s => s.WaitId is not null).ToList();
        var sends = messages.Where(m => m.Text("Type") == VerzendOpdracht.MessageType).ToLookup(m => Read<VerzendOpdracht>(m).VerzendingId);
        var starts = messages.Where(m => m.Text("Type") == WorkflowMessages.Start).Select(Read<StartWorkflow>);

        foreach (var signal in signals.Where(s => !closed.Contains(s.WaitId!.Value)))
        {
            yield return $"signal {signal.OperationId} ends wait {signal.WaitId}, which was not closed";
        }

        foreach (var wait in signals.GroupBy(s => s.WaitId).Where(g => g.Count() > 1))
        {
            yield return $"wait {wait.Key} was ended by {wait.Count()} signals";
        }

        foreach (var aanvraag in starts.GroupBy(s => s.AanvraagId).Where(g => g.Count() > 1))
        {
            yield return $"aanvraag {aanvraag.Key} has {aanvraag.Count()} starts";
        }

        var known = verzendingen.Select(v => v.Id("Id")!.Value).ToHashSet();
        // Once an address was shortened, the letter is made up by a message of its own.
        var shortened = (await look.QueryAsync("""SELECT "VerzendingId" FROM "Taken" WHERE "Soort" = 'AdresAanpassen' AND "Status" = 'Besloten'"""))
            .ToLookup(t => t.Id("VerzendingId")!.Value);
        foreach (var send in sends.Where(s => !known.Contains(s.Key) || s.Count() > 1 + shortened[s.Key].Count()))
        {
            yield return $"verzending {send.Key} has {send.Count()} messages and {(known.Contains(send.Key) ? "one row" : "no row")}";
        }

        // Retention may remove a message that is done, so only what waits to be sent must have one.
        foreach (var verzending in verzendingen.Where(v => v.Text("Status") == "Klaargezet" && !sends[v.Id("Id")!.Value].Any(m => m.Text("Status") == "Pending")))
        {
            yield return $"nothing will send {verzending}";
        }
    }

    private static async IAsyncEnumerable<string> SentAsync(Look look)
    {
        if (look.Folder is null)
        {
            yield break;
        }

        var sent = await new SentLog(look.Folder).ReadAsync();
        foreach (var verzending in sent.GroupBy(s => s.VerzendingId).Where(g => g.Select(s => s.Hash).Distinct().Count() > 1))
        {
            yield return $"verzending {verzending.Key} left with {verzending.Select(s => s.Hash).Distinct().Count()} different bodies";
        }
    }

    // With what happened last: the scenario ended before the sequencer had its turn.
    private static async IAsyncEnumerable<string> AuditAsync(Look look)
    {
        if (look.Services is null)
        {
            yield break;
        }

        await look.Services.GetRequiredService<AuditSequencer>().RunAsync(CancellationToken.None);
        if ((await look.Services.GetRequiredService<AuditControle>().RunAsync(CancellationToken.None)).Bevinding is { } bevinding)
        {
            yield return bevinding.ToString();
        }
    }

    private static async IAsyncEnumerable<string> DocumentsAsync(Look look)
    {
        foreach (var row in await look.QueryAsync("""SELECT "Id", "Template", "Document", "DocumentHash" FROM "Verzendingen" WHERE "DocumentHash" IS NOT NULL"""))
        {
            var (id, hash) = (row.Id("Id")!.Value, row.Text("DocumentHash")!);
            if (look.Services is not null && row.Bytes("Document") is { } document
                && !IsHashOf(hash, look.Services.GetRequiredService<IGeheimen>().Unprotect(Verzending.DocumentPurpose, document)))
            {
                yield return $"the kept document of {row.Text("Template")} {id} has another hash than {hash}";
            }

            if (look.Folder is not null && SentLog.FileOf(look.Folder, id) is { } file && !IsHashOf(hash, await File.ReadAllBytesAsync(file)))
            {
                yield return $"what was sent of {row.Text("Template")} {id} has another hash than {hash}";
            }
        }
    }

    private static bool IsHashOf(string hash, byte[] bytes) => string.Equals(hash, Convert.ToHexString(SHA256.HashData(bytes)), StringComparison.OrdinalIgnoreCase);

    private static T Read<T>(Row message) => JsonSerializer.Deserialize<T>(message.Text("Payload")!, JsonSerializerOptions.Web)!;
}
