using System.Text.Json;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.TestKit.InMemory;

internal sealed class InMemoryInstanceStore(InMemorySession session, TimeProvider clock) : IInstanceStore
{
    public Task<WorkflowInstance?> FindByAanvraagAsync(Guid aanvraagId, CancellationToken ct) =>
        Task.FromResult(session.Data.Instances.Find(i => i.AanvraagId == aanvraagId));

    public void Add(WorkflowInstance instance) => session.Data.Instances.Add(instance);

    public void Update(WorkflowInstance instance) => instance.Version = Guid.CreateVersion7(clock.GetUtcNow());

    public void AppendJournal(JournalEntry entry) => session.Data.Journal.Add(entry);

    public Task<IReadOnlyList<JournalEntry>> ListJournalAsync(Guid instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. session.Data.Journal.Where(j => j.InstanceId == instanceId).OrderBy(j => j.Seq)]);

    public void AddIncident(Incident incident) => session.Data.Incidents.Add(incident);

    public void UpdateIncident(Incident incident)
    {
        // The session hands out its own rows, so the change is there already.
    }

    public Task<Incident?> FindIncidentAsync(Guid incidentId, CancellationToken ct) =>
        Task.FromResult(session.Data.Incidents.Find(i => i.Id == incidentId));

    public Task<IReadOnlyList<Incident>> ListIncidentsAsync(Guid instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Incident>>([.. session.Data.Incidents.Where(i => i.InstanceId == instanceId).OrderBy(i => i.At)]);
}

internal sealed class InMemoryWaitStore(InMemorySession session) : IWaitStore
{
    public void Add(IEnumerable<WorkflowWait> waits) => session.Data.Waits.AddRange(waits);

    public Task<WorkflowWait?> FindAsync(Guid waitId, CancellationToken ct) =>
        Task.FromResult(session.Data.Waits.Find(w => w.Id == waitId));

    public Task<WorkflowWait?> FindOpenAsync(Guid aanvraagId, string name, CancellationToken ct) =>
        Task.FromResult(Open.Where(w => w.AanvraagId == aanvraagId && w.Name == name).OrderBy(w => w.OpenedAt).ThenBy(w => w.Id).FirstOrDefault());

    public Task<IReadOnlyList<WorkflowWait>> ListOpenAsync(Guid instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<WorkflowWait>>([.. Open.Where(w => w.InstanceId == instanceId)]);

    public async Task<bool> TryCloseAsync(WorkflowWait closing, string outcome, string closedBy, DateTimeOffset at, CancellationToken ct)
    {
        if (Open.FirstOrDefault(w => w.Id == closing.Id) is not { } wait)
        {
            return false;
        }

        (wait.Status, wait.Outcome, wait.ClosedBy, wait.ClosedAt) = (WaitStatus.Closed, outcome, closedBy, at);
        await WithdrawAsync(wait.ExecutionId, at, ct);
        return true;
    }

    public Task WithdrawAsync(Guid executionId, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var wait in Open.Where(w => w.ExecutionId == executionId).ToList())
        {
            (wait.Status, wait.ClosedAt) = (WaitStatus.Withdrawn, at);
        }

        return Task.CompletedTask;
    }

