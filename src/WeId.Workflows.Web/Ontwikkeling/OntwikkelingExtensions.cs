using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.Web.Ontwikkeling;

/// <summary>Endpoints for one's own machine.</summary>
internal static class OntwikkelingExtensions
{
    public static void MapOntwikkeling(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/dev/postvak/{id:guid}.pdf", (Guid id, Postvak postvak) =>
            postvak.Read(id)?.Pdf is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound());
        endpoints.MapGet("/dev/postvak/{id:guid}/{naam}", (Guid id, string naam, Postvak postvak) =>
            postvak.Read(id)?.Bijlagen.FirstOrDefault(b => b.Naam == naam) is { } bijlage ? Results.File(bijlage.Content, bijlage.ContentType) : Results.NotFound());
    }
}
