using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.IntegrationTests.Nodes;

/// <summary>Definitions that every node of a test knows.</summary>
internal static class NodeFlows
{
    /// <summary>Waits for a deadline of a second.</summary>
    public const string Deadline = "termijn";

    /// <summary>One step that stands still at the gate, inside its transaction.</summary>
    public const string Blocked = "blok";

    /// <summary>Three steps one after the other.</summary>
    public const string Quick = "vlug";

    public static StepCatalog Catalog { get; } = StepCatalog.FromHandlers(typeof(SecondStep), typeof(GateStep), typeof(PassStep));

    public static IReadOnlyList<WorkflowDefinition> All { get; } =
    [
        new FlowBuilder().Step("w", SecondStep.Type).Finish("einde").Connect("start>w w.Verlopen>einde").Build(Deadline),
        new FlowBuilder().Step("blok", GateStep.Type).Finish("einde").Connect("start>blok blok>einde").Build(Blocked),
        new FlowBuilder().Step("a", PassStep.Type).Step("b", PassStep.Type).Step("c", PassStep.Type).Finish("einde")
            .Connect("start>a a>b b>c c>einde").Build(Quick),
    ];
}

/// <summary>Where a node stands still until it is told to go on; open when the node is not to be held.</summary>
internal sealed class Gate(bool isOpen)
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => opened.TrySetResult();

    /// <summary>Says that it has come here, and goes on when the gate opens.</summary>
    public async Task PassAsync(string place)
    {
        if (!isOpen)
        {
            Console.WriteLine(place);
            await opened.Task;
        }
    }
}

internal sealed class SecondStep : IStepHandler
{
    public const string Type = "Node.Termijn";

    private static readonly TimeSpan Term = TimeSpan.FromSeconds(1);

    public static StepDescriptor Description { get; } = new(Type) { Outcomes = ["Verlopen"], Waits = [new StepWait(null, [new StepTerm(Term, "Verlopen")])] };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) =>
        Task.FromResult(context.WaitFor(deadline: context.Now + Term, onDeadline: "Verlopen"));
}

internal sealed class GateStep(Gate gate) : IStepHandler
{
    public const string Type = "Node.Blok";

    public const string Place = "in a step";

    public static StepDescriptor Description { get; } = new(Type);

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        // Deaf to its cancellation, as a process that sleeps.
        await gate.PassAsync(Place);
        return new StepResult.Completed("Done");
    }
}

internal sealed class PassStep : IStepHandler
{
    public const string Type = "Node.Stap";

    public static StepDescriptor Description { get; } = new(Type);

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => Task.FromResult<StepResult>(new StepResult.Completed("Done"));
}

/// <summary>An effect to the outside that stands still at the gate after it has been leased.</summary>
internal sealed class HoldHandler(IUnitOfWork unitOfWork, TimeProvider time, Gate gate) : IOutboxHandler
{
    public const string MessageType = "node.hold";

    public const string Place = "in a handler";

    public const string Act = "NodeEffect";

    public string Type => MessageType;

    public async Task HandleAsync(OutboxMessage message, CancellationToken ct)
    {
        await gate.PassAsync(Place);
        await unitOfWork.RunAsync(
            DerivedId.From(message.Id, Act),
            (services, _) =>
            {
                services.GetRequiredService<WeIdDbContext>().Audit.Add(AuditRegel.Of(new Handeling(message.Id, time.GetUtcNow()), Act));
                return Task.FromResult(true);
            },
            CancellationToken.None);
    }
}

/// <summary>Stands still at the gate when it holds the lease for the second time, inside that transaction.</summary>
internal sealed class HeldLeases(ILeases inner, Gate gate) : ILeases
{
    public const string Place = "in a batch of timers";

    private static int holds;

    public async Task<bool> TryHoldAsync(string name, DateTimeOffset now, TimeSpan term, CancellationToken ct)
    {
        var holds = await inner.TryHoldAsync(name, now, term, ct);
        if (holds && Interlocked.Increment(ref HeldLeases.holds) > 1)
        {
            await gate.PassAsync(Place);
        }

        return holds;
    }
}
