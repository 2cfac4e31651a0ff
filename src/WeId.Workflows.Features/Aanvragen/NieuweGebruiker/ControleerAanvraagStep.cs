using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Engine;
using WeId.Workflows.Persistence;
using WeId.Workflows.Persistence.Geheimen;

namespace WeId.Workflows.Features.Aanvragen.NieuweGebruiker;

/// <summary>The checks that need nobody outside: number and validity of the document, and whether the person is known already. They decide nothing.</summary>
internal sealed class ControleerAanvraagStep(WeIdDbContext db, Codes codes) : IStepHandler
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
        var gegevens = AanvraagGegevens.Read<NieuweGebruikerGegevens>(aanvraag);
        var samePerson = await db.Personen.CountAsync(
            p => p.Id != aanvraag.PersoonId && p.Achternaam == gegevens.Achternaam && p.Geboortedatum == gegevens.Geboortedatum, ct);
        var bewijs = new Identiteitsbewijs(gegevens.DocumentType, gegevens.Documentnummer, gegevens.Vervaldatum);
        aanvraag.RecordControles(Controles.Write(
        [
            .. await db.CheckDocumentAsync(codes, aanvraag.PersoonId, bewijs, AmsterdamTime.DateOf(context.Now), ct),
            new("ZelfdePersoon", samePerson == 0),
        ]));
        return new StepResult.Completed("Done");
    }
}
