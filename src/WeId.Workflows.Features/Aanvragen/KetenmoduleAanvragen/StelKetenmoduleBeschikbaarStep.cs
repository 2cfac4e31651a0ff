using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>The intermediair can invite its relations; looks once more that the offerte was accepted, so that no definition or repair gets around that.</summary>
internal sealed class StelKetenmoduleBeschikbaarStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.StelKetenmoduleBeschikbaar")
    {
        TitleNl = "Module Ketenmachtigingen beschikbaar stellen",
        TitleEn = "Make the module Ketenmachtigingen available",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var offerte = await db.Offertes.AsNoTracking().SingleOrDefaultAsync(o => o.AanvraagId == context.AanvraagId, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        if (offerte?.Status is not OfferteStatus.Geaccepteerd || aanvraag.Status is not AanvraagStatus.InUitvoering)
        {
            throw new InvalidOperationException("The offerte was not accepted.");
        }

        db.Ketenmodules.Add(new Ketenmodule(aanvraag.OrganisatieId, aanvraag.Id, context.Now));
        db.Audit.Add(AuditRegel.Of(new Handeling(context.ExecutionId, context.Now), "KetenmoduleBeschikbaar", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
