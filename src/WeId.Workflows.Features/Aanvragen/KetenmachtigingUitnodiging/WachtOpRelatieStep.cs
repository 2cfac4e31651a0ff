using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>Waits for the relation, with a reminder on the way, at most until the end of the last day (§5.5).</summary>
internal sealed class WachtOpRelatieStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "relatie";
    public const string Ondertekend = "Ondertekend";
    public const string PerPost = "PerPost";
    public const string Geweigerd = "Geweigerd";
    public const string Herinneren = "Herinneren";
    public const string Verlopen = "Verlopen";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpRelatie")
    {
        TitleNl = "Wachten op de relatie",
        TitleEn = "Wait for the relation",
        Outcomes = [Ondertekend, PerPost, Geweigerd, Herinneren, Verlopen],
        Waits =
        [
            new StepWait(
                WaitName,
                [
                    new(TimeSpan.FromDays(KetenUitnodiging.HerinneringDagen), Herinneren),
                    new(TimeSpan.FromDays(KetenUitnodiging.TermijnDagen - KetenUitnodiging.HerinneringDagen), Verlopen),
                ]),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var uitnodiging = await db.KetenUitnodigingen.AsNoTracking().SingleAsync(u => u.AanvraagId == context.AanvraagId, ct);

        // 09:00 on that day: the clock changes before 03:00, so the hours to midnight are 15 on every day.
        var herinnering = AmsterdamTime.EndOf(AmsterdamTime.DateOf(uitnodiging.UitgenodigdOp).AddDays(KetenUitnodiging.HerinneringDagen)).AddHours(-15);
        return herinnering > context.Now
            ? context.WaitFor(WaitName, herinnering, Herinneren)
            : context.WaitFor(WaitName, AmsterdamTime.EndOf(uitnodiging.Uiterlijk), Verlopen);
    }
}
