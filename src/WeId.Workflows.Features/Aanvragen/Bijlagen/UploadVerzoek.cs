using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>What an upload is answered with when it was refused.</summary>
internal sealed record BijlageAntwoord(string Code, string Tekst);

/// <summary>A request that brings one file, read without trusting what it says of itself.</summary>
internal static class UploadVerzoek
{
    // Room for the boundaries and headers of the form around the file.
    private const long MaxRequestBytes = Bijlage.MaxBytes + (1024 * 1024);

    /// <summary>Whether a page of ours sent it.</summary>
    /// <remarks>The token must be in a header: looking for it in the form would read the whole upload before anything is checked.</remarks>
    public static async Task<bool> IsOwnAsync(HttpContext http, IAntiforgery antiforgery)
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
    public static async Task<(Refusal? Refusal, string Naam, ReadOnlyMemory<byte> Content)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxRequestBytes;
        }

        var request = http.Request;
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

    /// <summary>The refusal, in words for the component that shows how the upload went.</summary>
    public static IResult Refused(Refusal refusal, RefusalTekst tekst) => Results.Json(
        new BijlageAntwoord(refusal.Code, tekst.Of(refusal, CultureInfo.CurrentUICulture)),
        statusCode: refusal is NotAllowed ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity);

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
}
