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

    /// <summary>How the types of these messages begin; it puts them into <see cref="OutboxLane.Workflow"/>.</summary>
    public const string Prefix = "workflow.";

    /// <summary>The lane of a message type: what moves workflows on has a lane of its own.</summary>
    public static OutboxLane LaneOf(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.StartsWith(Prefix, StringComparison.Ordinal) ? OutboxLane.Workflow : OutboxLane.Outside;
    }

    /// <summary>Messages of one aanvraag are handled in order.</summary>
    public static string KeyOf(Guid aanvraagId) => $"aanvraag:{aanvraagId:N}";
}
