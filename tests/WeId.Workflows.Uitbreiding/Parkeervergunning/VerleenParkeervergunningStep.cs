using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>Gives the permit its number, after the review.</summary>
internal sealed class VerleenParkeervergunningStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("Parkeren.VerleenVergunning")
    {
        TitleNl = "Parkeervergunning verlenen",
        TitleEn = "Grant the parking permit",
        Grants = "Parkeervergunning",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await Goedkeuring.RequireAsync(db, context.AanvraagId, reviewers: 1, ct);
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<ParkeervergunningGegevens>(aanvraag);
        aanvraag.Redact(AanvraagGegevens.Write(gegevens with { Vergunningnummer = $"P-{aanvraag.Nummer}" }));
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "ParkeervergunningVerleend", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
