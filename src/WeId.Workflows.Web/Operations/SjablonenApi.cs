using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Web.Operations;

/// <summary>The mails and the PDFs of the templates, with sample data.</summary>
internal static class SjablonenApi
{
    public static void MapSjablonen(this IEndpointRouteBuilder endpoints)
    {
        var voorbeelden = endpoints.MapGroup("/sjablonen/{naam}/{kanaal}").RequireAuthorization(Beleid.Operator);
        voorbeelden.MapGet("{taal}.pdf", (string naam, VerzendKanaal kanaal, string taal, bool alles, SjabloonVoorbeelden van) =>
            van.Pdf(naam, kanaal, taal, alles) is { } pdf ? Results.File(pdf, "application/pdf") : Results.NotFound());
        voorbeelden.MapGet("{taal}.html", (HttpContext http, string naam, VerzendKanaal kanaal, string taal, bool alles, SjabloonVoorbeelden van) =>
            van.Make(naam, kanaal, taal, alles)?.Html is { } html ? Mail(http, html) : Results.NotFound());
    }

    // In a frame of the page, as little able to run something as in a mail program.
    private static IResult Mail(HttpContext http, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return Results.Content(html, "text/html; charset=utf-8");
    }
}
