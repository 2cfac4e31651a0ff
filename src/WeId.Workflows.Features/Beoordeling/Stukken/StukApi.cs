using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Beoordeling.Stukken;

/// <summary>Uploads and views of the documents of a task, as plain requests.</summary>
internal static class StukApi
{
    public static void MapStukken(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/backoffice/taken/{taak:guid}/stukken").RequireAuthorization(Beleid.BackOffice);
        group.MapGet("/{stuk:guid}", OpenAsync);
        group.MapPost("/{soort}", UploadAsync);
        group.MapDelete("/{soort}", RemoveAsync);
    }

    private static async Task<IResult> OpenAsync(Guid taak, Guid stuk, HttpContext http, Handelingen handelingen, StukService stukken, CancellationToken ct)
    {
        var result = await stukken.OpenAsync(handelingen.New(http.User, organisatieId: null), taak, stuk, ct);
        return result.Succeeded ? DocumentApi.Inline(http, result.Value.Bytes, result.Value.ContentType) : Results.NotFound();
    }

    private static async Task<IResult> UploadAsync(
        Guid taak, string soort, HttpContext http, IAntiforgery antiforgery, Handelingen handelingen, StukService stukken, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var handeling = handelingen.New(http.User, organisatieId: null);
        if (!await stukken.IsOwnAsync(handeling, taak, ct))
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var (refusal, naam, content) = await UploadVerzoek.ReadAsync(http, ct);
        if (refusal is not null)
        {
            return UploadVerzoek.Refused(refusal, tekst);
        }

        var stored = await stukken.StoreAsync(handeling, taak, soort, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : UploadVerzoek.Refused(stored.Refusals[0], tekst);
    }

    private static async Task<IResult> RemoveAsync(
        Guid taak, string soort, HttpContext http, IAntiforgery antiforgery, Handelingen handelingen, StukService stukken, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var removed = await stukken.RemoveAsync(handelingen.New(http.User, organisatieId: null), taak, soort, ct);
        return removed.Succeeded ? Results.NoContent() : UploadVerzoek.Refused(removed.Refusals[0], tekst);
    }
}
