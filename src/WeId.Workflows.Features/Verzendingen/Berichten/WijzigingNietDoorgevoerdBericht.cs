using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Verzendingen.Berichten;

/// <summary>Tells the aanvrager that what he asked for could not be carried out, with the reason of who tried.</summary>
internal sealed class WijzigingNietDoorgevoerdBericht(WeIdDbContext db, AanvraagSoorten soorten) : IBericht
{
    public string Template => "wijziging-niet-doorgevoerd";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new WijzigingNietDoorgevoerdGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        Soort = soorten.Of(dossier.Aanvraag).InZinOf(dossier.Aanvraag, CultureInfo.GetCultureInfo(aan.Taal)),
        Organisatie = dossier.Organisatie.Naam,
        Reden = await db.Taken
            .Where(t => t.AanvraagId == dossier.Aanvraag.Id && t.Soort == TaakSoort.WijzigingDoorvoeren && t.Status == TaakStatus.Besloten)
            .Select(t => t.Toelichting)
            .SingleOrDefaultAsync(ct) ?? "",
    };
}
