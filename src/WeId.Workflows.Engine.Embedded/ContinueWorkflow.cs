using Microsoft.Extensions.Options;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Payload of <see cref="MessageType"/>: run the next ready step of the instance of an aanvraag.</summary>
/// <param name="OperationId">The act that made the step ready; it goes into the journal.</param>
internal sealed record ContinueWorkflow(Guid AanvraagId, Guid OperationId)
{
    /// <summary>The message that stands in the outbox as long as a step is ready, so that a crash loses nothing.</summary>
    public const string MessageType = "workflow.continue";
}

/// <summary>Runs one step. What passes is tried again by the outbox; anything else becomes an incident.</summary>
internal sealed class ContinueHandler(EmbeddedEngine engine, IOptions<OutboxDispatcherOptions> options) : IOutboxHandler
{
    public string Type => ContinueWorkflow.MessageType;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var command = message.ReadPayload<ContinueWorkflow>();
        try
        {
            await engine.ContinueAsync(message.Id, command, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && message.Attempts < options.Value.MaxAttempts)
        {
            throw;
        }
        catch (Exception e) when (message.Attempts >= options.Value.MaxAttempts || !TransientFailure.Is(e))
        {
            await engine.FaultAsync(message.Id, command, Causes.Of(e), message.Attempts, CancellationToken.None);
        }
    }
}
