using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>The organisatie is known by its KvK number alone; asked by its beheerder and checked at the Handelsregister .</summary>
internal sealed class VerwijderVestigingsnummerStep(WeIdDbContext db, IOutbox outbox) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerwijderVestigingsnummer")
    {
        TitleNl = "Vestigingsnummer verwijderen",
        TitleEn = "Remove the vestigingsnummer",
        Outcomes = [VestigingsnummerRows.Doorgevoerd, VestigingsnummerRows.NietMogelijk],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => db.RemoveVestigingsnummerAsync(outbox, context, ct);
}
