using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Waits until the postkamer has registered the signed form that comes by post, at most until the end of the last day.</summary>
internal sealed class VraagKetenformulierStep(WeIdDbContext db) : IStepHandler
{
    public const string Ontvangen = "Ontvangen";
    public const string Verlopen = "Verlopen";

    private const string Fase = "Formulier";

    public static StepDescriptor Description { get; } = new("WeId.VraagKetenformulier")
    {
        TitleNl = "Formulier dat per post komt registreren",
        TitleEn = "Register the form that comes by post",
        Outcomes = [Ontvangen, Verlopen],
        Waits = [new StepWait(null, [new(TimeSpan.FromDays(30), Verlopen)])],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var uiterlijk = await db.KetenUitnodigingen.Where(u => u.AanvraagId == context.AanvraagId).Select(u => u.Uiterlijk).SingleAsync(ct);
        var wait = context.NewWait(deadline: AmsterdamTime.EndOf(uiterlijk), onDeadline: Verlopen);
        return TaakSteps.Open(db, context, wait, TaakSoort.KetenformulierOntvangst, nameof(StafRol.Postkamer), Fase, uiterlijk);
    }

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
