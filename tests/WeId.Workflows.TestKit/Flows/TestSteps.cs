using System.Collections.Concurrent;
using WeId.Workflows.Engine;

namespace WeId.Workflows.TestKit.Flows;

/// <summary>Step types for tests of the engine: one that completes, one that waits, a review and what it guards.</summary>
public static class TestSteps
{
    public const string Auto = "Test.Auto";

    public const string Waiting = "Test.Waiting";

    public const string Review = "Test.Review";

    public const string Grant = "Test.Grant";

    public static StepCatalog Catalog { get; } =
        StepCatalog.FromHandlers(typeof(AutoStep), typeof(WaitingStep), typeof(ReviewStep), typeof(GrantStep));
}

/// <summary>What the test steps shall do, and what they did.</summary>
public sealed class StepScript
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<StepContext, StepResult>>> answers = new();

    /// <summary>The runs of steps, in order; a run that was rolled back counts.</summary>
    public ConcurrentQueue<StepContext> Runs { get; } = new();

    /// <summary>The activities whose handler was told of a cancel.</summary>
    public ConcurrentQueue<string> Cancels { get; } = new();

    /// <summary>Ids of the activities that ran, in order.</summary>
    public IEnumerable<string> RanActivities => Runs.Select(r => r.ActivityId);

    /// <summary>The next run of that activity answers so.</summary>
    public StepScript On(string activityId, Func<StepContext, StepResult> answer)
    {
        answers.GetOrAdd(activityId, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>The next runs of that activity fail.</summary>
    public StepScript Fail(string activityId, Func<Exception> failure, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            On(activityId, _ => throw failure());
        }

        return this;
    }

    internal StepResult Run(StepContext context, Func<StepContext, StepResult> otherwise)
    {
        Runs.Enqueue(context);
        var answer = answers.TryGetValue(context.ActivityId, out var queue) && queue.TryDequeue(out var next) ? next : otherwise;
        return answer(context);
    }
}

internal sealed class AutoStep(StepScript script) : IStepHandler
{
    public static StepDescriptor Description { get; } = new(TestSteps.Auto)
    {
        Outcomes = ["Ok", "Fout"],
        Inputs = [new StepInput("tekst", "String"), new StepInput("geheim", "String", Sensitive: true)],
        Outputs = [new StepOutput("Waarde", "String")],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) =>
        Task.FromResult(script.Run(context, _ => new StepResult.Completed("Ok")));
}

internal sealed class WaitingStep(StepScript script) : IStepHandler
{
    public static StepDescriptor Description { get; } = new(TestSteps.Waiting)
    {
        Outcomes = ["Ok", "Fout", "Herinneren", "Verlopen"],
        Outputs = [new StepOutput("Waarde", "String")],
        Waits = [new StepWait(null, [new StepTerm(TimeSpan.FromDays(10), "Herinneren"), new StepTerm(TimeSpan.FromDays(20), "Verlopen")])],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) =>
        Task.FromResult(script.Run(context, c => c.WaitFor()));

    public Task CancelAsync(StepContext context, CancellationToken ct)
    {
        script.Cancels.Enqueue(context.ActivityId);
        return Task.CompletedTask;
    }
}

internal sealed class ReviewStep(StepScript script) : IStepHandler
{
    public static StepDescriptor Description { get; } = new(TestSteps.Review)
    {
        Outcomes = ["Goedgekeurd", "Afgekeurd"],
        Waits = [new StepWait(null, [])],
        ApprovalOutcome = "Goedgekeurd",
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) =>
        Task.FromResult(script.Run(context, c => c.WaitFor()));
}

internal sealed class GrantStep(StepScript script) : IStepHandler
{
    public static StepDescriptor Description { get; } = new(TestSteps.Grant) { Grants = "iets", DemandsReview = TestSteps.Review };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) =>
        Task.FromResult(script.Run(context, _ => new StepResult.Completed("Done")));
}
