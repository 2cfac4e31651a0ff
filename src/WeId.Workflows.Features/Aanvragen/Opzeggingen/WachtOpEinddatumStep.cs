using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Opzeggingen;

/// <summary>
/// Waits until the next koppeling is to end, at the midnight after its last day; per direct it waits for nothing. What could
/// not be ended on its day is tried again each night.
/// </summary>
internal sealed class WachtOpEinddatumStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "opzegging";
    public const string Bereikt = "Bereikt";
    public const string Ingetrokken = "Ingetrokken";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpEinddatum")
    {
        TitleNl = "Wachten op de einddatum",
        TitleEn = "Wait for the end date",
        Outcomes = [Bereikt, Ingetrokken],
        Waits = [new StepWait(WaitName, [new(TimeSpan.FromDays(30), Bereikt)])],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var gegevens = AanvraagGegevens.Read<OpzeggingGegevens>(await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct));
        var ids = gegevens.Koppelingen.Select(k => k.KoppelingId).ToList();
        var ended = await db.Koppelingen.Where(k => ids.Contains(k.Id) && k.Status == KoppelingStatus.Beeindigd).Select(k => k.Id).ToListAsync(ct);
        var next = gegevens.Koppelingen.Where(k => !ended.Contains(k.KoppelingId)).Select(k => k.Einde).DefaultIfEmpty(context.Now).Min();
        if (context.Round == 1)
        {
            return !gegevens.IsPlanned || next <= context.Now ? new StepResult.Completed(Bereikt) : context.WaitFor(WaitName, next, Bereikt);
        }

        // Due and still not ended: it was refused just now, so not before the next night.
        var tonight = AmsterdamTime.EndOf(AmsterdamTime.DateOf(context.Now));
        return context.WaitFor(WaitName, next <= context.Now || !gegevens.IsPlanned ? tonight : next, Bereikt);
    }
}
