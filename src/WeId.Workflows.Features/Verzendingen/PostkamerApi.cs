using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Beoordeling;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Verzendingen;

/// <summary>The letters as PDF.</summary>
internal static class PostkamerApi
{
    public static void MapPostkamer(this IEndpointRouteBuilder endpoints)
    {
        var brieven = endpoints.MapGroup("/backoffice/post/{verzending:guid}").RequireAuthorization(Beleid.Postkamer);
        brieven.MapGet("/brief", async (Guid verzending, HttpContext http, Handelingen handelingen, PostkamerService postkamer, CancellationToken ct) =>
            Answer(http, await postkamer.OpenAsync(handelingen.New(http.User, organisatieId: null), verzending, ct)));
        brieven.MapGet("/kopie", async (Guid verzending, HttpContext http, Handelingen handelingen, PostkamerService postkamer, CancellationToken ct) =>
            Answer(http, await postkamer.OpenCopyAsync(handelingen.New(http.User, organisatieId: null), verzending, ct)));
        endpoints.MapGet("/backoffice/post/batch/{batch:guid}", async (Guid batch, HttpContext http, Handelingen handelingen, PostbatchService batches, CancellationToken ct) =>
            Answer(http, await batches.OpenAsync(handelingen.New(http.User, organisatieId: null), batch, ct))).RequireAuthorization(Beleid.Postkamer);
    }

    private static IResult Answer(HttpContext http, Result<byte[]> pdf) =>
        pdf.Succeeded ? DocumentApi.Inline(http, pdf.Value, "application/pdf") : Results.NotFound();
}
