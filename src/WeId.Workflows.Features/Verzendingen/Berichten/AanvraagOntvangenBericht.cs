using System.Globalization;
using System.Text.Json;
using WeId.Workflows.Domain.Abonnementen;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;

namespace WeId.Workflows.Features.Verzendingen.Berichten;

/// <summary>Confirms an aanvraag, with what was asked for and what it costs.</summary>
internal sealed class AanvraagOntvangenBericht(AanvraagSoorten soorten, PubliekeLinks links) : IBericht
{
    public string Template => "aanvraag-ontvangen";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var aanvraag = dossier.Aanvraag;
        var taal = CultureInfo.GetCultureInfo(aan.Taal);
        var kosten = aanvraag.Kosten is { } json ? JsonSerializer.Deserialize<Kostenoverzicht>(json) : null;
        return Task.FromResult<TemplateGegevens>(new AanvraagOntvangenGegevens
        {
            Aanvraagnummer = aanvraag.Nummer,
            Soort = soorten.Of(aanvraag).InZinOf(aanvraag, taal),
            Organisatie = dossier.Organisatie.Naam,
            OntvangenOp = aanvraag.IngediendOp,
            Gebruiker = dossier.Gebruiker?.VolledigeNaam ?? "",
            Niveau = dossier.Niveau?.Label() ?? "",
            TweedeFactor = (dossier.Upgrade?.TweedeFactor ?? dossier.Wacht?.EhMiddel.TweedeFactor).ToString() ?? "",
            Kosten = [.. (kosten?.Regels ?? []).Select(r => new KostenRegelGegevens
            {
                Soort = r.Soort.ToString(),
                Toelichting = r.Toelichting ?? "",
                Bedrag = r.Bedrag,
                Eenmalig = r.Eenmalig,
            })],
            Eenmalig = kosten?.IsEenmalig is true,
            ZonderBeoordeling = !soorten.Of(aanvraag).WordtBeoordeeld,
            DrieJaar = kosten?.Duur is AbonnementDuur.DrieJaar,
            Exclusief = kosten?.Exclusief ?? 0,
            BtwPercentage = kosten?.BtwPercentage.ToString("0.##", taal) ?? "",
            Btw = kosten?.Btw ?? 0,
            Inclusief = kosten?.Inclusief ?? 0,
            Link = links.Aanvraag(dossier.Organisatie.Id),
        });
    }
}
