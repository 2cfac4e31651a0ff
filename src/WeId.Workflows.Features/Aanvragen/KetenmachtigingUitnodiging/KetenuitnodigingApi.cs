using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Teksten;

namespace WeId.Workflows.Features.Aanvragen.KetenmachtigingUitnodiging;

/// <summary>The form of a relation: downloaded to be signed, and sent back, as plain requests of who holds the link.</summary>
internal static class KetenuitnodigingApi
{
    public static void MapKetenuitnodiging(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/ketenuitnodiging").AllowAnonymous();
        group.MapPost("/formulier", DownloadAsync);
        group.MapPost("/aanvulling/formulier", DownloadAgainAsync);
        group.MapPost("/formulier/{upload}", UploadAsync);
        group.MapDelete("/formulier/{upload}", RemoveAsync);
    }

    private static Task<IResult> DownloadAsync(HttpContext http, IAntiforgery antiforgery, KetenuitnodigingService service, CancellationToken ct) =>
        FileAsync(http, antiforgery, service.FormulierAsync, ct);

    private static Task<IResult> DownloadAgainAsync(HttpContext http, IAntiforgery antiforgery, KetenaanvullingService service, CancellationToken ct) =>
        FileAsync(http, antiforgery, service.FormulierAsync, ct);

    // A form of the page, so that the session stands in no address; the page posts it with the token.
    private static async Task<IResult> FileAsync(
        HttpContext http, IAntiforgery antiforgery, Func<string, string, CancellationToken, Task<(string Naam, byte[] Pdf)?>> make, CancellationToken ct)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var form = await http.Request.ReadFormAsync(ct);
        return await make(form["sessie"].ToString(), CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, ct) is var (naam, pdf)
            ? Results.File(pdf, "application/pdf", naam)
            : Results.NotFound();
    }

    private static async Task<IResult> UploadAsync(string upload, HttpContext http, IAntiforgery antiforgery, KetenuitnodigingService service, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!await service.MayUploadAsync(upload, ct))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var (refusal, naam, content) = await UploadVerzoek.ReadAsync(http, ct);
        if (refusal is not null)
        {
            return UploadVerzoek.Refused(refusal, tekst);
        }

        var stored = await service.UploadAsync(upload, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : UploadVerzoek.Refused(stored.Refusals[0], tekst);
    }

    private static async Task<IResult> RemoveAsync(string upload, HttpContext http, IAntiforgery antiforgery, KetenuitnodigingService service, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var removed = await service.RemoveAsync(upload, ct);
        return removed.Succeeded ? Results.NoContent() : UploadVerzoek.Refused(removed.Refusals[0], tekst);
    }
}
