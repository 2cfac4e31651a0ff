using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Kanalen;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>What the SMS gateway reports of a message: signed, kept once, and shown to operations.</summary>
public sealed class SmsAfleveringTests : IAsyncLifetime
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private TestWorld world = null!;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        world = await TestWorld.CreateAsync((services, configuration) =>
        {
            configuration["Partners:Sms:ReportSecret"] = Secret;
            Product.Add(services, configuration);
            services.AddSingleton<MislukteBerichtenQuery>();
        });
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(world.Services.GetRequiredService<SmsAfleveringen>());
        app = builder.Build();
        app.MapSmsAflevering();
        await app.StartAsync();
        client = app.GetTestClient();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Report_Undelivered_IsKeptAndShownToOperationsWithoutNumber()
    {
        var id = await SentAsync();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(id, "undelivered", "EC_27")));

        var row = Assert.Single(await Query.ListNietAfgeleverdAsync(CancellationToken.None));
        Assert.Equal((id, "sms-inlogcode", VerzendKanaal.Sms, "EC_27", TestWorld.Begin), (row.Id, row.Template, row.Kanaal, row.Code, row.Op));
        Assert.DoesNotContain("+316", row.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Delivered_IsKeptAndNotShown()
    {
        var id = await SentAsync();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(id, "delivered")));

        Assert.Equal(Aflevering.Afgeleverd, (await FindAsync(id)).Aflevering);
        Assert.Empty(await Query.ListNietAfgeleverdAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Report_Twice_KeepsTheFirstMoment()
    {
        var id = await SentAsync();
        await PostAsync(Report(id, "delivered"));
        world.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(id, "delivered")));

        Assert.Equal(TestWorld.Begin, (await FindAsync(id)).AfleveringOp);
    }

    [Theory]
    [InlineData("delivered", "undelivered")]
    [InlineData("undelivered", "delivered")]
    public async Task Report_InAnyOrder_WhatHasArrivedStaysSo(string first, string second)
    {
        var id = await SentAsync();

        await PostAsync(Report(id, first));
        await PostAsync(Report(id, second));

        Assert.Equal(Aflevering.Afgeleverd, (await FindAsync(id)).Aflevering);
    }

    [Fact]
    public async Task Report_BeforeItIsRecordedThatItLeft_IsKept()
    {
        var verzending = Nieuw(VerzendKanaal.Sms);
        world.MayBreak("It has no message.", [.. Invariants.Names]);
        await world.SeedAsync(verzending);

        await PostAsync(Report(verzending.Id, "delivered"));

        Assert.Equal((VerzendStatus.Klaargezet, Aflevering.Afgeleverd), ((await FindAsync(verzending.Id)).Status, (await FindAsync(verzending.Id)).Aflevering!.Value));
    }

    [Fact]
    public async Task Report_OfAnUnknownOne_IsAnsweredAsAKnownOne()
    {
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(Given.Id(), "delivered")));
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync("""{"reference":"iets anders","status":"delivered"}"""));
    }

    [Fact]
    public async Task Report_OfAMail_ChangesNothing()
    {
        var mail = await SentAsync(VerzendKanaal.Mail);

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(mail, "undelivered")));

        Assert.Null((await FindAsync(mail)).Aflevering);
    }

    [Fact]
    public async Task Report_OfAStepInBetween_ChangesNothing()
    {
        var id = await SentAsync();

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(Report(id, "buffered")));

        Assert.Null((await FindAsync(id)).Aflevering);
    }

    [Fact]
    public async Task Report_CodeThatIsText_IsNotKept()
    {
        var id = await SentAsync();

        await PostAsync(Report(id, "undelivered", "+31612345678 is off"));

        Assert.Null((await FindAsync(id)).AfleveringCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("sha256=geen hexadecimalen")]
    public async Task Report_NotSigned_IsRefused(string? signature)
    {
        var id = await SentAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Report(id, "delivered"), signature));

        Assert.Null((await FindAsync(id)).Aflevering);
    }

    [Fact]
    public async Task Report_ChangedAfterItWasSigned_IsRefused()
    {
        var id = await SentAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(Report(id, "delivered"), SignatureOf(Report(id, "undelivered"))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"reference":"019cb000000070008000000000000001"}""")]
    public async Task Report_ThatCannotBeRead_IsSaidSo(string body) => Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(body));

    [Fact]
    public async Task Report_TooLong_IsRefusedBeforeItIsRead() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(new string(' ', SmsAfleveringen.MaxBytes + 1)));

    private MislukteBerichtenQuery Query => world.Services.GetRequiredService<MislukteBerichtenQuery>();

    private static string Report(Guid id, string status, string? code = null) =>
        code is null ? $$"""{"reference":"{{id:N}}","status":"{{status}}"}""" : $$"""{"reference":"{{id:N}}","status":"{{status}}","code":"{{code}}"}""";

    private static string SignatureOf(string body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)))}";

    private static Verzending Nieuw(VerzendKanaal kanaal) => Verzending.Create(
        new() { Kanaal = kanaal, Template = "sms-inlogcode", Taal = "nl", OntvangerNaam = "Anna Jansen", Adres = "+31612345678" }, TestWorld.Begin);

    private Task<HttpStatusCode> PostAsync(string body) => PostAsync(body, SignatureOf(body));

    private async Task<HttpStatusCode> PostAsync(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, SmsAfleveringApi.Path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation(SmsAfleveringen.SignatureHeader, signature);
        }

        using var response = await client.SendAsync(request);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        return response.StatusCode;
    }

    private async Task<Guid> SentAsync(VerzendKanaal kanaal = VerzendKanaal.Sms)
    {
        var verzending = Nieuw(kanaal);
        verzending.MarkVerzonden(new string('0', 64), TestWorld.Begin);
        await world.SeedAsync(verzending);
        return verzending.Id;
    }

    private Task<Verzending> FindAsync(Guid id) => world.ReadAsync(db => db.Verzendingen.AsNoTracking().SingleAsync(v => v.Id == id));
}
