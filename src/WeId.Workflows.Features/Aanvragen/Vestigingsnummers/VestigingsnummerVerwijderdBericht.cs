using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Aanvragen.Vestigingsnummers;

/// <summary>Tells every beheerder that the vestigingsnummer is gone.</summary>
internal sealed class VestigingsnummerVerwijderdBericht : IBericht
{
    public string Template => "vestigingsnummer-verwijderd";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new VestigingsnummerVerwijderdGegevens
    {
        Organisatie = dossier.Organisatie.Naam,
        KvkNummer = dossier.Organisatie.KvkNummer.Value,
        Vestigingsnummer = AanvraagGegevens.Read<VestigingsnummerGegevens>(dossier.Aanvraag).Vestigingsnummer,
    });
}
