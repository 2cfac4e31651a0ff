using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>The koppelingen work at once: the user has activated his middel before, so he gets no letter .</summary>
internal sealed class VerwerkKoppelingenStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerwerkKoppelingen")
    {
        TitleNl = "Koppelingen actief maken",
        TitleEn = "Make the koppelingen active",
        Grants = "Organisatiekoppeling",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<OrganisatieKoppelenGegevens>(aanvraag);
        await Goedkeuring.RequireAsync(db, context.AanvraagId, gegevens.Niveau.NeedsSecondReviewer() ? 2 : 1, ct);
        var middel = await db.EhMiddelen.SingleAsync(m => m.Id == gegevens.MiddelId, ct);
        var handeling = new Handeling(context.ExecutionId, context.Now);
        foreach (var koppeling in await db.Koppelingen.Where(k => k.AanvraagId == context.AanvraagId).ToListAsync(ct))
        {
            koppeling.Approve(handeling, gegevens.Duur).OrThrow();
            koppeling.Activate(handeling).OrThrow();
        }

        middel.EndMutatie(context.AanvraagId);
        db.Audit.Add(AuditRegel.Of(handeling, "KoppelingenVerleend", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
