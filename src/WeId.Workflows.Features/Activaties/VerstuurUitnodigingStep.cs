using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Invites the user to activate: a letter with a code, or a mail with a personal link. Older codes end.</summary>
internal sealed class VerstuurUitnodigingStep(WeIdDbContext db, VerzendingMaker maker, Uitnodiger uitnodiger) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerstuurUitnodiging")
    {
        TitleNl = "Activatie-uitnodiging versturen",
        TitleEn = "Send the invitation to activate",
        Inputs = [new("kanaal", "String")],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await uitnodiger.AddAsync(db, maker, context.AanvraagId, context.Input<string>("kanaal"), context.Now, herdruk: null, ct);
        return new StepResult.Completed("Done");
    }
}
