using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Activaties.Berichten;

/// <summary>Tells the user that his middel works.</summary>
internal sealed class MiddelActiefBericht(PubliekeLinks links) : IBericht
{
    public string Template => "middel-actief";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new MiddelActiefGegevens
    {
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Niveau = dossier.Niveau!.Value.Label(),
        Beheerder = dossier.RequireKoppeling().Rol is Rol.Beheerder,
        Link = links.Inloggen,
    });
}
