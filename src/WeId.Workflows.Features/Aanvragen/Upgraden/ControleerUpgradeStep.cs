using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.Upgraden;

/// <summary>The checks that need nobody outside: of the new identity document, or of the recorded one. They decide nothing.</summary>
internal sealed class ControleerUpgradeStep(WeIdDbContext db, AanvraagSoorten soorten, Codes codes) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.ControleerUpgrade")
    {
        TitleNl = "Gegevens van de upgrade automatisch controleren",
        TitleEn = "Check the data of the upgrade automatically",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var today = AmsterdamTime.DateOf(context.Now);
        aanvraag.RecordControles(Controles.Write(soorten.Of(aanvraag).Identiteitsbewijs(aanvraag) is { } bewijs
            ? await db.CheckDocumentAsync(codes, persoon.Id, bewijs, today, ct)
            : [new("Vervaldatum", persoon.Document?.CanBeReused(today) is true)]));
        return new StepResult.Completed("Done");
    }
}
