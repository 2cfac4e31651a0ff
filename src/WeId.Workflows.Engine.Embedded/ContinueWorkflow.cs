namespace WeId.Workflows.Engine.Embedded;

/// <summary>Payload of <see cref="MessageType"/>: run the next ready step of the instance of an aanvraag.</summary>
/// <param name="OperationId">The act that made the step ready; it goes into the journal.</param>
internal sealed record ContinueWorkflow(Guid AanvraagId, Guid OperationId)
{
    /// <summary>The message that stands in the outbox as long as a step is ready, so that a crash loses nothing.</summary>
    public const string MessageType = "workflow.continue";
}
