using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;
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
        foreach (var wacht in await db.ActiveerbaarAsync(context.AanvraagId, ct))
        {
            if (wacht.Status is KoppelingStatus.WachtenOpActivatie)
            {
                wacht.Expire(handeling, isBlocked).OrThrow();
            }
        }

        // From now on the beheerder invites again.
        await db.EndCodebrievenAsync(context.AanvraagId, TemplateGegevens.NameOf(typeof(ActivatiebriefGegevens)), ct);
        if (activatie is { Status: not ActivatieStatus.Voltooid })
        {
            activatie.Expire();
        }

        db.Audit.Add(AuditRegel.Of(handeling, "ActivatieVerlopen", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
