using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Aanvragen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Uitbreiding.Parkeervergunning;

/// <summary>Tells the aanvrager the number of the permit.</summary>
public sealed record ParkeervergunningVerleendGegevens : TemplateGegevens
{
    /// <summary>Name of the folder of its template.</summary>
    public const string Template = "parkeervergunning-verleend";

    /// <summary>Number of the aanvraag.</summary>
    public required string Aanvraagnummer { get; init; }

    /// <summary>The car that may park.</summary>
    public required string Kenteken { get; init; }

    /// <summary>Number of the permit.</summary>
    public required string Vergunningnummer { get; init; }
}

internal sealed class ParkeervergunningVerleendBericht : IBericht
{
    public string Template => ParkeervergunningVerleendGegevens.Template;

    public Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct)
    {
        var gegevens = AanvraagGegevens.Read<ParkeervergunningGegevens>(dossier.Aanvraag);
        return Task.FromResult<TemplateGegevens>(new ParkeervergunningVerleendGegevens
        {
            Aanvraagnummer = dossier.Aanvraag.Nummer,
            Kenteken = gegevens.Kenteken,
            Vergunningnummer = gegevens.Vergunningnummer ?? throw new InvalidOperationException("The permit was not granted."),
        });
    }
}
