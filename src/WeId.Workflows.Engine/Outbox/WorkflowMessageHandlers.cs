using System.Text.Json;

namespace WeId.Workflows.Engine.Outbox;

/// <summary>Hands a start from the outbox to the engine.</summary>
internal sealed class StartWorkflowHandler(IWorkflowEngine engine) : IOutboxHandler
{
    public string Type => WorkflowMessages.Start;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        try
        {
            await engine.StartAsync(message.ReadPayload<StartWorkflow>(), ct);
        }
        catch (Exception e) when (e is UnknownDefinitionException or ArgumentException)
        {
            throw new PermanentFailureException("The workflow cannot be started.", e);
        }
    }
}

/// <summary>Hands a signal from the outbox to the engine.</summary>
internal sealed class SignalHandler(IWorkflowEngine engine) : IOutboxHandler
{
    public string Type => WorkflowMessages.Signal;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct) =>
        engine.SignalAsync(message.ReadPayload<Signal>(), ct);
}

/// <summary>Hands a cancel from the outbox to the engine.</summary>
internal sealed class CancelWorkflowHandler(IWorkflowEngine engine) : IOutboxHandler
{
    public string Type => WorkflowMessages.Cancel;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct) =>
        engine.CancelAsync(message.ReadPayload<CancelWorkflow>(), ct);
}

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
