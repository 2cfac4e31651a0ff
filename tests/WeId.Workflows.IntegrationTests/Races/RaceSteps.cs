using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit.Flows;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>A definition in which everybody can come at once: a review with a deadline, beside a step that failed.</summary>
internal static class RaceFlow
{
    public const string Name = "race";

    public static StepCatalog Catalog { get; } =
        StepCatalog.FromHandlers([.. TestSteps.Catalog.Handlers, typeof(ReviewWithDeadlineStep), typeof(WithdrawReviewStep)]);

    /// <summary>Version 2 has one more step after an approval.</summary>
    public static WorkflowDefinition Build(int version) => new FlowBuilder()
        .Fork("delen", "review", "herstel")
        .Step("beoordelen", ReviewWithDeadlineStep.Type).Step("intrekken", WithdrawReviewStep.Type)
        .Auto(version == 1 ? ["stuk"] : ["stuk", "extra"]).Waiting("na").Finish("goed", "slecht", "laat")
        .Connect("start>delen delen.review>beoordelen beoordelen.Afgekeurd>slecht beoordelen.Verlopen>intrekken intrekken>laat")
        .Connect(version == 1 ? "beoordelen.Goedgekeurd>goed" : "beoordelen.Goedgekeurd>extra extra.Ok>goed")
        .Connect("delen.herstel>stuk stuk.Ok>na stuk.Fout>na na.Ok>goed")
        .Build(Name, version);
}

/// <summary>A review task that the reviewer and the clock may end.</summary>
internal sealed class ReviewWithDeadlineStep(WeIdDbContext db) : IStepHandler
{
    public const string Type = "Race.Beoordeling";

    public static readonly TimeSpan Term = TimeSpan.FromHours(1);

    private const string Verlopen = "Verlopen";

    public static StepDescriptor Description { get; } = new(Type)
    {
        Outcomes = [BeoordelingService.Goedgekeurd, BeoordelingService.Afgekeurd, Verlopen],
        Waits = [new StepWait(null, [new StepTerm(Term, Verlopen)])],
        ApprovalOutcome = BeoordelingService.Goedgekeurd,
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var opened = (StepResult.WaitFor)await TaakSteps.OpenAsync(
            db, context, TaakSoort.Beoordeling, nameof(StafRol.Beoordelaar), "Eerste", TaakSteps.DefaultWerkdagen, ct);
        return new StepResult.WaitFor([opened.Waits[0] with { Deadline = context.Now + Term, OnDeadline = Verlopen }]);
    }

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}

/// <summary>Takes the task out of the takenbak after its deadline.</summary>
internal sealed class WithdrawReviewStep(WeIdDbContext db) : IStepHandler
{
    public const string Type = "Race.Intrekken";

    public static StepDescriptor Description { get; } = new(Type);

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        foreach (var taak in db.Taken.Where(t => t.AanvraagId == context.AanvraagId))
        {
            taak.Withdraw();
        }

        return Task.FromResult<StepResult>(new StepResult.Completed("Done"));
    }
}
