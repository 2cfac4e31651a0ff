using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>The PDFs of the templates, with sample data.</summary>
internal static class SjablonenApi
{
    public static void MapSjablonen(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/sjablonen/{naam}/{kanaal}/{taal}.pdf", (string naam, VerzendKanaal kanaal, string taal, bool alles, SjabloonVoorbeelden voorbeelden) =>
            voorbeelden.Pdf(naam, kanaal, taal, alles) is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound())
            .RequireAuthorization(Beleid.Operator);
}
