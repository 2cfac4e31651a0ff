using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties.Berichten;

/// <summary>Reminds the user that he has not activated yet.</summary>
internal sealed class HerinneringActivatieBericht(WeIdDbContext db) : IBericht
{
    public string Template => "herinnering-activatie";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var perPost = await db.Verzendingen
            .Where(v => v.AanvraagId == dossier.Aanvraag.Id && v.Template == "activatiebrief")
            .OrderByDescending(v => v.AangemaaktOp)
            .Select(v => v.Kanaal == VerzendKanaal.Post)
            .FirstOrDefaultAsync(ct);
        return new HerinneringActivatieGegevens
        {
            Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
            Organisatie = dossier.Organisatie.Naam,
            Niveau = dossier.Niveau!.Value.Label(),
            Uiterlijk = dossier.RequireUiterlijk(),
            PerPost = perPost,
            Teruggekomen = await db.LatestActivatieAsync(dossier.Aanvraag.Id, ct) is { Status: ActivatieStatus.Onbestelbaar },
        };
    }
}
