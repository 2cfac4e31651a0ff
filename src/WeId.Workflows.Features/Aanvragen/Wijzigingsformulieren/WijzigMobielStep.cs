using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Toegang;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>The mobile number of who asked is changed: he cannot do that himself, since with it goes his second factor.</summary>
internal sealed class WijzigMobielStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.WijzigMobiel")
    {
        TitleNl = "Mobiel nummer wijzigen",
        TitleEn = "Change the mobile number",
        Grants = "TweedeFactor",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        await Goedkeuring.RequireAsync(db, context.AanvraagId, 2, ct);
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var persoon = await db.Personen.SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var handeling = new Handeling(context.ExecutionId, context.Now);
        await db.ChangeMobielAsync(handeling, persoon, MobielNummer.Parse(AanvraagGegevens.Read<WijzigingsformulierGegevens>(aanvraag).Antwoorden["NieuwMobielNummer"]), ct);
        db.Audit.Add(AuditRegel.Of(handeling, "MobielGewijzigd", context.AanvraagId));
        return new StepResult.Completed("Done");
    }
}
