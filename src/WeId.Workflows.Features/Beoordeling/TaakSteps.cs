using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>What steps that wait for a person have in common.</summary>
internal static class TaakSteps
{
    public const int DefaultWerkdagen = 5;

    /// <summary>Adds a task whose decision ends the one wait of the step, and puts the aanvraag before the reviewers.</summary>
    public static async Task<StepResult> OpenAsync(WeIdDbContext db, StepContext context, TaakSoort soort, string rol, string fase, int werkdagen, CancellationToken ct)
    {
        var result = Open(db, context, context.NewWait(), soort, rol, fase, Werkdagen.After(AmsterdamTime.DateOf(context.Now), werkdagen));
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        if (soort is TaakSoort.Beoordeling && aanvraag.Status is AanvraagStatus.Ingediend)
        {
            aanvraag.PutInBeoordeling();
        }

        return result;
    }

    /// <summary>Adds a task whose decision ends this wait. When its deadline ends it first, the task leaves the takenbak with it.</summary>
    public static StepResult Open(WeIdDbContext db, StepContext context, Wait wait, TaakSoort soort, string rol, string fase, DateOnly uiterlijk)
    {
        db.Taken.Add(new BeoordelingsTaak(Guid.CreateVersion7(context.Now), context.AanvraagId, wait.Id, soort, rol, fase, context.Now, uiterlijk));
        return new StepResult.WaitFor([wait]);
    }

    /// <summary>Takes the open task of this run out of the takenbak.</summary>
    public static async Task WithdrawAsync(WeIdDbContext db, StepContext context, CancellationToken ct)
    {
        var open = await db.Taken
            .Where(t => t.AanvraagId == context.AanvraagId
                && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd)
                && db.Waits.Any(w => w.Id == t.WaitId && w.ExecutionId == context.ExecutionId))
            .ToListAsync(ct);
        open.ForEach(t => t.Withdraw());
    }
}
