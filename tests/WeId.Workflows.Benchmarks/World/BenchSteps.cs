using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Benchmarks.World;

/// <summary>Makes a task and waits for its decision, as the product's step for a review does.</summary>
internal sealed class VraagBesluitStep(WeIdDbContext db, StepObserver observer) : IStepHandler
{
    /// <summary>Name in the definitions.</summary>
    public const string Type = "Bench.VraagBesluit";

    /// <summary>Found by the catalog.</summary>
    public static StepDescriptor Description { get; } = new(Type) { Waits = [new StepWait(null, [])] };

    /// <inheritdoc />
    public StepDescriptor Descriptor => Description;

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        observer.BeforeStep?.Invoke();
        var wait = context.NewWait();
        db.Taken.Add(new BeoordelingsTaak(
            Guid.CreateVersion7(context.Now),
            context.AanvraagId,
            wait.Id,
            TaakSoort.Beoordeling,
            "Beoordelaar",
            context.ActivityId,
            context.Now,
            AmsterdamTime.DateOf(context.Now).AddDays(7)));
        return Task.FromResult<StepResult>(new StepResult.WaitFor([wait]));
    }
}

/// <summary>Completes at once: what is measured is that it is durable.</summary>
internal sealed class DurableStep(StepObserver observer) : IStepHandler
{
    /// <summary>Name in the definitions.</summary>
    public const string Type = "Bench.Stap";

    /// <summary>Found by the catalog.</summary>
    public static StepDescriptor Description { get; } = new(Type);

    /// <inheritdoc />
    public StepDescriptor Descriptor => Description;

    /// <inheritdoc />
    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        observer.BeforeStep?.Invoke();
        return Task.FromResult<StepResult>(new StepResult.Completed("Done"));
    }
}

/// <summary>Lets the recording of a trip look at the database before each step; does nothing while trips are timed.</summary>
internal sealed class StepObserver
{
    /// <summary>Called inside the transaction of the step, before it has written anything.</summary>
    public Action? BeforeStep { get; set; }
}
