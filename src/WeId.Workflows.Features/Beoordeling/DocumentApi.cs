using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Beoordeling;

/// <summary>The document viewer's source.</summary>
internal static class DocumentApi
{
    public static void MapDocumenten(this IEndpointRouteBuilder endpoints) => endpoints
        .MapGet("/backoffice/taken/{taak:guid}/document/{bijlage:guid}", OpenAsync)
        .RequireAuthorization(Beleid.Beoordelaar);

    private static async Task<IResult> OpenAsync(Guid taak, Guid bijlage, HttpContext http, Handelingen handelingen, DocumentInzage inzage, CancellationToken ct)
    {
        var result = await inzage.OpenAsync(handelingen.New(http.User, organisatieId: null), taak, bijlage, ct);
        return result.Succeeded ? Inline(http, result.Value.Bytes, result.Value.ContentType) : Results.NotFound();
    }

    /// <summary>Shows a file inside a page of ours: never stored, never taken for something else, unable to run anything.</summary>
    /// <remarks>Chromium opens no PDF in a sandbox: there the page's own policy, the type and the check at the upload have to do.</remarks>
    internal static IResult Inline(HttpContext http, byte[] bytes, string contentType)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers.ContentDisposition = "inline";
        headers.ContentSecurityPolicy = contentType == "application/pdf"
            ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
            : "default-src 'none'; sandbox; frame-ancestors 'self'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Bytes(bytes, contentType);
    }
}
