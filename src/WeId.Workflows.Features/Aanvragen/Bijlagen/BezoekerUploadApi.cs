using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>Takes files from a visitor who is not signed in; the key of his page allows nothing else.</summary>
internal interface IBezoekerLoket
{
    /// <summary>Why nothing is read of a file that comes with this key; null when it is.</summary>
    Refusal? RefuseUpload(string sleutel, string adres);

    /// <summary>Keeps it; it takes the place of what showed the same side.</summary>
    Task<Result<Guid>> StoreAsync(string sleutel, DocumentZijde zijde, string bestandsnaam, ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Takes it out again.</summary>
    Task<Result<Done>> RemoveAsync(string sleutel, DocumentZijde zijde, CancellationToken ct);
}

/// <summary>
/// Files from a visitor who is not signed in, as plain requests of who holds the key of the page. The key comes in a header: what
/// stands in a path ends up in logs, also in those of a proxy (I12).
/// </summary>
internal static class BezoekerUploadApi
{
    private const string Header = "X-Upload-Sleutel";

    public static void MapBezoekerUploads<TLoket>(this IEndpointRouteBuilder endpoints, string root)
        where TLoket : class, IBezoekerLoket
    {
        var group = endpoints.MapGroup(root).AllowAnonymous();
        group.MapPost("/{zijde}", (string zijde, HttpContext http, IAntiforgery antiforgery, RefusalTekst tekst, CancellationToken ct) =>
            UploadAsync(zijde, http, antiforgery, http.RequestServices.GetRequiredService<TLoket>(), tekst, ct));
        group.MapDelete("/{zijde}", (string zijde, HttpContext http, IAntiforgery antiforgery, RefusalTekst tekst, CancellationToken ct) =>
            RemoveAsync(zijde, http, antiforgery, http.RequestServices.GetRequiredService<TLoket>(), tekst, ct));
    }

    private static async Task<IResult> UploadAsync(
        string zijde, HttpContext http, IAntiforgery antiforgery, IBezoekerLoket loket, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!BijlageApi.TryParse(zijde, out var soort))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var sleutel = http.Request.Headers[Header].ToString();
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
        string zijde, HttpContext http, IAntiforgery antiforgery, IBezoekerLoket loket, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!BijlageApi.TryParse(zijde, out var soort))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var removed = await loket.RemoveAsync(http.Request.Headers[Header].ToString(), soort, ct);
        return removed.Succeeded ? Results.NoContent() : UploadVerzoek.Refused(removed.Refusals[0], tekst);
    }
}
