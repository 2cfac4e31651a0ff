using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>Waits until the signed paper has been registered, with reminders on the way, at most three months. A new print begins anew.</summary>
internal sealed class WachtOpContractStep(WeIdDbContext db) : IStepHandler
{
    public const string WaitName = "contract";
    public const string Ontvangen = "Ontvangen";
    public const string Herinneren = "Herinneren";
    public const string Vervallen = "Vervallen";

    private const string DefaultHerinnerDagen = "14,30,60";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpContract")
    {
        TitleNl = "Wachten op het ondertekende contract",
        TitleEn = "Wait for the signed contract",
        Inputs = [new("herinnerDagen", "String")],
        Outcomes = [Ontvangen, Herinneren, Vervallen],
        Waits =
        [
            new StepWait(
                WaitName,
                [
                    new(TimeSpan.FromDays(14), Herinneren),
                    new(TimeSpan.FromDays(16), Herinneren),
                    new(TimeSpan.FromDays(30), Herinneren),
                    new(TimeSpan.FromDays(32), Vervallen),
                ]),
        ],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var contract = await db.RequireContractAsync(context.AanvraagId, ct);
        var einde = AmsterdamTime.EndOf(contract.Uiterlijk);
        var dagen = context.Input<string>("herinnerDagen") ?? DefaultHerinnerDagen;
        return Herinneringen.Next(AmsterdamTime.DateOf(contract.OpgemaaktOp), dagen, context.Now, einde) is { } volgende
            ? context.WaitFor(WaitName, volgende, Herinneren)
            : context.WaitFor(WaitName, einde, Vervallen);
    }
}