    public Task RenameAsync(Guid executionId, string activityId, CancellationToken ct)
    {
        foreach (var wait in Open.Where(w => w.ExecutionId == executionId))
        {
            wait.ActivityId = activityId;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<WorkflowWait>> ListDueAsync(DateTimeOffset now, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<WorkflowWait>>([.. Open.Where(w => w.Deadline <= now).OrderBy(w => w.Deadline).Take(max)]);

    public Task<DateTimeOffset?> NextDeadlineAsync(CancellationToken ct) => Task.FromResult(Open.Min(w => w.Deadline));

    private IEnumerable<WorkflowWait> Open => session.Data.Waits.Where(w => w.Status == WaitStatus.Open);
}

internal sealed class InMemoryOutbox(InMemorySession session, TimeProvider clock) : IOutbox
{
    public void Add(Guid id, string type, string key, object payload, OutboxOptions? options = null)
    {
        var now = clock.GetUtcNow();
        session.Data.Outbox.Add(new OutboxMessage
        {
            Id = id,
            Sequence = session.Data.Outbox.Count + 1,
            Type = type,
            Key = key,
            Payload = JsonSerializer.Serialize(payload),
            Priority = options?.Priority ?? 0,
            CreatedAt = now,
            DueAt = options?.DueAt ?? now,
            Lane = WorkflowMessages.LaneOf(type),
        });
    }
}

internal sealed class InMemoryOutboxStore(InMemoryDatabase database, TimeProvider clock) : IOutboxStore
{
    public Task<IReadOnlyList<OutboxMessage>> ListDueAsync(OutboxLane lane, DateTimeOffset now, int max, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OutboxMessage>>(
        [
            .. database.Committed.Outbox
                .Where(m => m.Status == OutboxStatus.Pending)
                .GroupBy(m => m.Key)
                .Select(g => g.MinBy(m => m.Sequence)!)
                .Where(m => m.Lane == lane && m.DueAt <= now && (m.LeasedUntil is null || m.LeasedUntil <= now))
                .OrderByDescending(m => m.Priority).ThenBy(m => m.Sequence)
                .Take(max)
                .Select(InMemoryData.Copy),
        ]);

    public Task<bool> TryLeaseAsync(OutboxMessage message, DateTimeOffset now, TimeSpan lease, CancellationToken ct) => database.ChangeAsync(
        data =>
        {
            if (data.Outbox.Find(m => m.Id == message.Id) is not { Status: OutboxStatus.Pending } found || found.LeasedUntil > now)
            {
                return false;
            }

            found.LeaseId = message.LeaseId = Guid.CreateVersion7(clock.GetUtcNow());
            found.LeasedUntil = message.LeasedUntil = now + lease;
            message.Attempts = ++found.Attempts;
            return true;
        },
        ct);

    public Task<bool> CompleteAsync(OutboxMessage message, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(message, m => (m.Status, m.EndedAt) = (OutboxStatus.Done, now), ct);

    public Task<bool> FailAsync(OutboxMessage message, string error, DateTimeOffset? retryAt, DateTimeOffset now, CancellationToken ct) =>
        EndAsync(
            message,
            m =>
            {
                m.LastError = error;
                m.Attempts = message.Attempts;
                (m.Status, m.EndedAt, m.DueAt) = retryAt is { } at
                    ? (OutboxStatus.Pending, null, at)
                    : (OutboxStatus.Failed, (DateTimeOffset?)now, m.DueAt);
            },
            ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Task.FromResult(
        database.Committed.Outbox.Where(m => m.Status == OutboxStatus.Pending).Min(m => (DateTimeOffset?)m.DueAt));

    private Task<bool> EndAsync(OutboxMessage message, Action<OutboxMessage> end, CancellationToken ct) => database.ChangeAsync(
        data =>
        {
            if (data.Outbox.Find(m => m.Id == message.Id && m.Status == OutboxStatus.Pending && m.LeaseId == message.LeaseId) is not { } held)
            {
                return false;
            }

            end(held);
            (held.LeaseId, held.LeasedUntil) = (null, null);
            return true;
        },
        ct);
}

/// <summary>Definitions that a test has published.</summary>
public sealed class InMemoryDefinitionCatalog : IDefinitionCatalog
{
    private readonly List<WorkflowDefinition> published = [];

    public Task<WorkflowDefinition?> FindAsync(string definitionId, int version, CancellationToken ct) =>
        Task.FromResult(published.Find(d => d.DefinitionId == definitionId && d.Version == version));

    public Task<WorkflowDefinition?> FindLatestAsync(string definitionId, CancellationToken ct) =>
        Task.FromResult(published.Where(d => d.DefinitionId == definitionId).MaxBy(d => d.Version));

    public Task PublishAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        published.Add(definition);
        return Task.CompletedTask;
    }
}
