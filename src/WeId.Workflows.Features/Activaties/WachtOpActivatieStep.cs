using System.Globalization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Waits until the user has activated, with reminders on the way, at most until the end of the last day .</summary>
internal sealed class WachtOpActivatieStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "activatie";
    public const string Geactiveerd = "Geactiveerd";
    public const string Herinneren = "Herinneren";
    public const string Verlopen = "Verlopen";

    private const string DefaultHerinnerDagen = "7,14,25";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpActivatie")
    {
        TitleNl = "Wachten op activatie",
        TitleEn = "Wait for activation",
        Inputs = [new("herinnerDagen", "String")],
        Outcomes = [Geactiveerd, Herinneren, Verlopen],
        Waits =
        [
            new StepWait(
                WaitName,
                [
                    new(TimeSpan.FromDays(7), Herinneren),
                    new(TimeSpan.FromDays(7), Herinneren),
                    new(TimeSpan.FromDays(11), Herinneren),
                    new(TimeSpan.FromDays(5), Verlopen),
                ]),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var activatie = await db.LatestActivatieAsync(context.AanvraagId, ct)
            ?? throw new InvalidOperationException($"Aanvraag {context.AanvraagId} has no activation to wait for.");
        var einde = AmsterdamTime.EndOf(activatie.Uiterlijk);
        var begin = activatie.Uiterlijk.AddDays(-Organisatiekoppeling.ActivatieTermijnDays);

        // Counted in days of this uitnodiging: after a new one they begin again, and a reminder whose time passed while
        // nothing ran is not sent on top of the next.
        var herinneringen = Dagen(context.Input<string>("herinnerDagen") ?? DefaultHerinnerDagen)
            .Select(dag => NineOClock(begin.AddDays(dag)))
            .Where(moment => moment > context.Now && moment < einde)
            .Order()
            .ToList();
        return herinneringen is [var volgende, ..]
            ? context.WaitFor(WaitName, volgende, Herinneren)
            : context.WaitFor(WaitName, einde, Verlopen);
    }

    /// <summary>09:00 in Amsterdam. The clock changes before 03:00, so the hours to midnight are 15 on every day.</summary>
    private static DateTimeOffset NineOClock(DateOnly day) => AmsterdamTime.EndOf(day).AddHours(-15);

    private static IEnumerable<int> Dagen(string dagen) => dagen
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(dag => int.Parse(dag, NumberStyles.None, CultureInfo.InvariantCulture));
}
