namespace WeId.Workflows.Domain.Verzendingen;

/// <summary>Payload of the outbox message that sends a verzending.</summary>
/// <param name="VerzendingId">Which one.</param>
public sealed record VerzendOpdracht(Guid VerzendingId)
{
    /// <summary>Type of the message.</summary>
    public const string MessageType = "verzend";

    /// <summary>Priority when somebody is waiting for a code.</summary>
    public const int PriorityOfCodes = 10;

    /// <summary>Key of the message: one verzending is sent by one at a time.</summary>
    public string Key => $"verzending:{VerzendingId:N}";
}
