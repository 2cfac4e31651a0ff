using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>
/// Stops a process by SIGSTOP while it stands in a batch of timers, in a step and in a handler of the outbox; another one
/// takes over. The first goes on later, and must not write anything.
/// </summary>
/// <param name="lease">Of timers and messages.</param>
internal sealed class PausedNode(string folder, TimeSpan lease, TextWriter output)
{
    private const int Deadlines = 5;

    public async Task<IReadOnlyList<string>> RunAsync()
    {
        var settings = Node.Settings(folder).Concat(new Dictionary<string, string?>
        {
            ["Outbox:Lease"] = lease.ToString(),
            ["Outbox:PollInterval"] = "00:00:00.500",
            ["Timers:Lease"] = lease.ToString(),
            ["Timers:PollInterval"] = "00:00:00.500",
            ["Timers:BatchSize"] = "2",
        }).ToDictionary();
        using var witness = Node.Build(settings, new Gate(isOpen: true));
        await using var first = await NodeProcess.StartAsync(settings, held: true);
        var held = Given.Id();
        await witness.WriteAsync(held, outbox => outbox.Add(held, HoldHandler.MessageType, "hold", new { }));
        await witness.AskAsync(Given.Id(), NodeFlows.Blocked);
        for (var i = 0; i < Deadlines; i++)
        {
            await witness.AskAsync(Given.Id(), NodeFlows.Deadline);
        }

        await first.HearAsync(HoldHandler.Place);
        await first.HearAsync(GateStep.Place);
        await first.HearAsync(HeldLeases.Place);
        await first.PauseAsync();
        await using var second = await NodeProcess.StartAsync(settings);
        await Until.TrueAsync(() => HasEndedAsync(witness), "the second node has taken over", (2 * lease) + TimeSpan.FromMinutes(1));
        var before = await StateAsync(witness);

        await first.ContinueAsync();
        await first.TellAsync(NodeChild.Go);
        var exit = await first.EndAsync();

        var after = await StateAsync(witness);
        List<string> faults =
        [
            .. exit == 0 ? Array.Empty<string>() : [$"the paused node ended with {exit}: {first.Log}"],
            .. after == before ? Array.Empty<string>() : [$"the paused node changed\n{before}\ninto\n{after}"],
            .. first.Log.Contains("was lost", StringComparison.Ordinal) ? Array.Empty<string>() : [$"the paused node did not notice that its lease was lost: {first.Log}"],
            .. await FindTwiceAsync(witness),
        ];
        await output.WriteLineAsync($"paused node: leases of {lease.TotalSeconds} s, {faults.Count} faults");
        return faults;
    }

    private static async Task<bool> HasEndedAsync(IHost witness)
    {
        await using var db = witness.NewContext();
        return await db.Instances.CountAsync(i => i.Status == InstanceStatus.Finished) == Deadlines + 1
            && !await db.Outbox.AnyAsync(m => m.Status == OutboxStatus.Pending);
    }

    private static async Task<IReadOnlyList<string>> FindTwiceAsync(IHost witness)
    {
        await using var db = witness.NewContext();
        var effects = await db.Audit.CountAsync(r => r.Wat == HoldHandler.Act);
        var signals = await db.Outbox.CountAsync(m => m.Type == WorkflowMessages.Signal);
        var ended = await db.Journal.CountAsync(j => (j.ActivityId == "w" || j.ActivityId == "blok") && j.Event == JournalEvent.Completed);
        return (effects, signals, ended) == (1, Deadlines, Deadlines + 1)
            ? []
            : [$"{effects} effects instead of 1, {signals} signals instead of {Deadlines}, {ended} ended steps instead of {Deadlines + 1}"];
    }

    /// <summary>Every row that a late write could change; the audit chain goes on by itself.</summary>
    private static async Task<string> StateAsync(IHost witness)
    {
        await using var db = witness.NewContext();
        var messages = await db.Outbox.OrderBy(m => m.Sequence).Select(m => $"{m.Type} {m.Status} {m.Attempts} {m.EndedAt:O} {m.LeaseId}").ToListAsync();
        var journal = await db.Journal.OrderBy(j => j.InstanceId).ThenBy(j => j.Seq).Select(j => $"{j.InstanceId} {j.Seq} {j.ActivityId} {j.Event} {j.At:O}").ToListAsync();
        var waits = await db.Waits.OrderBy(w => w.Id).Select(w => $"{w.Id} {w.Status} {w.ClosedBy} {w.ClosedAt:O}").ToListAsync();
        return string.Join('\n', [.. messages, .. journal, .. waits]);
    }
}
