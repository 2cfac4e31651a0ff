using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Features.Aanvragen.Contracten;

namespace WeId.Workflows.Features.Aanvragen.Volgen;

/// <summary>The contract of an aanvraag for who holds its personal link.</summary>
internal static class PersoonlijkVolgenApi
{
    public static void MapPersoonlijkVolgen(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/aanvragen/volgen/contract", DownloadAsync).AllowAnonymous();

    // A form of the page, so that the session stands in no address; the page posts it with the token.
    private static async Task<IResult> DownloadAsync(HttpContext http, IAntiforgery antiforgery, PersoonlijkVolgen volgen, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(ct);
        var contract = await volgen.DownloadAsync(form["sessie"].ToString(), ct);
        return contract.Succeeded ? ContractApi.File(http, contract.Value) : Results.NotFound();
    }
}
