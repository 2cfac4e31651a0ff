namespace WeId.Workflows.Engine.Outbox;

/// <summary>Types and keys of the messages by which everything reaches the engine.</summary>
public static class WorkflowMessages
{
    /// <summary>Payload: <see cref="StartWorkflow"/>.</summary>
    public const string Start = "workflow.start";

    /// <summary>Payload: <see cref="Engine.Signal"/>.</summary>
    public const string Signal = "workflow.signal";

    /// <summary>Payload: <see cref="CancelWorkflow"/>.</summary>
    public const string Cancel = "workflow.cancel";

    /// <summary>Messages of one aanvraag are handled in order.</summary>
    public static string KeyOf(Guid aanvraagId) => $"aanvraag:{aanvraagId:N}";
}
