using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.EersteBeheerder;

/// <summary>The copy of an identity document from a visitor who is not signed in, as plain requests of who holds the key of the page.</summary>
internal static class EersteBeheerderApi
{
    public static void MapEersteBeheerder(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/aanvragen/eerste-beheerder/bijlagen/{sleutel}").AllowAnonymous();
        group.MapPost("/{zijde}", UploadAsync);
        group.MapDelete("/{zijde}", RemoveAsync);
    }

    private static async Task<IResult> UploadAsync(
        string sleutel, string zijde, HttpContext http, IAntiforgery antiforgery, EersteBeheerderLoket loket, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!BijlageApi.TryParse(zijde, out var soort))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        if (loket.RefuseUpload(sleutel, AdresSleutel.Of(http.Connection.RemoteIpAddress) ?? sleutel) is { } belet)
        {
            return UploadVerzoek.Refused(belet, tekst);
        }

        var (refusal, naam, content) = await UploadVerzoek.ReadAsync(http, ct);
        if (refusal is not null)
        {
            return UploadVerzoek.Refused(refusal, tekst);
        }

        var stored = await loket.StoreAsync(sleutel, soort, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : UploadVerzoek.Refused(stored.Refusals[0], tekst);
    }

    private static async Task<IResult> RemoveAsync(
        string sleutel, string zijde, HttpContext http, IAntiforgery antiforgery, EersteBeheerderLoket loket, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!BijlageApi.TryParse(zijde, out var soort))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var removed = await loket.RemoveAsync(sleutel, soort, ct);
        return removed.Succeeded ? Results.NoContent() : UploadVerzoek.Refused(removed.Refusals[0], tekst);
    }
}
