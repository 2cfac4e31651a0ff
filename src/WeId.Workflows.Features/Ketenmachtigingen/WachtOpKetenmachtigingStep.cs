using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Ketenmachtigingen;

/// <summary>Watches over the ketenmachtigingen of an aanvraag: reminds before each end, and goes on at an end or a change.</summary>
internal sealed class WachtOpKetenmachtigingStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "ketenmachtiging";
    public const string Gewijzigd = "Gewijzigd";
    public const string Herinneren = "Herinneren";
    public const string Verlopen = "Verlopen";

    /// <summary>Months before the last day of the first reminder (R-246 for machtigingen).</summary>
    public const int HerinneringMaanden = 2;

    /// <summary>Days before it of the second.</summary>
    public const int HerinneringDagen = 14;

    public static StepDescriptor Description { get; } = new("WeId.WachtOpKetenmachtiging")
    {
        TitleNl = "Wachten op het einde van de ketenmachtiging",
        TitleEn = "Wait for the end of the ketenmachtiging",
        Outcomes = [Gewijzigd, Herinneren, Verlopen],
        Waits = [new StepWait(WaitName, [new(TimeSpan.FromDays(305), Herinneren), new(TimeSpan.FromDays(46), Herinneren), new(TimeSpan.FromDays(15), Verlopen)])],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var dagen = await db.Ketenmachtigingen
            .Where(k => k.AanvraagId == context.AanvraagId && k.Status == KetenmachtigingStatus.Actief)
            .Select(k => k.Einddatum)
            .Distinct()
            .ToListAsync(ct);
        if (dagen.Count == 0)
        {
            // Ended while a mail was on its way.
            return new StepResult.Completed(Gewijzigd);
        }

        var einde = AmsterdamTime.EndOf(dagen.Min());
        var herinneringen = dagen
            .SelectMany(dag => new[] { dag.AddMonths(-HerinneringMaanden), dag.AddDays(-HerinneringDagen) })
            .Select(NineOClock)
            .Where(moment => moment > context.Now && moment < einde)
            .Order()
            .ToList();
        return einde <= context.Now ? new StepResult.Completed(Verlopen)
            : herinneringen is [var volgende, ..] ? context.WaitFor(WaitName, volgende, Herinneren)
            : context.WaitFor(WaitName, einde, Verlopen);
    }

    /// <summary>09:00 in Amsterdam. The clock changes before 03:00, so the hours to midnight are 15 on every day.</summary>
    private static DateTimeOffset NineOClock(DateOnly day) => AmsterdamTime.EndOf(day).AddHours(-15);
}
