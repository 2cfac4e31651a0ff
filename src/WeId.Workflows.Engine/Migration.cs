namespace WeId.Workflows.Engine;

/// <summary>Move the running instance of an aanvraag to another version of its definition.</summary>
public sealed record MigrateWorkflow(Guid OperationId, Guid AanvraagId, int Version)
{
    /// <summary>Old activity id → new one. An activity that is not named keeps its id where the new version has it with the same type.</summary>
    public IReadOnlyDictionary<string, string> Mapping { get; init; } = new Dictionary<string, string>();
}

/// <summary>What a migration changes for one instance, or why it may not.</summary>
/// <param name="Positions">Where it stands and would stand.</param>
/// <param name="VariablesAdded">They get the initial value of the new version.</param>
/// <param name="VariablesDropped">Their values are lost.</param>
/// <param name="StepsAhead">Activities only of the new version to which it can still come.</param>
/// <param name="StepsBehind">Activities only of the new version to which it can not come any more.</param>
/// <param name="Refusals">Why it may not; empty when it may.</param>
public sealed record MigrationPlan(
    int FromVersion,
    int ToVersion,
    IReadOnlyList<MigratedPosition> Positions,
    IReadOnlyList<string> VariablesAdded,
    IReadOnlyList<string> VariablesDropped,
    IReadOnlyList<string> StepsAhead,
    IReadOnlyList<string> StepsBehind,
    IReadOnlyList<MigrationRefusal> Refusals)
{
    /// <summary>Whether nothing stands in the way.</summary>
    public bool IsPossible => Refusals.Count == 0;

    /// <summary>A plan that is refused as a whole.</summary>
    public static MigrationPlan Refused(int from, int to, MigrationObstacle obstacle) =>
        new(from, to, [], [], [], [], [], [new MigrationRefusal(obstacle, null)]);
}

/// <summary>A place at which the instance stands; <paramref name="To"/> is null when the new version has none for it.</summary>
/// <param name="Waits">The open waits, which stay as they are.</param>
public sealed record MigratedPosition(string From, string? To, PositionStatus Status, IReadOnlyList<WaitView> Waits);

/// <summary>What an instance does at a position.</summary>
public enum PositionStatus
{
    /// <summary>The step runs next.</summary>
    Ready,

    /// <summary>The step waits.</summary>
    Waiting,

    /// <summary>The step rests on an open incident, which stays open.</summary>
    Resting,

    /// <summary>Branches have come to this join, which does not go on yet.</summary>
    Joining,
}

/// <summary>A reason not to migrate.</summary>
/// <param name="ActivityId">In the old version a position, in the new one a step or a variable's name; null: the instance as a whole.</param>
public sealed record MigrationRefusal(MigrationObstacle Obstacle, string? ActivityId);

/// <summary>Why an instance may not migrate.</summary>
public enum MigrationObstacle
{
    /// <summary>There is no instance, or it has ended.</summary>
    NotRunning,

    /// <summary>It is on that version already.</summary>
    SameVersion,

    /// <summary>The mapping names an activity that the old or the new version does not have.</summary>
    UnknownActivity,

    /// <summary>The new version has no place for a position.</summary>
    NoTarget,

    /// <summary>The target of a position is of another type, or a join of another mode.</summary>
    OtherType,

    /// <summary>The position lies in other branches in the new version.</summary>
    OtherBranch,

    /// <summary>The fork around the position has other branches in the new version, or they meet elsewhere or otherwise.</summary>
    OtherJoin,

    /// <summary>The instance could come to something that is granted without the review that the new version demands.</summary>
    ReviewPassedBy,

    /// <summary>The value of a variable does not convert to its type in the new version.</summary>
    VariableType,
}
