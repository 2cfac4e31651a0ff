using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Verzendingen;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>Fills in one template around an aanvraag, for the step that sends messages.</summary>
public interface IBericht
{
    /// <summary>Name of its folder in templates.</summary>
    string Template { get; }

    /// <summary>The data of the template for one reader.</summary>
    Task<TemplateGegevens> FillAsync(Dossier dossier, Persoon aan, CancellationToken ct);
}
