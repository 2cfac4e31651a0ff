using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>The contract is right: the organisatie is a customer and the beheerder works for it at once, with the middel that he has .</summary>
internal sealed class ActiveerOrganisatieStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.ActiveerOrganisatie")
    {
        TitleNl = "Organisatie en koppeling actief maken",
        TitleEn = "Activate the organisation and the link",
        Grants = "Organisatiekoppeling",
        DemandsReview = "WeId.BeoordeelContract",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<OrganisatieToevoegenGegevens>(aanvraag);
        await Goedkeuring.RequireAsync(db, context.AanvraagId, gegevens.Contract.Niveau.NeedsSecondReviewer() ? 2 : 1, ct);
        var handeling = new Handeling(context.ExecutionId, context.Now);
        var koppeling = await db.Koppelingen.Include(k => k.Organisatie).SingleAsync(k => k.AanvraagId == context.AanvraagId, ct);
        if (!await db.Koppelingen.AnyAsync(k => k.EhMiddelId == koppeling.EhMiddelId && k.Status == KoppelingStatus.Actief, ct))
        {
            throw new InvalidOperationException($"The middel of aanvraag {aanvraag.Id} does not work any more.");
        }

        (await db.RequireContractAsync(context.AanvraagId, ct)).Accept().OrThrow();
        koppeling.Organisatie.Activate();
        koppeling.Approve(handeling, gegevens.Contract.Duur).OrThrow();
        koppeling.Activate(handeling).OrThrow();
        db.Audit.Add(AuditRegel.Of(handeling, "KoppelingenVerleend", context.AanvraagId, JsonSerializer.Serialize(new { organisatie = koppeling.OrganisatieId })));
        return new StepResult.Completed("Done");
    }
}
