using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Engine.Embedded;

/// <summary>Takes a start from the outbox.</summary>
internal sealed class StartWorkflowHandler(IUnitOfWork unitOfWork) : IOutboxHandler
{
    public string Type => WorkflowMessages.Start;

    public bool EndsMessage => true;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var command = message.ReadPayload<StartWorkflow>();
        try
        {
            await unitOfWork.ApplyAsync(message, (work, andStep, token) => work.StartAsync(command, andStep, token), ct);
        }
        catch (Exception e) when (e is UnknownDefinitionException or ArgumentException)
        {
            throw new PermanentFailureException("The workflow cannot be started.", e);
        }
    }
}

/// <summary>Takes a signal from the outbox.</summary>
internal sealed class SignalHandler(IUnitOfWork unitOfWork) : IOutboxHandler
{
    public string Type => WorkflowMessages.Signal;

    public bool EndsMessage => true;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var signal = message.ReadPayload<Signal>();
        return unitOfWork.ApplyAsync(message, (work, andStep, token) => work.SignalAsync(signal, andStep, token), ct);
    }
}

/// <summary>Takes a cancel from the outbox.</summary>
internal sealed class CancelWorkflowHandler(IUnitOfWork unitOfWork) : IOutboxHandler
{
    public string Type => WorkflowMessages.Cancel;

    public bool EndsMessage => true;

    public Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var command = message.ReadPayload<CancelWorkflow>();
        return unitOfWork.ConsumeAsync(message, (services, token) => services.GetRequiredService<InstanceWork>().CancelAsync(command, token), ct);
    }
}

/// <summary>Runs one step. What passes is tried again by the outbox; anything else becomes an incident.</summary>
internal sealed class ContinueHandler(IUnitOfWork unitOfWork, Microsoft.Extensions.Options.IOptions<OutboxDispatcherOptions> options) : IOutboxHandler
{
    public string Type => ContinueWorkflow.MessageType;

    public bool EndsMessage => true;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        var command = message.ReadPayload<ContinueWorkflow>();
        try
        {
            await ConsumeAsync(message, (work, token) => work.ContinueAsync(message.Id, command, token), ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested && message.Attempts < options.Value.MaxAttempts)
        {
            throw;
        }
        catch (Exception e) when (message.Attempts >= options.Value.MaxAttempts || !TransientFailure.Is(e))
        {
            await ConsumeAsync(message, (work, token) => work.FaultAsync(message.Id, command, Causes.Of(e), message.Attempts, token), CancellationToken.None);
        }
    }

    private Task ConsumeAsync(OutboxMessage message, Func<InstanceWork, CancellationToken, Task> act, CancellationToken ct) =>
        unitOfWork.ConsumeAsync(message, (services, token) => act(services.GetRequiredService<InstanceWork>(), token), ct);
}

/// <summary>How messages about events become commits.</summary>
internal static class EventMessages
{
    /// <summary>
    /// Commits the event together with the step that it makes ready. When that fails the event is committed alone, and the
    /// step gets tries of its own by a message that continues.
    /// </summary>
    public static async Task ApplyAsync(
        this IUnitOfWork unitOfWork,
        OutboxMessage message,
        Func<InstanceWork, bool, CancellationToken, Task> act,
        CancellationToken ct)
    {
        Task ConsumeAsync(bool andStep) =>
            unitOfWork.ConsumeAsync(message, (services, token) => act(services.GetRequiredService<InstanceWork>(), andStep, token), ct);

        try
        {
            await ConsumeAsync(andStep: true);
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await ConsumeAsync(andStep: false);
        }
    }
}
