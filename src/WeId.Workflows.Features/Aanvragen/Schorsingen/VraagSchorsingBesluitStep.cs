using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>
/// Asks a reviewer what is to follow on a suspension, and waits however long that takes; each morning after the day by which it should have been
/// done he is reminded. The task stays the same one, with who has it.
/// </summary>
internal sealed class VraagSchorsingBesluitStep(WeIdDbContext db) : IStepHandler
{
    public const string Opgeheven = nameof(Opgeheven);
    public const string Beeindigd = nameof(Beeindigd);
    public const string Herinneren = nameof(Herinneren);
    public const string Fase = "Schorsing";

    private const int DefaultWerkdagen = 1;
    private static readonly TimeSpan Ochtend = TimeSpan.FromHours(8);

    public static StepDescriptor Description { get; } = new("WeId.VraagSchorsingBesluit")
    {
        TitleNl = "Besluit over de schorsing vragen",
        TitleEn = "Ask for a decision about the suspension",
        Inputs = [new StepInput("werkdagen", "Int32")],
        Outcomes = [Opgeheven, Beeindigd, Herinneren],
        Waits = [new StepWait(null, [new StepTerm(TimeSpan.FromDays(2), Herinneren)])],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var today = AmsterdamTime.DateOf(context.Now);
        var werkdagen = context.Input<int?>("werkdagen") ?? DefaultWerkdagen;

        // The clock changes on Sundays, so eight hours after the midnight of a working day it is eight o'clock.
        var morgen = AmsterdamTime.StartOf(Werkdagen.After(today, context.Round == 1 ? werkdagen + 1 : 1)) + Ochtend;
        var wait = context.NewWait(deadline: morgen, onDeadline: Herinneren);
        var open = await db.Taken.SingleOrDefaultAsync(
            t => t.AanvraagId == context.AanvraagId && t.Soort == TaakSoort.Schorsing && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd), ct);
        if (open is not null)
        {
            open.WaitOn(wait.Id);
        }
        else
        {
            db.Taken.Add(new BeoordelingsTaak(
                Guid.CreateVersion7(context.Now), context.AanvraagId, wait.Id, TaakSoort.Schorsing, nameof(StafRol.Beoordelaar), Fase, context.Now, Werkdagen.After(today, werkdagen)));
        }

        return new StepResult.WaitFor([wait]);
    }

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
