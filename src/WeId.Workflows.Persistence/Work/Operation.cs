namespace WeId.Workflows.Persistence.Work;

/// <summary>An act that was committed, with what it answered.</summary>
/// <param name="Id">The operation id.</param>
/// <param name="Answer">JSON.</param>
public sealed record Operation(Guid Id, string Answer, DateTimeOffset At);
