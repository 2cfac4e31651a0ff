using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Schorsingen;

/// <summary>Reminds who has the task of a suspension, or every reviewer while nobody has it.</summary>
internal sealed class HerinnerSchorsingStep(WeIdDbContext db, VerzendingMaker maker, PubliekeLinks links) : IStepHandler
{
    public static StepDescriptor Description { get; } = new("WeId.HerinnerSchorsing")
    {
        TitleNl = "Beoordelaars herinneren aan de schorsing",
        TitleEn = "Remind the reviewers of the suspension",
    };

    public StepDescriptor Descriptor => Description;

    public async Task<StepResult> RunAsync(StepContext context, CancellationToken ct)
    {
        var aanvraag = await db.Aanvragen.AsNoTracking().SingleAsync(a => a.Id == context.AanvraagId, ct);
        if (await db.Taken.AsNoTracking().SingleOrDefaultAsync(
            t => t.AanvraagId == aanvraag.Id && t.Soort == TaakSoort.Schorsing && (t.Status == TaakStatus.Open || t.Status == TaakStatus.Geclaimd), ct) is not { } taak)
        {
            return new StepResult.Completed("Done");
        }

        var gebruiker = await db.Personen.AsNoTracking().SingleAsync(p => p.Id == aanvraag.PersoonId, ct);
        var medewerkers = await db.Medewerkers.AsNoTracking().Where(m => db.Users.Any(u => u.MedewerkerId == m.Id && u.IsActief)).OrderBy(m => m.Id).ToListAsync(ct);
        foreach (var medewerker in medewerkers.Where(m => taak.GeclaimdDoor is { } wie ? m.Id == wie : m.Rollen.Contains(StafRol.Beoordelaar)))
        {
            maker.Add(
                VerzendKanaal.Mail,
                new Ontvanger(medewerker.Naam, medewerker.Email.Value, "nl"),
                new SchorsingHerinneringGegevens
                {
                    Aanvraagnummer = aanvraag.Nummer,
                    Gebruiker = gebruiker.VolledigeNaam,
                    Sinds = AmsterdamTime.DateOf(aanvraag.IngediendOp),
                    Link = links.Taak(taak.Id),
                },
                context.Now,
                new VerzendOpties(aanvraag.Id, aanvraag.OrganisatieId));
        }

        return new StepResult.Completed("Done");
    }
}
