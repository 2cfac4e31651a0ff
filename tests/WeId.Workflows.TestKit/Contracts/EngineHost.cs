using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Embedded;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.TestKit.Flows;
using WeId.Workflows.TestKit.InMemory;

namespace WeId.Workflows.TestKit.Contracts;

/// <summary>An engine on some stores, with a clock that the test moves and a dispatcher that the test drives.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly ServiceProvider provider;
    private int operations;

    public EngineHost(Action<IServiceCollection> addStores)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(typeof(Microsoft.Extensions.Logging.ILogger<>), typeof(NullLogger<>));
        services.AddSingleton(Script);
        services.AddSingleton<IExpressionEvaluator, ExpressionEvaluator>();
        services.AddWorkflowEngineCore(TestSteps.Catalog);
        services.AddEmbeddedEngine();
        addStores(services);
        services.AddSingleton<IDefinitionCatalog>(Definitions);
        provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public StepScript Script { get; } = new();

    public InMemoryDefinitionCatalog Definitions { get; } = new();

    public IServiceProvider Services => provider;

    /// <summary>The aanvraag of which most tests speak.</summary>
    public Guid AanvraagId { get; } = Guid.Parse("00000000-0000-0000-0000-00000000a001");

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    /// <summary>Another operation id, the same in every run.</summary>
    public Guid NextOperation() => DerivedId.From(Guid.Empty, $"operation:{++operations}");

    /// <summary>Handles everything that is due.</summary>
    public Task<int> DispatchAsync() => provider.GetRequiredService<OutboxDispatcher>().RunUntilIdleAsync(CancellationToken.None);

    /// <summary>Takes the messages of workflows that are due without handling it, as a process that dies at once.</summary>
    public Task<IReadOnlyList<OutboxMessage>> ClaimAsync() =>
        provider.GetRequiredService<IOutboxStore>().ClaimAsync(OutboxLane.Workflow, Clock.GetUtcNow(), TimeSpan.FromMinutes(1), 100);

    /// <summary>Hands a message to its handler without finishing it.</summary>
    public async Task HandleAsync(OutboxMessage message)
    {
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IOutboxHandler>().Single(h => h.Type == message.Type).HandleAsync(message, CancellationToken.None);
    }

    /// <summary>Lets time pass, closes what came due and handles everything that follows.</summary>
    public async Task<int> PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        var closed = await provider.GetRequiredService<TimerService>().RunDueAsync(CancellationToken.None);
        await DispatchAsync();
        return closed;
    }

    /// <summary>Publishes the definition, starts it for the aanvraag and runs what is ready.</summary>
    public async Task StartAsync(FlowBuilder flow, Dictionary<string, object?>? input = null)
    {
        var definition = flow.Build();
        await Definitions.PublishAsync(definition, CancellationToken.None);
        await EngineAsync(e => e.StartAsync(
            new StartWorkflow(NextOperation(), AanvraagId, definition.DefinitionId, definition.Version, input ?? []),
            CancellationToken.None));
        await DispatchAsync();
    }

    /// <summary>Calls the engine itself, past the outbox.</summary>
    public async Task EngineAsync(Func<IWorkflowEngine, Task> call)
    {
        await using var scope = provider.CreateAsyncScope();
        await call(scope.ServiceProvider.GetRequiredService<IWorkflowEngine>());
    }

    /// <summary>Calls the engine itself, past the outbox, and runs what is ready.</summary>
    public async Task<T> AskAsync<T>(Func<IWorkflowEngine, Task<T>> call)
    {
        await using var scope = provider.CreateAsyncScope();
        var answer = await call(scope.ServiceProvider.GetRequiredService<IWorkflowEngine>());
        await DispatchAsync();
        return answer;
    }

    /// <summary>The rows of the journal with who caused them.</summary>
    public async Task<IReadOnlyList<JournalEntry>> JournalAsync()
    {
        var instance = (await InspectAsync()).InstanceId;
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IInstanceStore>().ListJournalAsync(instance, CancellationToken.None);
    }

    /// <summary>An event from outside, by the name of the wait.</summary>
    public async Task SignalAsync(string waitName, string outcome = "Ok", Dictionary<string, object?>? payload = null)
    {
        await EngineAsync(e => e.SignalAsync(
            new Signal(NextOperation(), AanvraagId, outcome) { WaitName = waitName, Payload = payload ?? [] },
            CancellationToken.None));
        await DispatchAsync();
    }

    /// <summary>Ends a wait as a use case does: closes the row and sends the signal. False: somebody was first.</summary>
    public async Task<bool> CloseAsync(Guid waitId, string outcome = "Ok", Dictionary<string, object?>? payload = null)
    {
        var isFirst = await provider.GetRequiredService<IUnitOfWork>().RunAsync(
            NextOperation(),
            async (services, ct) => await services.GetRequiredService<IWaitStore>().FindAsync(waitId, ct) is { } wait
                && await services.GetRequiredService<WaitCloser>().CloseAsync(wait, outcome, payload ?? [], "account", Clock.GetUtcNow(), ct),
            CancellationToken.None);
        await DispatchAsync();
        return isFirst;
    }

    /// <summary>Position, waits, journal and incidents.</summary>
    public async Task<InstanceView> InspectAsync()
    {
        await using var scope = provider.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().InspectAsync(AanvraagId, CancellationToken.None)
            ?? throw new InvalidOperationException("There is no instance.");
    }

    /// <summary>Ids of the completed activities, in order.</summary>
    public async Task<string> PathAsync() =>
        string.Join(' ', (await InspectAsync()).Journal.Where(j => j.Event == JournalEvent.Completed).Select(j => j.ActivityId));
}
