using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Activaties.Berichten;

/// <summary>Tells the beheerder that a user has not activated yet.</summary>
internal sealed class BeheerderHerinneringBericht(WeIdDbContext db, AanvraagLinks links) : IBericht
{
    public string Template => "beheerder-herinnering";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new BeheerderHerinneringGegevens
    {
        Gebruiker = dossier.RequireGebruiker().VolledigeNaam,
        Organisatie = dossier.Organisatie.Naam,
        Uiterlijk = dossier.RequireUiterlijk(),
        UpgradeNaar = dossier.Upgrade?.Niveau.Label() ?? "",
        Link = links.Gebruiker(dossier),
        Teruggekomen = await db.LatestActivatieAsync(dossier.Aanvraag.Id, ct) is { Status: ActivatieStatus.Onbestelbaar },
    };
}
