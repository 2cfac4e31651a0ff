using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>The middel is for the Belastingdienst only from now on, with an abonnement of its own .</summary>
internal sealed class MaakBelastingdienstmiddelStep(WeIdDbContext db, IOutbox outbox) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.MaakBelastingdienstmiddel")
    {
        TitleNl = "Belastingdienstmiddel maken",
        TitleEn = "Make it a Belastingdienstmiddel",
        Grants = "EhMiddel",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await Goedkeuring.RequireAsync(db, context.AanvraagId, 2, ct);
        await db.SwitchTypeAsync(outbox, context, MiddelType.Belastingdienst, ct);
        return new StepResult.Completed("Done");
    }
}
