namespace WeId.Workflows.Engine.Waits;

/// <summary>The waits, inside the current unit of work.</summary>
public interface IWaitStore
{
    /// <summary>Adds waits of a step that has just run.</summary>
    void Add(IEnumerable<WorkflowWait> waits);

    /// <summary>The wait, open or not; null when there is none.</summary>
    Task<WorkflowWait?> FindAsync(Guid waitId, CancellationToken ct);

    /// <summary>The open wait of that name, the oldest where several branches wait for it; null when there is none.</summary>
    Task<WorkflowWait?> FindOpenAsync(Guid aanvraagId, string name, CancellationToken ct);

    /// <summary>Open waits of an instance.</summary>
    Task<IReadOnlyList<WorkflowWait>> ListOpenAsync(Guid instanceId, CancellationToken ct);

    /// <summary>Closes the wait if it is open still, and withdraws the other waits of the same run. False: somebody was first.</summary>
    Task<bool> TryCloseAsync(WorkflowWait wait, string outcome, string closedBy, DateTimeOffset at, CancellationToken ct);

    /// <summary>Withdraws every open wait of a run of a step.</summary>
    Task WithdrawAsync(Guid executionId, DateTimeOffset at, CancellationToken ct);

    /// <summary>Notes that the step that made the open waits of this run has another id in the version to which its instance went.</summary>
    Task RenameAsync(Guid executionId, string activityId, CancellationToken ct);

    /// <summary>Open waits whose deadline has come, oldest first.</summary>
    Task<IReadOnlyList<WorkflowWait>> ListDueAsync(DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>The next deadline; null when no open wait has one.</summary>
    Task<DateTimeOffset?> NextDeadlineAsync(CancellationToken ct);
}

/// <summary>Ends a wait together with whatever else the current unit of work changes.</summary>
public sealed class WaitCloser(IWaitStore waits, Outbox.IOutbox outbox)
{
    /// <summary>Closes the wait and writes the signal to the outbox. False: somebody was first, and nothing was written.</summary>
    public async Task<bool> CloseAsync(
        WorkflowWait wait,
        string outcome,
        IReadOnlyDictionary<string, object?> payload,
        string closedBy,
        DateTimeOffset at,
        CancellationToken ct)
    {
        if (!await waits.TryCloseAsync(wait, outcome, closedBy, at, ct))
        {
            return false;
        }

        var id = Guid.CreateVersion7(at);
        outbox.Add(
            id,
            Outbox.WorkflowMessages.Signal,
            Outbox.WorkflowMessages.KeyOf(wait.AanvraagId),
            new Signal(id, wait.AanvraagId, outcome) { WaitId = wait.Id, WaitName = wait.Name, Payload = payload });
        return true;
    }
}
