using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Partners.Channels;

/// <summary>Posts text messages to an HTTP gateway, with the verzending as idempotency key.</summary>
internal sealed class SmsChannel(HttpClient http, IOptions<SmsOptions> options) : IChannel
{
    public VerzendKanaal Kanaal => VerzendKanaal.Sms;

    public async Task<string> SendAsync(Zending zending, CancellationToken ct)
    {
        var settings = options.Value;
        var text = zending.Bericht.Text ?? "";
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint)
        {
            Content = JsonContent.Create(new { to = zending.Adres, from = settings.From, text }),
        };
        request.Headers.Add("Idempotency-Key", zending.VerzendingId.ToString("N", CultureInfo.InvariantCulture));
        if (settings.Token.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        }

        using var response = await http.SendAsync(request, ct);
        var status = (int)response.StatusCode;
        if (!response.IsSuccessStatusCode)
        {
            // The answer may repeat number and text: only its status is kept.
            throw status is >= 400 and < 500 && response.StatusCode is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.Conflict)
                ? new PermanentFailureException($"The SMS gateway refused the message with {status}.")
                : new HttpRequestException($"The SMS gateway answered {status}.");
        }

        return Hashing.Sha256(Encoding.UTF8.GetBytes(text));
    }
}
