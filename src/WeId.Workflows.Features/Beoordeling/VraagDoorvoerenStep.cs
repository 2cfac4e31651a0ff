using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Asks a person to carry out by hand what was approved, and waits until he has recorded that or why he could not.</summary>
internal sealed class VraagDoorvoerenStep(WeIdDbContext db, AanvraagSoorten soorten) : IStepHandler
{
    private const string Fase = "Doorvoeren";

    public static StepDescriptor Description { get; } = new("WeId.VraagDoorvoeren")
    {
        TitleNl = "Wijziging doorvoeren",
        TitleEn = "Carry out the change",
        Inputs = [new StepInput("werkdagen", "Int32")],
        Outcomes = [DoorvoerService.Doorgevoerd, DoorvoerService.NietMogelijk],
        Waits = [new StepWait(null, [])],
        Grants = "Wijziging",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        await Goedkeuring.RequireAsync(db, aanvraag.Id, soorten.Of(aanvraag).Niveau(aanvraag).NeedsSecondReviewer() ? 2 : 1, ct);
        return await TaakSteps.OpenAsync(
            db,
            context,
            TaakSoort.WijzigingDoorvoeren,
            nameof(StafRol.Beoordelaar),
            Fase,
            context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
            ct);
    }

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
