using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>Puts the signed contract before a reviewer: signatures, authority, identity. He can also send it back for a new print, or ask for a supplement.</summary>
internal sealed class BeoordeelContractStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.BeoordeelContract")
    {
        TitleNl = "Contract beoordelen",
        TitleEn = "Review the contract",
        Inputs = [new StepInput("fase", "String", Required: true), new StepInput("werkdagen", "Int32")],
        Outcomes = [BeoordelingService.Goedgekeurd, BeoordelingService.Afgekeurd, ContractBeoordeling.Onvolledig, BeoordelingService.AanvullingGevraagd],
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
        nameof(StafRol.Beoordelaar),
        context.Require<string>("fase"),
        context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
        ct);

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
