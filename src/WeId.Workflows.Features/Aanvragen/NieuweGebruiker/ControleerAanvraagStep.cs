using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
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
        var nummer = DocumentnummerControle.Check(gegevens.DocumentType, gegevens.Documentnummer);
        var today = AmsterdamTime.DateOf(context.Now);
        var hash = codes.Hash("document", gegevens.Documentnummer);
        var sameDocument = await db.Personen.CountAsync(p => p.Id != aanvraag.PersoonId && p.Document != null && p.Document.NummerHash == hash, ct);
        var samePerson = await db.Personen.CountAsync(
            p => p.Id != aanvraag.PersoonId && p.Achternaam == gegevens.Achternaam && p.Geboortedatum == gegevens.Geboortedatum, ct);
        aanvraag.RecordControles(Controles.Write(
        [
            new("Documentnummer", nummer.Oordeel is DocumentnummerOordeel.Ok, nummer.Reden.ToString()),
            new("Vervaldatum", gegevens.Vervaldatum >= today.AddMonths(NieuwMiddel.MinimumDocumentMonths)),
            new("ZelfdeDocument", sameDocument == 0),
            new("ZelfdePersoon", samePerson == 0),
        ]));
        return new StepResult.Completed("Done");
    }
}
