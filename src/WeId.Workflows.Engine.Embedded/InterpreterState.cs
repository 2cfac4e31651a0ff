namespace WeId.Workflows.Engine.Embedded;

/// <summary>Where an instance stands. Only <see cref="Interpreter"/> changes it, always on a copy.</summary>
internal sealed record InterpreterState
{
    /// <summary>The instance; execution ids are derived from it.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>Its aanvraag, the correlation id.</summary>
    public required Guid AanvraagId { get; init; }

    /// <summary>Running, or how it ended.</summary>
    public InstanceStatus Status { get; set; }

    /// <summary>What was given at the start, by name.</summary>
    public Dictionary<string, object?> Input { get; init; } = [];

    /// <summary>Current values, by name.</summary>
    public Dictionary<string, object?> Variables { get; init; } = [];

    /// <summary>Every living branch. The ready ones run in this order: first in, first out.</summary>
    public List<Token> Tokens { get; init; } = [];

    /// <summary>How often each activity was reached.</summary>
    public Dictionary<string, int> Rounds { get; init; } = [];

    /// <summary>Connections by which branches have come to a join that does not go on yet.</summary>
    public Dictionary<string, List<string>> Arrivals { get; init; } = [];

    /// <summary>Events that came before their wait, oldest first.</summary>
    public List<EarlySignal> Early { get; init; } = [];

    /// <summary>Tokens made so far.</summary>
    public long TokenCount { get; set; }

    /// <summary>The outbox message that will run the next ready step; any other one is stale. Null: none is under way.</summary>
    public Guid? Continue { get; set; }

    /// <summary>Continuing messages made so far.</summary>
    public long ContinueCount { get; set; }

    /// <summary>The next activity to run; null when every branch waits or rests.</summary>
    public Token? NextReady => Status == InstanceStatus.Running ? Tokens.Find(t => t.Status == TokenStatus.Ready) : null;

    /// <summary>A copy that shares nothing that changes.</summary>
    public InterpreterState Copy() => this with
    {
        Input = new(Input),
        Variables = new(Variables),
        Tokens = [.. Tokens],
        Rounds = new(Rounds),
        Arrivals = Arrivals.ToDictionary(a => a.Key, a => a.Value.ToList()),
        Early = [.. Early],
    };
}

/// <summary>A living branch: it stands at one activity.</summary>
internal sealed record Token
{
    /// <summary>1, 2, 3, … in the order of their making.</summary>
    public required long Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The run of the activity, the same on every retry.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The round of the activity, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>The instant of the event that led here.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What it is about to do.</summary>
    public TokenStatus Status { get; init; }

    /// <summary>What it waits for, when it waits.</summary>
    public IReadOnlyList<TokenWait> Waits { get; init; } = [];

    /// <summary>The evaluated inputs without sensitive ones, once it has run; what a cancel of the step is told.</summary>
    public IReadOnlyDictionary<string, object?> Inputs { get; init; } = new Dictionary<string, object?>();

    /// <summary>The open incident on which it rests.</summary>
    public Guid? IncidentId { get; init; }

    /// <summary>How often it came to rest on an incident.</summary>
    public int Faults { get; init; }
}

/// <summary>A wait of a token, as the interpreter needs it.</summary>
internal sealed record TokenWait(Guid Id, string Name);

/// <summary>What a branch is about to do.</summary>
internal enum TokenStatus
{
    /// <summary>Its activity runs as soon as its turn comes.</summary>
    Ready,

    /// <summary>Its step or delay waits.</summary>
    Waiting,

    /// <summary>It rests on an open incident.</summary>
    Resting,
}

/// <summary>An event from outside that found no open wait of its name.</summary>
/// <param name="EndedRounds">The rounds that were over for each activity when it came: it is for the round after that, and void later.</param>
internal sealed record EarlySignal(
    string Name,
    string Outcome,
    IReadOnlyDictionary<string, object?> Payload,
    IReadOnlyDictionary<string, int> EndedRounds)
{
    /// <summary>Whether it answers a wait in this round of this activity.</summary>
    public bool IsFor(string activityId, int round) => round <= EndedRounds.GetValueOrDefault(activityId) + 1;
}
