using System.Text.Json;

namespace WeId.Workflows.Engine.Outbox;

/// <summary>Reads what messages carry.</summary>
public static class OutboxPayload
{
    /// <summary>The payload of the message.</summary>
    /// <exception cref="PermanentFailureException">It is no <typeparamref name="T"/>.</exception>
    public static T ReadPayload<T>(this OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            return JsonSerializer.Deserialize<T>(message.Payload, JsonSerializerOptions.Web)
                ?? throw new PermanentFailureException($"Message '{message.Type}' has no payload.");
        }
        catch (JsonException e)
        {
            throw new PermanentFailureException($"The payload of message '{message.Type}' cannot be read.", e);
        }
    }
}
