using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The contract is right: the organisatie is a customer. Who works for it is another step's affair.</summary>
internal sealed class AanvaardContractStep(WeIdDbContext db, AanvraagSoorten soorten) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.AanvaardContract")
    {
        TitleNl = "Contract aanvaarden",
        TitleEn = "Accept the contract",
        Grants = "Organisatie",
        DemandsReview = "WeId.BeoordeelContract",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        await Goedkeuring.RequireAsync(db, context.AanvraagId, soorten.Of(aanvraag).Niveau(aanvraag).NeedsSecondReviewer() ? 2 : 1, ct);
        (await db.RequireContractAsync(context.AanvraagId, ct)).Accept().OrThrow();
        (await db.Organisaties.SingleAsync(o => o.Id == aanvraag.OrganisatieId, ct)).Activate();
        db.Audit.Add(AuditRegel.Of(
            new Handeling(context.ExecutionId, context.Now), "OrganisatieGeactiveerd", context.AanvraagId, JsonSerializer.Serialize(new { organisatie = aanvraag.OrganisatieId })));
        return new StepResult.Completed("Done");
    }
}
