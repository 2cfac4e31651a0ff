using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Posts text messages to an HTTP gateway, with the verzending as idempotency key; see docs/kanalen.md.</summary>
internal sealed class SmsChannel(HttpClient http, SmsRem rem, IOptions<SmsOptions> options, TimeProvider time) : IChannel
{
    /// <summary>A gateway that asks for more is asked again by then all the same.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    public VerzendKanaal Kanaal => VerzendKanaal.Sms;

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        if (await rem.NextRoomAsync(zending.Adres, ct) is { } room)
        {
            throw new PostponedException("The number has had as many text messages as it may get.") { NotBefore = room };
        }

        var settings = options.Value;
        var text = zending.Bericht.Text ?? "";
        var reference = zending.VerzendingId.ToString("N", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint)
        {
            Content = JsonContent.Create(new { to = zending.Adres, from = settings.From, text, reference }),
        };
        request.Headers.Add("Idempotency-Key", reference);
        if (settings.Token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        }

        using var response = await http.SendAsync(request, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw Failure(response);
        }

        return Hashing.Sha256(Encoding.UTF8.GetBytes(text));
    }

    // The answer may repeat number and text: only its status is kept.
    private Exception Failure(HttpResponseMessage response)
    {
        var answer = $"HTTP {(int)response.StatusCode}";

        // Only what is said of this message is final. A wrong token or address is said of us, and would lose every message until somebody mends it.
        return response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity
            ? new PermanentFailureException($"The SMS gateway refused the message with {answer}.") { Answer = answer }
            : new PostponedException($"The SMS gateway answered {answer}.") { Answer = answer, NotBefore = RetryAfter(response) };
    }

    private DateTimeOffset? RetryAfter(HttpResponseMessage response)
    {
        var now = time.GetUtcNow();
        DateTimeOffset? at = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => now + delta,
            { Date: { } date } => date,
            _ => null,
        };
        return at > now + MaxRetryAfter ? now + MaxRetryAfter : at;
    }
}
