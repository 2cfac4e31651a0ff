using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;

namespace WeId.Workflows.TestKit.InMemory;

/// <summary>What a database would hold.</summary>
public sealed class InMemoryData
{
    public List<WorkflowInstance> Instances { get; init; } = [];

    public List<JournalEntry> Journal { get; init; } = [];

    public List<Incident> Incidents { get; init; } = [];

    public List<WorkflowWait> Waits { get; init; } = [];

    public List<OutboxMessage> Outbox { get; init; } = [];

    public Dictionary<Guid, string> Operations { get; init; } = [];

    public InMemoryData Copy() => new()
    {
        Instances = [.. Instances.Select(Copy)],
        Journal = [.. Journal],
        Incidents = [.. Incidents.Select(Copy)],
        Waits = [.. Waits.Select(Copy)],
        Outbox = [.. Outbox.Select(message => Copy(message))],
        Operations = new(Operations),
    };

    internal static OutboxMessage Copy(OutboxMessage m) => new()
    {
        Id = m.Id,
        Sequence = m.Sequence,
        Type = m.Type,
        Key = m.Key,
        Payload = m.Payload,
        Priority = m.Priority,
        CreatedAt = m.CreatedAt,
        DueAt = m.DueAt,
        Lane = m.Lane,
        Attempts = m.Attempts,
        Status = m.Status,
        LastError = m.LastError,
        LeaseId = m.LeaseId,
        LeasedUntil = m.LeasedUntil,
        EndedAt = m.EndedAt,
    };

    private static WorkflowInstance Copy(WorkflowInstance i) => new()
    {
        Id = i.Id,
        AanvraagId = i.AanvraagId,
        DefinitionId = i.DefinitionId,
        DefinitionVersion = i.DefinitionVersion,
        Status = i.Status,
        StartedAt = i.StartedAt,
        EndedAt = i.EndedAt,
        StateJson = i.StateJson,
        JournalSeq = i.JournalSeq,
        Version = i.Version,
    };

    private static Incident Copy(Incident i) => new()
    {
        Id = i.Id,
        InstanceId = i.InstanceId,
        AanvraagId = i.AanvraagId,
        ActivityId = i.ActivityId,
        ExecutionId = i.ExecutionId,
        Cause = i.Cause,
        Attempts = i.Attempts,
        At = i.At,
        ClosedAt = i.ClosedAt,
        ClosedBy = i.ClosedBy,
    };

    private static WorkflowWait Copy(WorkflowWait w) => new()
    {
        Id = w.Id,
        InstanceId = w.InstanceId,
        AanvraagId = w.AanvraagId,
        ExecutionId = w.ExecutionId,
        ActivityId = w.ActivityId,
        Name = w.Name,
        Round = w.Round,
        OpenedAt = w.OpenedAt,
        Deadline = w.Deadline,
        OnDeadline = w.OnDeadline,
        Status = w.Status,
        Outcome = w.Outcome,
        ClosedBy = w.ClosedBy,
        ClosedAt = w.ClosedAt,
    };
}
