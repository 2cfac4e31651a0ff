using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Aanvragen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Bijlagen;

/// <summary>Uploads as plain requests: a file over the circuit would block its messages, and a lost circuit would lose the file.</summary>
internal static class BijlageApi
{
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
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var handeling = handelingen.New(http.User, organisatie);
        if (!TryParse(zijde, out var soort) || !await bijlagen.IsOwnAsync(handeling, concept, ct))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var (refusal, naam, content) = await UploadVerzoek.ReadAsync(http, ct);
        if (refusal is not null)
        {
            return UploadVerzoek.Refused(refusal, tekst);
        }

        var stored = await bijlagen.StoreAsync(handeling, concept, soort, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : UploadVerzoek.Refused(stored.Refusals[0], tekst);
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
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        if (!TryParse(zijde, out var soort))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var removed = await bijlagen.RemoveAsync(handelingen.New(http.User, organisatie), concept, soort, ct);
        return removed.Succeeded ? Results.NoContent() : UploadVerzoek.Refused(removed.Refusals[0], tekst);
    }

    // Numbers parse as enum values too; only the names are part of the address.
    internal static bool TryParse(string zijde, out DocumentZijde soort) =>
        Enum.TryParse(zijde, ignoreCase: true, out soort) && Enum.IsDefined(soort) && !char.IsAsciiDigit(zijde[0]);
}
