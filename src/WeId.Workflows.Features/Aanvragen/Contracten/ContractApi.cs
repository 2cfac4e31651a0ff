using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using WeId.Workflows.Domain;
using WeId.Workflows.Features.Aanvragen.Bijlagen;
using WeId.Workflows.Features.Teksten;
using WeId.Workflows.Features.Toegang;

namespace WeId.Workflows.Features.Aanvragen.Contracten;

/// <summary>The contract as PDF, and the scan of the signed paper, as plain requests.</summary>
internal static class ContractApi
{
    public static void MapContracten(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/beheer/{organisatie:guid}/aanvragen/{aanvraag:guid}/contract", DownloadAsync).RequireAuthorization(Beleid.Beheerder);
        endpoints.MapPost("/backoffice/contracten/{contract:guid}/scan", UploadAsync).RequireAuthorization(Beleid.BackOffice);
    }

    /// <summary>A file to save: never stored by the browser's cache.</summary>
    internal static IResult File(HttpContext http, ContractBestand contract)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(contract.Pdf, "application/pdf", $"contract-{contract.Nummer}.pdf");
    }

    private static async Task<IResult> DownloadAsync(Guid organisatie, Guid aanvraag, HttpContext http, Handelingen handelingen, ContractInzage inzage, CancellationToken ct)
    {
        var result = await inzage.DownloadAsync(handelingen.New(http.User, organisatie), aanvraag, ct);
        return result.Succeeded ? File(http, result.Value) : Results.NotFound();
    }

    private static async Task<IResult> UploadAsync(
        Guid contract, HttpContext http, IAntiforgery antiforgery, Handelingen handelingen, ContractOntvangst ontvangst, RefusalTekst tekst, CancellationToken ct)
    {
        if (!await UploadVerzoek.IsOwnAsync(http, antiforgery))
        {
            return Results.BadRequest();
        }

        var handeling = handelingen.New(http.User, organisatieId: null);
        if (await ontvangst.FindAsync(handeling, contract, ct) is null)
        {
            return UploadVerzoek.Refused(new NotAllowed(), tekst);
        }

        var (refusal, naam, content) = await UploadVerzoek.ReadAsync(http, ct);
        if (refusal is not null)
        {
            return UploadVerzoek.Refused(refusal, tekst);
        }

        var stored = await ontvangst.RegisterAsync(handeling, contract, naam, content, ct);
        return stored.Succeeded ? Results.Ok() : UploadVerzoek.Refused(stored.Refusals[0], tekst);
    }
}
