using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Tijd;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Wijzigingsformulieren;

/// <summary>Confirms a form that came on paper.</summary>
internal sealed class FormulierOntvangenBericht : IBericht
{
    public string Template => "formulier-ontvangen";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var gegevens = AanvraagGegevens.Read<WijzigingsformulierGegevens>(dossier.Aanvraag);
        return Task.FromResult<TemplateGegevens>(new FormulierOntvangenGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Soort = WijzigingsformulierTeksten.InZin(gegevens.Soort, CultureInfo.GetCultureInfo(aan.Taal)),
            Organisatie = dossier.Organisatie.Naam,
            OntvangenOp = gegevens.OntvangenOp ?? AmsterdamTime.DateOf(dossier.Aanvraag.IngediendOp),
        });
    }
}

/// <summary>Tells those concerned that the change holds.</summary>
internal sealed class WijzigingDoorgevoerdBericht(WeIdDbContext db, TimeProvider time) : IBericht
{
    public string Template => "wijziging-doorgevoerd";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var taak = await db.Taken.AsNoTracking().SingleOrDefaultAsync(
            t => t.AanvraagId == dossier.Aanvraag.Id && t.Soort == TaakSoort.WijzigingDoorvoeren && t.Status == TaakStatus.Besloten, ct);
        return new WijzigingDoorgevoerdGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Soort = WijzigingsformulierTeksten.InZin(AanvraagGegevens.Read<WijzigingsformulierGegevens>(dossier.Aanvraag).Soort, CultureInfo.GetCultureInfo(aan.Taal)),
            Organisatie = dossier.Organisatie.Naam,
            Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
            DoorgevoerdOp = taak is null ? AmsterdamTime.DateOf(time.GetUtcNow()) : DoorvoerService.DoorgevoerdOp(taak),
            Toelichting = taak?.Toelichting ?? "",
        };
    }
}
