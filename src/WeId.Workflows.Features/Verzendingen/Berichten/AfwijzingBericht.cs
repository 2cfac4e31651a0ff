using System.Globalization;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;

namespace WeId.Workflows.Features.Verzendingen.Berichten;

/// <summary>Tells the aanvrager that, and why, his aanvraag was rejected .</summary>
internal sealed class AfwijzingBericht(AanvraagSoorten soorten) : IBericht
{
    public string Template => "afwijzing";

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct) => Task.FromResult<TemplateGegevens>(new AfwijzingGegevens
    {
        Aanvraagnummer = dossier.Aanvraag.Nummer,
        Soort = soorten.Of(dossier.Aanvraag).InZinOf(dossier.Aanvraag, CultureInfo.GetCultureInfo(aan.Taal)),
        Organisatie = dossier.Organisatie.Naam,
        Redenen = Redenen(dossier.Aanvraag.Afkeurreden),
    });

    /// <summary>One reason a line, as the reviewer wrote them.</summary>
    private static string[] Redenen(string? reden) => (reden ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } redenen
        ? redenen
        : throw new InvalidOperationException("A rejection has a reason.");
}
