using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>The same by form: where there are several vestigingen, or no beheerder, a reviewer has looked at it .</summary>
internal sealed class ZetVestigingsnummerOmStep(WeIdDbContext db, IOutbox outbox) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.ZetVestigingsnummerOm")
    {
        TitleNl = "Vestigingsnummer omzetten naar KvK-nummer",
        TitleEn = "Convert the vestigingsnummer to the KvK number",
        Outcomes = [VestigingsnummerRows.Doorgevoerd, VestigingsnummerRows.NietMogelijk],
        Grants = "Organisatie",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await Goedkeuring.RequireAsync(db, context.AanvraagId, 1, ct);
        return await db.RemoveVestigingsnummerAsync(outbox, context, ct);
    }
}
