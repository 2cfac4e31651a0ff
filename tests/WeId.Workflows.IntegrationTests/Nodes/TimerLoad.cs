using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>Thousands of timers that come due in the same second, before two processes: each acts once, and never early.</summary>
internal sealed partial class TimerLoad(string folder, TextWriter output)
{
    private const int RowsInOneGo = 1_000;

    public async Task<IReadOnlyList<string>> RunAsync(int count)
    {
        var settings = Node.Settings(folder, idleTimeout: 15).Concat(new Dictionary<string, string?>
        {
            ["Timers:PollInterval"] = "00:00:01",
            ["Timers:Lease"] = "00:00:02",
        }).ToDictionary();
        using var witness = Node.Build(settings, new Gate(isOpen: true));
        await WaitAsync(witness, count);
        var watch = Stopwatch.StartNew();
        await using var first = await NodeProcess.StartAsync(settings);
        await using var second = await NodeProcess.StartAsync(settings);
        await using (var db = witness.NewContext())
        {
            // Both look from now on, and all come due together.
            var due = TimeProvider.System.GetUtcNow().AddSeconds(2);
            await db.Waits.ExecuteUpdateAsync(w => w.SetProperty(x => x.Deadline, due));
        }

        await Until.TrueAsync(() => HasEndedAsync(witness, count), $"{count} workflows have ended", TimeSpan.FromMinutes(15));
        var took = watch.Elapsed;
        var faults = await FindFaultsAsync(witness, count);
        await output.WriteLineAsync($"timers: {count} due in one second on two nodes, ended in {took.TotalSeconds:F0} s, {faults.Count} faults");
        return faults;
    }

    private static async Task<bool> HasEndedAsync(IHost witness, int count)
    {
        await using var db = witness.NewContext();
        return await db.Instances.CountAsync(i => i.Status == InstanceStatus.Finished) == count
            && !await db.Outbox.AnyAsync(m => m.Status == OutboxStatus.Pending);
    }

    private static async Task<IReadOnlyList<string>> FindFaultsAsync(IHost witness, int count)
    {
        await using var db = witness.NewContext();
        var signals = await db.Outbox.CountAsync(m => m.Type == WorkflowMessages.Signal);
        var byTimer = await db.Waits.CountAsync(w => w.Status == WaitStatus.Closed && w.ClosedBy == "timer");
        var early = await db.Waits.CountAsync(w => w.ClosedAt < w.Deadline);
        var ended = await db.Journal.CountAsync(j => j.ActivityId == "w" && j.Event == JournalEvent.Completed);
        var ends = await db.Journal.CountAsync(j => j.ActivityId == "einde");
        var last = await db.Waits.MaxAsync(w => w.ClosedAt - w.Deadline);
        return (signals, byTimer, early, ended, ends) == (count, count, 0, count, count)
            ? []
            : [$"{signals} signals, {byTimer} waits closed by a timer, {early} of them early, {ended} steps and {ends} workflows ended instead of {count}; the last after {last}"];
    }

    /// <summary>One workflow is brought to its wait by the engine; the others are copies of its rows under ids of their own.</summary>
    private static async Task WaitAsync(IHost witness, int count)
    {
        await witness.AskAsync(Given.Id(), NodeFlows.Deadline);
        await witness.Services.GetRequiredService<OutboxDispatcher>().RunUntilIdleAsync(CancellationToken.None);
        await using var read = witness.NewContext();
        var far = TimeProvider.System.GetUtcNow().AddDays(1);
        await read.Waits.ExecuteUpdateAsync(w => w.SetProperty(x => x.Deadline, far));
        var instance = await read.Instances.AsNoTracking().SingleAsync();
        var wait = await read.Waits.AsNoTracking().SingleAsync();
        var journal = await read.Journal.AsNoTracking().OrderBy(j => j.Seq).ToListAsync();
        foreach (var numbers in Enumerable.Range(1, count - 1).Chunk(RowsInOneGo))
        {
            await using var write = witness.NewContext();
            foreach (var number in numbers)
            {
                Guid Of(Guid id) => DerivedId.From(id, $"{number}");
                write.Add(new WorkflowInstance
                {
                    Id = Of(instance.Id), AanvraagId = Of(instance.AanvraagId), DefinitionId = instance.DefinitionId, DefinitionVersion = instance.DefinitionVersion,
                    Status = instance.Status, StartedAt = instance.StartedAt, JournalSeq = instance.JournalSeq, Version = Of(instance.Version),
                    StateJson = Ids().Replace(instance.StateJson, m => $"{Of(Guid.Parse(m.Value))}"),
                });
                write.Add(new WorkflowWait
                {
                    Id = Of(wait.Id), InstanceId = Of(instance.Id), AanvraagId = Of(instance.AanvraagId), ExecutionId = Of(wait.ExecutionId),
                    ActivityId = wait.ActivityId, Name = wait.Name, Round = wait.Round, OpenedAt = wait.OpenedAt, Deadline = wait.Deadline, OnDeadline = wait.OnDeadline,
                });
                write.AddRange(journal.Select(j => new JournalEntry
                {
                    InstanceId = Of(instance.Id), Seq = j.Seq, At = j.At, ActivityId = j.ActivityId, ActivityType = j.ActivityType,
                    Event = j.Event, Outcome = j.Outcome, InputsJson = j.InputsJson, OperationId = Of(j.OperationId),
                }));
            }

            await write.SaveChangesAsync();
        }
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
