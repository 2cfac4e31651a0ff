using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>
/// Waits until the beheerder has supplied what the reviewer asked, with one reminder on the way, at most until the end of the
/// last day. Its output tells in which stage the review goes on.
/// </summary>
internal sealed class WachtOpAanvullingStep(WeIdDbContext db) : IStepHandler
{
    public const string Type = "WeId.WachtOpAanvulling";
    public const string WaitName = "aanvulling";
    public const string Aangevuld = nameof(Aangevuld);
    public const string Herinneren = nameof(Herinneren);
    public const string Vervallen = nameof(Vervallen);

    /// <summary>Input: days in which he can answer. The question names the last day before this step runs.</summary>
    public const string TermijnDagen = "termijnDagen";

    /// <summary>Output: the stage in which it was asked.</summary>
    public const string Fase = "fase";

    private const string HerinnerDagen = "herinnerDagen";

    public static StepDescriptor Description { get; } = new(Type)
    {
        TitleNl = "Wachten op een aanvulling",
        TitleEn = "Wait for a supplement",
        Inputs = [new(TermijnDagen, "Int32", Kind: StepInputKind.Constant), new(HerinnerDagen, "Int32")],
        Outputs = [new(Fase, "String")],
        Outcomes = [Aangevuld, Herinneren, Vervallen],
        Waits =
        [
            new StepWait(
                WaitName,
                [
                    new(TimeSpan.FromDays(Aanvulling.HerinnerDagen), Herinneren),
                    new(TimeSpan.FromDays(Aanvulling.TermijnDagen - Aanvulling.HerinnerDagen), Vervallen),
                ]),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvulling = await db.LatestAanvullingAsync(context.AanvraagId, ct)
            ?? throw new InvalidOperationException($"Nothing was asked about aanvraag {context.AanvraagId}.");
        var einde = AmsterdamTime.EndOf(aanvulling.Uiterlijk);

        // 09:00 in Amsterdam. The clock changes before 03:00, so the hours to midnight are 15 on every day.
        var dag = AmsterdamTime.DateOf(aanvulling.GevraagdOp).AddDays(context.Input<int?>(HerinnerDagen) ?? Aanvulling.HerinnerDagen);
        var herinnering = AmsterdamTime.EndOf(dag).AddHours(-15);
        return herinnering > context.Now && herinnering < einde
            ? context.WaitFor(WaitName, herinnering, Herinneren)
            : context.WaitFor(WaitName, einde, Vervallen);
    }
}
