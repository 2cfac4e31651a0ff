using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>
/// Grants the upgrade: thirty days to activate it, and the new abonnement in place of the one that runs. The old level holds
/// until then. Looks at the recorded decisions once more.
/// </summary>
internal sealed class VerleenUpgradeStep(WeIdDbContext db) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.VerleenUpgrade")
    {
        TitleNl = "Upgrade verlenen",
        TitleEn = "Grant the upgrade",
        Grants = "EhMiddel",
        DemandsReview = "WeId.VraagBeoordeling",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        var gegevens = AanvraagGegevens.Read<UpgradenGegevens>(aanvraag);
        await Goedkeuring.RequireAsync(db, context.AanvraagId, gegevens.Niveau.NeedsSecondReviewer() ? 2 : 1, ct);

        var handeling = new Handeling(context.ExecutionId, context.Now);
        var verleend = await db.ActiveerbaarAsync(context.AanvraagId, ct);
        foreach (var wacht in verleend)
        {
            wacht.Approve(handeling, gegevens.Duur).OrThrow();
        }

        if (gegevens.Mobiel is { } mobiel)
        {
            var persoon = await db.Personen.SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
            persoon.CompleteMobiel(MobielNummer.Parse(mobiel));
        }

        // What was paid in advance for the days after today is for the credit note.
        var vervangen = verleend.OfType<Upgrade>().Single().VervangenAbonnement;
        db.Audit.Add(AuditRegel.Of(handeling, "UpgradeVerleend", context.AanvraagId, JsonSerializer.Serialize(new { vervangen?.Begin, vervangen?.Einde })));
        return new StepResult.Completed("Done");
    }
}
