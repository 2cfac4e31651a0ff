using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

/// <summary>The last day has passed without activation. Runs only when the timer won the wait from the user.</summary>
internal sealed class LaatActivatieVerlopenStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.LaatActivatieVerlopen")
    {
        TitleNl = "Activatie laten verlopen",
        TitleEn = "Let the activation expire",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var handeling = new Handeling(context.ExecutionId, context.Now);
        var activatie = await db.LatestActivatieAsync(context.AanvraagId, ct);
        var isBlocked = activatie is { Status: ActivatieStatus.Geblokkeerd };
        var koppelingen = await db.Koppelingen
            .Where(k => k.AanvraagId == context.AanvraagId && k.Status == KoppelingStatus.WachtenOpActivatie)
            .ToListAsync(ct);
        foreach (var koppeling in koppelingen)
        {
            if (koppeling.Expire(handeling, isBlocked) is { } refusal)
            {
                throw new InvalidOperationException($"Koppeling {koppeling.Id} cannot expire: {refusal.Code}.");
            }
        }

        if (activatie is { Status: not ActivatieStatus.Voltooid })
        {
            activatie.Expire();
        }

        db.Audit.Add(AuditRegel.Of(handeling, "ActivatieVerlopen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
