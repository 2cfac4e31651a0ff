using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.Features.Aanvragen.KetenmoduleAanvragen;

/// <summary>Sends the offerte, as a mail with its PDF.</summary>
internal sealed class OfferteBericht(WeIdDbContext db, PubliekeLinks links) : IBericht
{
    public string Template => "offerte";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var offerte = await db.Offertes.AsNoTracking().SingleAsync(o => o.AanvraagId == dossier.Aanvraag.Id, ct);
        var kosten = JsonSerializer.Deserialize<Kostenoverzicht>(offerte.Kosten)!;
        return new OfferteGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Organisatie = dossier.Organisatie.Naam,
            KvkNummer = dossier.Organisatie.KvkNummer.Value,
            Regels = [.. kosten.Regels.Select(r => new OfferteRegelGegevens { Omschrijving = r.Toelichting ?? "", Bedrag = r.Bedrag, Eenmalig = r.Eenmalig })],
            Exclusief = kosten.Exclusief,
            BtwPercentage = kosten.BtwPercentage.ToString("0.##", CultureInfo.GetCultureInfo(aan.Taal)),
            Btw = kosten.Btw,
            Inclusief = kosten.Inclusief,
            GeldigTot = offerte.GeldigTot,
            Toelichting = offerte.Toelichting ?? "",
            Link = links.Offerte(dossier.Organisatie.Id, dossier.Aanvraag.Id),
        };
    }
}

/// <summary>Reminds of the offerte.</summary>
internal sealed class OfferteHerinneringBericht(WeIdDbContext db, PubliekeLinks links) : IBericht
{
    public string Template => "offerte-herinnering";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new OfferteHerinneringGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        GeldigTot = await db.Offertes.Where(o => o.AanvraagId == dossier.Aanvraag.Id).Select(o => o.GeldigTot).SingleAsync(ct),
        Link = links.Offerte(dossier.Organisatie.Id, dossier.Aanvraag.Id),
    };
}

/// <summary>Tells that nothing comes of the offerte.</summary>
internal sealed class OfferteAfgelopenBericht(WeIdDbContext db, PubliekeLinks links) : IBericht
{
    public string Template => "offerte-afgelopen";

    public async Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => new OfferteAfgelopenGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        Geweigerd = await db.Offertes.AnyAsync(o => o.AanvraagId == dossier.Aanvraag.Id && o.Status == OfferteStatus.Geweigerd, ct),
        Link = links.Relaties(dossier.Organisatie.Id),
    };
}

/// <summary>Tells that relations can be invited.</summary>
internal sealed class KetenmoduleBeschikbaarBericht(PubliekeLinks links) : IBericht
{
    public string Template => "ketenmodule-beschikbaar";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new KetenmoduleBeschikbaarGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        Organisatie = dossier.Organisatie.Naam,
        Link = links.Relaties(dossier.Organisatie.Id),
    });
}
