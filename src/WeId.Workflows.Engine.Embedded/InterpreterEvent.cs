namespace WeId.Workflows.Engine.Embedded;

/// <summary>What can happen to an instance. Closed.</summary>
internal abstract record InterpreterEvent
{
    private InterpreterEvent()
    {
    }

    /// <summary>It begins.</summary>
    public sealed record Started(DateTimeOffset At) : InterpreterEvent;

    /// <summary>A ready step ran and is done.</summary>
    public sealed record StepCompleted(StepToRun Step, string Outcome, IReadOnlyDictionary<string, object?> Outputs) : InterpreterEvent;

    /// <summary>A ready step ran and waits.</summary>
    public sealed record StepWaits(StepToRun Step, IReadOnlyList<Wait> Waits) : InterpreterEvent;

    /// <summary>A ready step failed for good, or one of its inputs could not be evaluated.</summary>
    public sealed record StepFailed(long TokenId, string Cause, int Attempts) : InterpreterEvent;

    /// <summary>A wait of a waiting token ended.</summary>
    public sealed record WaitEnded(Guid WaitId, string Outcome, IReadOnlyDictionary<string, object?> Payload, DateTimeOffset At) : InterpreterEvent;

    /// <summary>An event from outside came for which no wait is open.</summary>
    public sealed record CameEarly(string WaitName, string Outcome, IReadOnlyDictionary<string, object?> Payload) : InterpreterEvent;

    /// <summary>The step of an open incident shall run again.</summary>
    public sealed record Retried(Guid IncidentId, DateTimeOffset At) : InterpreterEvent;

    /// <summary>The step of an open incident ends with this outcome without running.</summary>
    public sealed record Skipped(Guid IncidentId, string Outcome, IReadOnlyDictionary<string, object?> Payload, DateTimeOffset At) : InterpreterEvent;

    /// <summary>The state was that of another version until now; it stands in this one already.</summary>
    public sealed record Migrated(Effect.Journal Row, DateTimeOffset At) : InterpreterEvent;

    /// <summary>The instance is ended from outside.</summary>
    public sealed record Canceled : InterpreterEvent;
}

/// <summary>A step whose turn has come, with its evaluated inputs.</summary>
/// <param name="LoggedInputs">The inputs without those that the descriptor marks as sensitive.</param>
internal sealed record StepToRun(
    Token Token,
    string ActivityType,
    IReadOnlyDictionary<string, object?> Inputs,
    IReadOnlyDictionary<string, object?> LoggedInputs);

/// <summary>The new state, and what must be done together with storing it, in this order.</summary>
internal sealed record Decision(InterpreterState State, IReadOnlyList<Effect> Effects);

/// <summary>Something to do in the transaction that stores the new state. Closed.</summary>
internal abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>A journal row.</summary>
    public sealed record Journal(
        string ActivityId,
        string ActivityType,
        JournalEvent Event,
        string? Outcome = null,
        IReadOnlyDictionary<string, object?>? Inputs = null) : Effect;

    /// <summary>A wait to store as open.</summary>
    public sealed record OpenWait(Token Token, Wait Wait) : Effect;

    /// <summary>A wait to store as closed already: an early event answers it.</summary>
    public sealed record AnsweredWait(Token Token, Wait Wait, string Outcome) : Effect;

    /// <summary>A wait to store as withdrawn already: an early event answered another wait of the same step.</summary>
    public sealed record WithdrawnWait(Token Token, Wait Wait) : Effect;

    /// <summary>A waiting activity is dropped: its waits are withdrawn and its handler is told.</summary>
    public sealed record Drop(Token Token, string ActivityType) : Effect;

    /// <summary>A token came to rest.</summary>
    public sealed record RaiseIncident(Guid IncidentId, Token Token, string Cause, int Attempts) : Effect;

    /// <summary>The token of an incident goes on or is dropped.</summary>
    public sealed record CloseIncident(Guid IncidentId, string ClosedBy) : Effect;
}
