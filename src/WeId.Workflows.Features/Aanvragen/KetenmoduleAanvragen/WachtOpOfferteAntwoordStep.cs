using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>
/// Waits for the answer to the offerte: the beheerder gives it himself, or it comes by mail or on paper and a colleague registers it
/// . With a reminder on the way, at most until the end of its last day.
/// </summary>
internal sealed class WachtOpOfferteAntwoordStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "offerte";
    public const string Herinneren = "Herinneren";
    public const string Verlopen = "Verlopen";

    private const string Fase = "Antwoord";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpOfferteAntwoord")
    {
        TitleNl = "Wachten op antwoord op de offerte",
        TitleEn = "Wait for the answer to the offerte",
        Outcomes = [OfferteService.Geaccepteerd, OfferteService.Geweigerd, Herinneren, Verlopen],
        Waits =
        [
            new StepWait(
                WaitName,
                [
                    new(TimeSpan.FromDays(Offerte.HerinneringDagen), Herinneren),
                    new(TimeSpan.FromDays(Offerte.DefaultDagen - Offerte.HerinneringDagen), Verlopen),
                ]),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var offerte = await db.Offertes.AsNoTracking().SingleAsync(o => o.AanvraagId == context.AanvraagId, ct);
        var einde = AmsterdamTime.EndOf(offerte.GeldigTot);

        // 09:00 on that day: the clock changes before 03:00, so the hours to midnight are 15 on every day.
        var herinnering = AmsterdamTime.EndOf(AmsterdamTime.DateOf(offerte.OpgemaaktOp).AddDays(Offerte.HerinneringDagen)).AddHours(-15);
        var wait = herinnering > context.Now && herinnering < einde
            ? context.NewWait(WaitName, herinnering, Herinneren)
            : context.NewWait(WaitName, einde, Verlopen);
        return TaakSteps.Open(db, context, wait, TaakSoort.AntwoordVerwerken, nameof(StafRol.Beoordelaar), Fase, offerte.GeldigTot);
    }

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
