using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Activaties.Berichten;

/// <summary>Tells the beheerder that a user did not activate in time.</summary>
internal sealed class ActivatieVerlopenBericht(AanvraagLinks links) : IBericht
{
    public string Template => "activatie-verlopen";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new ActivatieVerlopenGegevens
    {
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Uiterlijk = dossier.RequireUiterlijk(),
        UpgradeNaar = dossier.Upgrade?.Niveau.Label() ?? "",
        Link = links.Gebruiker(dossier),
    });
}
