using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
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

        // Counted in days of this uitnodiging: after a new one they begin again.
        return Herinneringen.Next(begin, context.Input<string>("herinnerDagen") ?? DefaultHerinnerDagen, context.Now, einde) is { } volgende
            ? context.WaitFor(WaitName, volgende, Herinneren)
            : context.WaitFor(WaitName, einde, Verlopen);
    }
}
