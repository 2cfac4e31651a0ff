using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen.Contracten;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Aanvragen.OrganisatieToevoegen;

/// <summary>Tells the beheerder that he can work for the organisatie.</summary>
internal sealed class OrganisatieToegevoegdBericht(PubliekeLinks links) : IBericht
{
    public string Template => "organisatie-toegevoegd";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var afspraak = AanvraagGegevens.Read<MetContract>(dossier.Aanvraag).Contract;
        return Task.FromResult<TemplateGegevens>(new OrganisatieToegevoegdGegevens
        {
            Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
            Organisatie = afspraak.Organisatie,
            Niveau = afspraak.Niveau.Label(),
            Link = links.Inloggen,
        });
    }
}
