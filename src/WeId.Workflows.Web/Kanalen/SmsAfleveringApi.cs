using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.Web.Kanalen;

/// <summary>Where the SMS gateway reports what became of a message; see docs/kanalen.md.</summary>
internal static class SmsAfleveringApi
{
    public const string Path = "/kanalen/sms/aflevering";

    public static void MapSmsAflevering(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, ReceiveAsync).AllowAnonymous();

    private static async Task<IResult> ReceiveAsync(HttpContext http, SmsAfleveringen afleveringen)
    {
        if (!afleveringen.IsOpen)
        {
            return Results.NotFound();
        }

        var body = new byte[SmsAfleveringen.MaxBytes + 1];
        var length = await http.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length > SmsAfleveringen.MaxBytes)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        if (!afleveringen.IsSigned(body.AsSpan(0, length), http.Request.Headers[SmsAfleveringen.SignatureHeader]))
        {
            return Results.Unauthorized();
        }

        return await afleveringen.RecordAsync(body.AsMemory(0, length), http.RequestAborted) ? Results.NoContent() : Results.BadRequest();
    }
}
