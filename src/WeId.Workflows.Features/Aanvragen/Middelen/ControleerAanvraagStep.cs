using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.Middelen;

/// <summary>The checks that need nobody outside: number and validity of the document, and whether the person is known already. They decide nothing.</summary>
internal sealed class ControleerAanvraagStep(WeIdDbContext db, Codes codes, AanvraagSoorten soorten) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.ControleerAanvraag")
    {
        TitleNl = "Gegevens automatisch controleren",
        TitleEn = "Check the data automatically",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.SingleAsync(a => a.Id == context.AanvraagId, ct);
        var persoon = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var samePerson = await db.Personen.CountAsync(p => p.Id != persoon.Id && p.Achternaam == persoon.Achternaam && p.Geboortedatum == persoon.Geboortedatum, ct);
        var bewijs = soorten.Of(aanvraag).Identiteitsbewijs(aanvraag)
            ?? throw new InvalidOperationException($"Aanvraag {aanvraag.Id} has no identity document.");
        aanvraag.RecordControles(Controles.Write(
        [
            .. await db.CheckDocumentAsync(codes, aanvraag.PersoonId, bewijs, AmsterdamTime.DateOf(context.Now), ct),
            new("ZelfdePersoon", samePerson == 0),
        ]));
        return new StepResult.Completed("Done");
    }
}
