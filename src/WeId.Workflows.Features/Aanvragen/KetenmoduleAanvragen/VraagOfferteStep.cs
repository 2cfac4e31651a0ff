using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Asks a colleague to draw up the offerte, and waits until he has .</summary>
internal sealed class VraagOfferteStep(WeIdDbContext db) : IStepHandler
{
    private const string Fase = "Offerte";

    public static StepDescriptor Description { get; } = new("WeId.VraagOfferte")
    {
        TitleNl = "Offerte opmaken",
        TitleEn = "Draw up the offerte",
        Inputs = [new StepInput("werkdagen", "Int32")],
        Outcomes = [OfferteService.Opgemaakt],
        Waits = [new StepWait(null, [])],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => TaakSteps.OpenAsync(
        db,
        context,
        TaakSoort.OfferteOpmaken,
        nameof(StafRol.Beoordelaar),
        Fase,
        context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
        ct);

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
