using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Work;

namespace WeId.Workflows.Features.Activaties;

/// <summary>
/// Lets the workflow of the user's middel send a new activation letter: it alone knows which codes end with that.
/// Unless the aanvraag has given the user new days already, his activation must have expired, and gets them now.
/// </summary>
internal sealed class NodigOpnieuwUitStep(UseCaseScope scope) : IStepHandler
{
    public const string Doorgevoerd = "Doorgevoerd";
    public const string NietMogelijk = "NietMogelijk";

    public static StepDescriptor Description { get; } = new("WeId.NodigOpnieuwUit")
    {
        TitleNl = "Nieuwe activeringsbrief versturen",
        TitleEn = "Send a new activation letter",
        Inputs = [new("verlengd", "Boolean")],
        Outcomes = [Doorgevoerd, NietMogelijk],
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var db = scope.Db;
        var handeling = new Handeling(context.ExecutionId, context.Now);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var verlengd = context.Input<bool?>("verlengd") is true;
        var status = verlengd ? KoppelingStatus.WachtenOpActivatie : KoppelingStatus.ActivatieVerlopen;
        var koppelingen = db.Koppelingen.Where(k => k.EhMiddel.PersoonId == aanvraag.PersoonId && k.OrganisatieId == aanvraag.OrganisatieId);

        // Of the middel, or of a higher level that was asked for it.
        var voor = await koppelingen.Where(k => k.Status == status).Select(k => (Guid?)k.AanvraagId).SingleOrDefaultAsync(ct)
            ?? await db.Upgrades.Where(u => koppelingen.Any(k => k.Id == u.KoppelingId) && u.Status == status).Select(u => (Guid?)u.AanvraagId).SingleOrDefaultAsync(ct);
        if (voor is not { } uitgenodigd || (!verlengd && await db.InviteAgainAsync(handeling, uitgenodigd, ct) is not null))
        {
            return new StepResult.Completed(NietMogelijk);
        }

        await scope.SendEventAsync(handeling, uitgenodigd, WachtOpUitnodigingStep.WaitName, nameof(UitnodigingKanaal.Brief), ct);
        db.Audit.Add(AuditRegel.Of(handeling, "UitnodigingOpnieuw", context.AanvraagId, JsonSerializer.Serialize(new { aanvraag = uitgenodigd, kanaal = nameof(UitnodigingKanaal.Brief) })));
        return new StepResult.Completed(Doorgevoerd);
    }
}
