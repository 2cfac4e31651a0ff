using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Aanvragen.WijzigMiddeltype;

/// <summary>Tells user and aanvrager what the middel is from now on.</summary>
internal sealed class MiddeltypeGewijzigdBericht : IBericht
{
    public string Template => "middeltype-gewijzigd";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new MiddeltypeGewijzigdGegevens
    {
        Naam = aan.VolledigeNaam,
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Belastingdienst = AanvraagGegevens.Read<WijzigMiddeltypeGegevens>(dossier.Aanvraag).Naar is MiddelType.Belastingdienst,
    });
}
