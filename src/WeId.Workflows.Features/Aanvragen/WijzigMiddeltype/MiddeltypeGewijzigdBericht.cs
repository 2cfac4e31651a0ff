using System.Globalization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>Tells user and aanvrager what the middel is from now on.</summary>
internal sealed class MiddeltypeGewijzigdBericht(WeIdDbContext db) : IBericht
{
    public string Template => "middeltype-gewijzigd";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var gegevens = AanvraagGegevens.Read<WijzigMiddeltypeGegevens>(dossier.Aanvraag);
        return new MiddeltypeGewijzigdGegevens
        {
            Naam = aan.VolledigeNaam,
            Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
            Organisatie = dossier.Organisatie.Naam,
            Belastingdienst = gegevens.Naar is MiddelType.Belastingdienst,
            Machtigingen = await db.BeeindigdeMachtigingenAsync(dossier.Aanvraag.Id, [gegevens.KoppelingId], CultureInfo.GetCultureInfo(aan.Taal), ct),
        };
    }
}
