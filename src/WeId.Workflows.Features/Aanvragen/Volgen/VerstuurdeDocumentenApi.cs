using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>A document that was sent, as a file to save.</summary>
internal static class VerstuurdeDocumentenApi
{
    public static void MapVerstuurdeDocumenten(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/beheer/{organisatie:guid}/aanvragen/{aanvraag:guid}/documenten/{document:guid}", OpenAsync)
        .RequireAuthorization(Beleid.Beheerder);

    private static async Task<IResult> OpenAsync(
        Guid organisatie, Guid aanvraag, Guid document, HttpContext http, Handelingen handelingen, VerstuurdeDocumenten documenten, CancellationToken ct)
    {
        var result = await documenten.OpenAsync(handelingen.New(http.User, organisatie), aanvraag, document, ct);
        return result.Succeeded ? Results.File(result.Value.Bytes, result.Value.ContentType, result.Value.Naam) : Results.NotFound();
    }
}
