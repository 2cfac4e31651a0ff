using System.Net;
using Microsoft.Extensions.Options;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners.Channels;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class SmsChannelTests
{
    private static readonly Guid Id = new("019cb000-0000-7000-8000-000000000001");

    [Fact]
    public async Task Send_Accepted_CarriesTheVerzendingAsKey()
    {
        using var gateway = new Gateway(HttpStatusCode.Accepted);

        await SendAsync(gateway);

        Assert.Equal("019cb000000070008000000000000001", gateway.Key);
        Assert.Contains("+31612345678", gateway.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, true)]
    [InlineData(HttpStatusCode.Unauthorized, true)]
    [InlineData(HttpStatusCode.TooManyRequests, false)]
    [InlineData(HttpStatusCode.ServiceUnavailable, false)]
    public async Task Send_Refused_IsForGoodOnlyWhenTryingAgainIsOfNoUse(HttpStatusCode status, bool forGood)
    {
        using var gateway = new Gateway(status);

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(gateway));

        Assert.Equal(forGood, failure is PermanentFailureException);
    }

    private static async Task SendAsync(Gateway gateway)
    {
        using var http = new HttpClient(gateway, disposeHandler: false);
        await new SmsChannel(http, Options.Create(new SmsOptions { Endpoint = new("https://sms.example/v1") })).SendAsync(
            new()
            {
                VerzendingId = Id,
                Template = new("sms-inlogcode", VerzendKanaal.Sms, "nl"),
                OntvangerNaam = "J. Jansen",
                Adres = "+31612345678",
                Op = PartnersFixture.Noon,
                Bericht = new() { Text = "Uw inlogcode is 123456." },
            },
            CancellationToken.None);
    }

    private sealed class Gateway(HttpStatusCode status) : HttpMessageHandler
    {
        public string? Key { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Key = request.Headers.GetValues("Idempotency-Key").Single();
            Body = System.Text.RegularExpressions.Regex.Unescape(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new(status);
        }
    }
}
