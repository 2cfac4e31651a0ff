using WeId.Workflows.Engine;

namespace WeId.Workflows.Features.Activaties;

/// <summary>Rests until the beheerder asks for a new uitnodiging, however long that takes .</summary>
internal sealed class WachtOpUitnodigingStep : IStepHandler
{
    public const string WaitName = "uitnodiging";

    public static StepDescriptor Description { get; } = new("WeId.WachtOpUitnodiging")
    {
        TitleNl = "Wachten op nieuwe uitnodiging",
        TitleEn = "Wait for a new invitation",
        Outcomes = [nameof(UitnodigingKanaal.Mail), nameof(UitnodigingKanaal.Brief)],
        Waits = [new StepWait(WaitName, [])],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => Task.FromResult(context.WaitFor(WaitName));
}
