using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Persistence.Stores;

/// <summary>Waits in the current transaction.</summary>
internal sealed class EfWaitStore(WeIdDbContext db, FrequentQueries queries) : IWaitStore
{
    public void Add(IEnumerable<WorkflowWait> waits) => db.Waits.AddRange(waits);

    public Task<WorkflowWait?> FindAsync(Guid waitId, CancellationToken ct) =>
        queries.Wait(db, waitId, ct);

    public Task<WorkflowWait?> FindOpenAsync(Guid aanvraagId, string name, CancellationToken ct) =>
        db.Waits.AsNoTracking()
            .Where(w => w.AanvraagId == aanvraagId && w.Name == name && w.Status == WaitStatus.Open)
            .OrderBy(w => w.OpenedAt).ThenBy(w => w.Id)
            .FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<WorkflowWait>> ListOpenAsync(Guid instanceId, CancellationToken ct) =>
        await db.Waits.AsNoTracking().Where(w => w.InstanceId == instanceId && w.Status == WaitStatus.Open).OrderBy(w => w.OpenedAt).ToListAsync(ct);

    public async Task<bool> TryCloseAsync(WorkflowWait wait, string outcome, string closedBy, DateTimeOffset at, CancellationToken ct)
    {
        var open = await ListOpenOfRunAsync(wait.ExecutionId, ct);
        if (!open.Exists(w => w.Id == wait.Id))
        {
            return false;
        }

        // Who decides a task ends it himself; a deadline that is first takes it out of the takenbak in the same commit.
        if (closedBy == "timer")
        {
            (await queries.OpenTask(db, wait.Id, ct))?.Lapse();
        }

        foreach (var one in open)
        {
            End(one, one.Id == wait.Id ? WaitStatus.Closed : WaitStatus.Withdrawn, at);
            if (one.Id == wait.Id)
            {
                (one.Outcome, one.ClosedBy) = (outcome, closedBy);
            }
        }

        return true;
    }

    public async Task WithdrawAsync(Guid executionId, DateTimeOffset at, CancellationToken ct) =>
        (await ListOpenOfRunAsync(executionId, ct)).ForEach(w => End(w, WaitStatus.Withdrawn, at));

    public Task RenameAsync(Guid executionId, string activityId, CancellationToken ct) =>
        db.Waits.Where(w => w.ExecutionId == executionId && w.Status == WaitStatus.Open)
            .ExecuteUpdateAsync(w => w.SetProperty(x => x.ActivityId, activityId), ct);

    public async Task<IReadOnlyList<WorkflowWait>> ListDueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        await db.Waits.AsNoTracking().Where(w => w.Status == WaitStatus.Open && w.Deadline <= now).OrderBy(w => w.Deadline).Take(max).ToListAsync(ct);

    public Task<DateTimeOffset?> NextDeadlineAsync(CancellationToken ct) =>
        db.Waits.Where(w => w.Status == WaitStatus.Open && w.Deadline != null).MinAsync(w => w.Deadline, ct);

    private static void End(WorkflowWait wait, WaitStatus status, DateTimeOffset at) => (wait.Status, wait.ClosedAt) = (status, at);

    /// <summary>Those in the database and those that this transaction has added but not written yet, less those that it has ended.</summary>
    private async Task<List<WorkflowWait>> ListOpenOfRunAsync(Guid executionId, CancellationToken ct)
    {
        var known = db.ChangeTracker.Entries<WorkflowWait>().Select(e => e.Entity).Where(w => w.ExecutionId == executionId).ToHashSet();
        await foreach (var wait in queries.OpenWaits(db, executionId).WithCancellation(ct))
        {
            known.Add(wait);
        }

        return [.. known.Where(w => w.Status == WaitStatus.Open)];
    }
}

/// <summary>Instances, journal and incidents in the current transaction.</summary>
internal sealed class EfInstanceStore(WeIdDbContext db, FrequentQueries queries) : IInstanceStore
{
    public Task<WorkflowInstance?> FindByAanvraagAsync(Guid aanvraagId, CancellationToken ct) =>
        queries.Instance(db, aanvraagId, ct);

    public void Add(WorkflowInstance instance) => db.Instances.Add(instance);

    public void Update(WorkflowInstance instance)
    {
        // It is tracked since it was found or added, and the context gives every changed one its new version.
    }

    public void AppendJournal(JournalEntry entry) => db.Journal.Add(entry);

    public async Task<IReadOnlyList<JournalEntry>> ListJournalAsync(Guid instanceId, CancellationToken ct) =>
        await db.Journal.AsNoTracking().Where(j => j.InstanceId == instanceId).OrderBy(j => j.Seq).ToListAsync(ct);

    public void AddIncident(Incident incident) => db.Incidents.Add(incident);

    public void UpdateIncident(Incident incident) => db.Incidents.Update(incident);

    public Task<Incident?> FindIncidentAsync(Guid incidentId, CancellationToken ct) =>
        db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId, ct);

    public async Task<IReadOnlyList<Incident>> ListIncidentsAsync(Guid instanceId, CancellationToken ct) =>
        await db.Incidents.Where(i => i.InstanceId == instanceId).OrderBy(i => i.At).ToListAsync(ct);
}

/// <summary>Adds messages to the current transaction.</summary>
internal sealed class EfOutbox(WeIdDbContext db, TimeProvider time) : IOutbox
{
    public void Add(Guid id, string type, string key, object payload, OutboxOptions? options = null)
    {
        var now = time.GetUtcNow();
        db.Outbox.Add(new OutboxMessage
        {
            Id = id,
            Type = type,
            Key = key,
            Payload = JsonSerializer.Serialize(payload),
            CreatedAt = now,
            DueAt = options?.DueAt ?? now,
            Lane = WorkflowMessages.LaneOf(type),
            Priority = options?.Priority ?? 0,
        });
    }
}
