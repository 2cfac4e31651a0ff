using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Asks a person to look the company up in the Handelsregister, and waits for what he found. He decides nothing: the review comes after.</summary>
internal sealed class VraagKvkControleStep(WeIdDbContext db) : IStepHandler
{
    private const string Fase = "Kvk";

    public static StepDescriptor Description { get; } = new("WeId.VraagKvkControle")
    {
        TitleNl = "KvK handmatig controleren",
        TitleEn = "Check the KvK by hand",
        Inputs = [new StepInput("werkdagen", "Int32")],
        Outcomes = [BeoordelingService.Klopt, BeoordelingService.KloptNiet],
        Waits = [new StepWait(null, [])],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => TaakSteps.OpenAsync(
        db,
        context,
        TaakSoort.KvkControle,
        nameof(StafRol.Beoordelaar),
        Fase,
        context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
        ct);

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
