using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>What an upload is answered with when it was refused.</summary>
internal sealed record BijlageAntwoord(string Code, string Tekst);

/// <summary>Uploads as plain requests: a file over the circuit would block its messages, and a lost circuit would lose the file.</summary>
internal static class BijlageApi
{
    // Room for the boundaries and headers of the form around the file.
    private const long MaxRequestBytes = Bijlage.MaxBytes + (1024 * 1024);

    public static void MapBijlagen(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/beheer/{organisatie:guid}/concepten/{concept:guid}/bijlagen").RequireAuthorization();
        group.MapPost("/{zijde}", UploadAsync);
        group.MapDelete("/{zijde}", RemoveAsync);
    }

    private static async Task<IResult> UploadAsync(
        Guid organisatie,
        Guid concept,
        string zijde,
        HttpContext http,
        IAntiforgery antiforgery,
        Handelingen handelingen,
        BijlageService bijlagen,
        RefusalTekst tekst,
        CancellationToken ct)
    {
        if (!await IsOwnRequestAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var handeling = handelingen.New(http.User, organisatie);
        if (!TryParse(zijde, out var soort) || !await bijlagen.IsOwnAsync(handeling, concept, ct))
        {
            return Refused(new NotAllowed(), tekst);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxRequestBytes;
        }

        var (refusal, naam, content) = await ReadAsync(http.Request, ct);
        if (refusal is not null)
        {
            return Refused(refusal, tekst);
        }

        var stored = await bijlagen.StoreAsync(handeling, concept, soort, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : Refused(stored.Refusals[0], tekst);
    }

    private static async Task<IResult> RemoveAsync(
        Guid organisatie,
        Guid concept,
        string zijde,
        HttpContext http,
        IAntiforgery antiforgery,
        Handelingen handelingen,
        BijlageService bijlagen,
        RefusalTekst tekst,
        CancellationToken ct)
    {
        if (!await IsOwnRequestAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!TryParse(zijde, out var soort))
        {
            return Refused(new NotAllowed(), tekst);
        }

        var removed = await bijlagen.RemoveAsync(handelingen.New(http.User, organisatie), concept, soort, ct);
        return removed.Succeeded ? Results.NoContent() : Refused(removed.Refusals[0], tekst);
    }

    // Numbers parse as enum values too; only the names are part of the address.
    private static bool TryParse(string zijde, out DocumentZijde soort) =>
        Enum.TryParse(zijde, ignoreCase: true, out soort) && Enum.IsDefined(soort) && !char.IsAsciiDigit(zijde[0]);

    // The token must be in a header: looking for it in the form would read the whole upload before anything is checked.
    private static async Task<bool> IsOwnRequestAsync(HttpContext http, IAntiforgery antiforgery)
    {
        if (antiforgery.GetTokens(http).HeaderName is not { } header || !http.Request.Headers.ContainsKey(header))
        {
            return false;
        }

        try
        {
            await antiforgery.ValidateRequestAsync(http);
            return true;
        }
        catch (AntiforgeryValidationException)
        {
            return false;
        }
    }

    /// <summary>The first file of the form; at most one byte more than allowed is read of it.</summary>
    private static async Task<(Refusal? Refusal, string Naam, ReadOnlyMemory<byte> Content)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var leeg = new BijlageGeweigerd(BijlageWeigering.Leeg);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
        {
            return (leeg, "", default);
        }

        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(ct) is { } section)
            {
                if (section.GetContentDispositionHeader() is not { } disposition || !disposition.IsFileDisposition())
                {
                    continue;
                }

                var naam = disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : disposition.FileName.Value;
                var content = await ReadAtMostAsync(section.Body, Bijlage.MaxBytes + 1, ct);
                return content.Length > Bijlage.MaxBytes
                    ? (new BijlageGeweigerd(BijlageWeigering.TeGroot), "", default)
                    : (null, naam ?? "", content);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (new BijlageGeweigerd(BijlageWeigering.TeGroot), "", default);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // A form that breaks off or has no end: nothing was received that could be judged.
            return (leeg, "", default);
        }

        return (leeg, "", default);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAtMostAsync(Stream body, long limit, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (buffer.Length < limit)
        {
            var read = await body.ReadAsync(chunk.AsMemory(0, (int)Math.Min(chunk.Length, limit - buffer.Length)), ct);
            if (read == 0)
            {
                break;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }

    private static IResult Refused(Refusal refusal, RefusalTekst tekst) => Results.Json(
        new BijlageAntwoord(refusal.Code, tekst.Of(refusal, CultureInfo.CurrentUICulture)),
        statusCode: refusal is NotAllowed ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity);
}
