namespace WeId.Workflows.Engine;

/// <summary>End the step of an incident with this outcome, as if it had run.</summary>
public sealed record SkipStep(Guid OperationId, Guid IncidentId, string Outcome)
{
    /// <summary>The declared outputs of the step; other names are ignored.</summary>
    public IReadOnlyDictionary<string, object?> Payload { get; init; } = new Dictionary<string, object?>();
}

/// <summary>What became of a skip.</summary>
public enum SkipAnswer
{
    /// <summary>The branch goes on along the outcome.</summary>
    Skipped,

    /// <summary>The incident is unknown or closed, or its instance has ended.</summary>
    NotOpen,

    /// <summary>The step is a human review, grants something, or starts or joins branches.</summary>
    Protected,

    /// <summary>The step does not declare the outcome, or the definition leads it nowhere.</summary>
    UnknownOutcome,
}
