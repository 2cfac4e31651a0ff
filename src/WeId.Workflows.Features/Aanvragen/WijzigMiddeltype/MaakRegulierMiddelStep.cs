using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>The middel works for every dienst of its level again, without a review .</summary>
internal sealed class MaakRegulierMiddelStep(WeIdDbContext db, IOutbox outbox) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.MaakRegulierMiddel")
    {
        TitleNl = "Regulier middel maken",
        TitleEn = "Make it a regular middel",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await db.SwitchTypeAsync(outbox, context, MiddelType.Regulier, ct);
        return new StepResult.Completed("Done");
    }
}
