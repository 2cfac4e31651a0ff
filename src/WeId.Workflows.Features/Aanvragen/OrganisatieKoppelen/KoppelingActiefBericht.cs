using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieKoppelen;

/// <summary>Tells the user for which further organisaties his middel works.</summary>
internal sealed class KoppelingActiefBericht(PubliekeLinks links) : IBericht
{
    public string Template => "koppeling-actief";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new KoppelingActiefGegevens
    {
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisaties = [.. dossier.Koppelingen.Select(k => k.Organisatie.Naam).Order(StringComparer.Ordinal)],
        Niveau = dossier.RequireKoppeling().Niveau.Label(),
        Beheerder = dossier.RequireKoppeling().Rol is Rol.Beheerder,
        Link = links.Inloggen,
    });
}
