using System.Globalization;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.Aanvullingen;

/// <summary>Tells what the reviewer asks, until when, and where to answer.</summary>
internal sealed class AanvullingGevraagdBericht(WeIdDbContext db, AanvraagSoorten soorten, AanvraagLinks links) : IBericht
{
    public string Template => "aanvulling-gevraagd";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var (aanvulling, taal) = (await db.RequireAanvullingAsync(dossier.Aanvraag, ct), CultureInfo.GetCultureInfo(aan.Taal));
        return new AanvullingGevraagdGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Soort = soorten.Of(dossier.Aanvraag).InZin(taal),
            Organisatie = dossier.Organisatie.Naam,
            Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
            Vragen = AanvulRedenen.Lines(aanvulling, taal),
            Uiterlijk = aanvulling.Uiterlijk,
            Link = links.Volgen(dossier),
        };
    }
}

/// <summary>The same once more, for who has not answered.</summary>
internal sealed class AanvullingHerinneringBericht(WeIdDbContext db, AanvraagSoorten soorten, AanvraagLinks links) : IBericht
{
    public string Template => "aanvulling-herinnering";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var (aanvulling, taal) = (await db.RequireAanvullingAsync(dossier.Aanvraag, ct), CultureInfo.GetCultureInfo(aan.Taal));
        return new AanvullingHerinneringGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Soort = soorten.Of(dossier.Aanvraag).InZin(taal),
            Organisatie = dossier.Organisatie.Naam,
            Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
            Vragen = AanvulRedenen.Lines(aanvulling, taal),
            Uiterlijk = aanvulling.Uiterlijk,
            Link = links.Volgen(dossier),
            OokBeheerders = soorten.Of(dossier.Aanvraag).IsAanvullingVanBeheerder,
        };
    }
}

/// <summary>Tells that the aanvraag has lapsed.</summary>
internal sealed class AanvraagVervallenBericht(WeIdDbContext db, AanvraagSoorten soorten, AanvraagLinks links) : IBericht
{
    public string Template => "aanvraag-vervallen";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new AanvraagVervallenGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        Soort = soorten.Of(dossier.Aanvraag).InZin(CultureInfo.GetCultureInfo(aan.Taal)),
        Organisatie = dossier.Organisatie.Naam,
        Uiterlijk = (await db.RequireAanvullingAsync(dossier.Aanvraag, ct)).Uiterlijk,
        Link = links.Volgen(dossier),
    };
}

/// <summary>What the three messages are about.</summary>
internal static class AanvullingOfBericht
{
    public static async Task<Aanvulling> RequireAanvullingAsync(this WeIdDbContext db, Aanvraag aanvraag, CancellationToken ct) =>
        await db.LatestAanvullingAsync(aanvraag.Id, ct) ?? throw new InvalidOperationException($"Nothing was asked about aanvraag {aanvraag.Id}.");
}
