using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>The mutatie is not carried out: other mutaties of the middel are possible again .</summary>
internal sealed class GeefMutatieVrijStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.GeefMutatieVrij")
    {
        TitleNl = "Middel vrijgeven voor andere mutaties",
        TitleEn = "Release the middel for other mutaties",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        foreach (var middel in await db.EhMiddelen.Where(m => m.MutatieAanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            middel.EndMutatie(context.AanvraagId);
        }

        return new StepResult.Completed("Done");
    }
}
