using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>Asks the postkamer to pick an OTP device, and waits until its serial number is noted .</summary>
internal sealed class VraagOtpUitgifteStep(WeIdDbContext db) : IStepHandler
{
    private const string Fase = "Uitgifte";

    public static StepDescriptor Description { get; } = new("WeId.VraagOtpUitgifte")
    {
        TitleNl = "Vraag uitgifte OTP device",
        TitleEn = "Ask for an OTP device",
        Inputs = [new StepInput("werkdagen", "Int32")],
        Outcomes = [BeoordelingService.Uitgegeven],
        Waits = [new StepWait(null, [])],
    };

    public StepDescriptor Descriptor => Description;

    public Task<StepResult> RunAsync(StepContext context, CancellationToken ct) => TaakSteps.OpenAsync(
        db,
        context,
        TaakSoort.OtpUitgifte,
        nameof(StafRol.Postkamer),
        Fase,
        context.Input<int?>("werkdagen") ?? TaakSteps.DefaultWerkdagen,
        ct);

    public Task CancelAsync(StepContext context, CancellationToken ct) => TaakSteps.WithdrawAsync(db, context, ct);
}
