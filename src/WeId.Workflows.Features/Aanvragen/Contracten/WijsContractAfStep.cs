using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>After a rejection nothing of the aanvraag stays visible in the portal, and its contract is worth nothing .</summary>
internal sealed class WijsContractAfStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.WijsContractAf")
    {
        TitleNl = "Contract afwijzen",
        TitleEn = "Reject the contract",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        (await db.RequireContractAsync(context.AanvraagId, ct)).Reject().OrThrow();
        foreach (var koppeling in await db.Koppelingen.Where(k => k.AanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            koppeling.Reject().OrThrow();
        }

        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "ContractAfgewezen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
