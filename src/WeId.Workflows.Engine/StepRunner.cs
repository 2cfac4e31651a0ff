using Microsoft.Extensions.DependencyInjection;

namespace WeId.Workflows.Engine;

/// <summary>Runs the handler of a step in the scope of the current unit of work, and holds it to its description.</summary>
public sealed class StepRunner(StepCatalog catalog, IServiceProvider services)
{
    /// <summary>Runs the handler.</summary>
    /// <exception cref="StepContractException">The type is unknown, or the answer is not what the descriptor declares.</exception>
    public async Task<StepResult> RunAsync(string type, StepContext context, CancellationToken ct)
    {
        var result = await HandlerOf(type).RunAsync(context, ct);
        Check(catalog.Find(type)!, result);
        return result;
    }

    /// <summary>Tells the handler that its step is dropped while it waits.</summary>
    /// <exception cref="StepContractException">The type is unknown.</exception>
    public Task CancelAsync(string type, StepContext context, CancellationToken ct) => HandlerOf(type).CancelAsync(context, ct);

    private static void Check(StepDescriptor descriptor, StepResult result)
    {
        switch (result)
        {
            case StepResult.Completed completed:
                CheckOutcome(descriptor, completed.Outcome);
                CheckOutputs(descriptor, completed.Outputs ?? new Dictionary<string, object?>());
                break;
            case StepResult.WaitFor { Waits.Count: 0 }:
                throw new StepContractException($"Step '{descriptor.Type}' waits for nothing.");
            case StepResult.WaitFor waiting:
                CheckWaits(descriptor, waiting.Waits);
                break;
        }
    }

    private static void CheckOutcome(StepDescriptor descriptor, string outcome)
    {
        if (!descriptor.Outcomes.Contains(outcome))
        {
            throw new StepContractException($"Step '{descriptor.Type}' does not declare the outcome '{outcome}'.");
        }
    }

    private static void CheckOutputs(StepDescriptor descriptor, IReadOnlyDictionary<string, object?> outputs)
    {
        if (outputs.Keys.FirstOrDefault(name => descriptor.Outputs.All(o => o.Name != name)) is { } undeclared)
        {
            throw new StepContractException($"Step '{descriptor.Type}' does not declare the output '{undeclared}'.");
        }
    }

    private static void CheckWaits(StepDescriptor descriptor, IReadOnlyList<Wait> waits)
    {
        if (descriptor.Waits.Count == 0)
        {
            throw new StepContractException($"Step '{descriptor.Type}' does not declare that it waits.");
        }

        foreach (var wait in waits)
        {
            if ((wait.Deadline is null) != (wait.OnDeadline is null))
            {
                throw new StepContractException($"Step '{descriptor.Type}' gives a deadline without its outcome, or the reverse.");
            }

            if (wait.OnDeadline is not null)
            {
                CheckOutcome(descriptor, wait.OnDeadline);
            }
        }
    }

    private IStepHandler HandlerOf(string type) =>
        catalog.HandlerOf(type) is { } handler
            ? (IStepHandler)services.GetRequiredService(handler)
            : throw new StepContractException($"Step type '{type}' is unknown to this build.");
}

/// <summary>A step that does other than its descriptor says: a fault of the build, which no retry mends.</summary>
public sealed class StepContractException(string message) : Exception(message);
