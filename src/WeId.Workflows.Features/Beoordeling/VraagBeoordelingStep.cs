using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Puts a review into the takenbak and waits for the reviewer's decision, however long that takes.</summary>
internal sealed class VraagBeoordelingStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VraagBeoordeling")
    {
        TitleNl = "Vraag beoordeling",
        TitleEn = "Ask for a review",
        Inputs =
        [
            new StepInput("rol", "String"),
            new StepInput("fase", "String", Required: true),
            new StepInput("werkdagen", "Int32"),
        ],
        Outcomes = [BeoordelingService.Goedgekeurd, BeoordelingService.Afgekeurd, BeoordelingService.AanvullingGevraagd],
        OptionalOutcomes = [BeoordelingService.AanvullingGevraagd],
        Waits = [new StepWait(null, [])],
        ApprovalOutcome = BeoordelingService.Goedgekeurd,
        StageInput = "fase",
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => TaakSteps.OpenAsync(
        db,
        context,
        TaakSoort.Beoordeling,
        context.Input<string>("rol") ?? nameof(StafRol.Beoordelaar),
        context.Require<string>("fase"),
        context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
        ct);

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
