using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>Text messages from the outbox to a gateway that answers over HTTP .</summary>
public sealed class SmsGatewayTests : IAsyncLifetime
{
    private const string Nummer = "+31612345678";
    private const int MaxPerNumber = 3;

    private SmsGateway gateway = null!;
    private TestWorld world = null!;

    public async Task InitializeAsync()
    {
        gateway = await SmsGateway.StartAsync();
        world = await WorldAsync();
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        await gateway.DisposeAsync();
    }

    //
    [Fact]
    public async Task Send_Message_PostsWhatIsDocumented()
    {
        var id = await AddAsync();

        await world.SettleAsync();

        var request = Assert.Single(gateway.Requests);
        Assert.Equal(($"{id:N}", "Bearer geheim-token"), (request.Key, request.Authorization));
        Assert.Equal(["from", "reference", "text", "to"], request.Body.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((Nummer, "We-ID", $"{id:N}"), (request.Body["to"], request.Body["from"], request.Body["reference"]));
        Assert.Contains("123456", request.Body["text"], StringComparison.Ordinal);
        Assert.Equal(VerzendStatus.Verzonden, await StatusAsync(id));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task Send_MessageRefused_IsGivenUpWithTheStatusAlone(int status)
    {
        gateway.Answers.Enqueue((status, null));
        var id = await AddAsync();

        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Mislukt, await StatusAsync(id));
        var bericht = Assert.Single(await Query.ListAsync(CancellationToken.None));
        Assert.Equal($"HTTP {status}", bericht.Oorzaak);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(307)]
    public async Task Send_NotNow_IsTriedAgainWithTheSameKey(int status)
    {
        gateway.Answers.Enqueue((status, null));
        var id = await AddAsync();
        await world.SettleAsync();
        Assert.Equal(VerzendStatus.Klaargezet, await StatusAsync(id));
        Assert.Equal($"HTTP {status}", Assert.Single(await Query.ListUitgesteldAsync(CancellationToken.None)).Oorzaak);

        world.Time.Advance(TimeSpan.FromSeconds(3));
        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Verzonden, await StatusAsync(id));
        Assert.Equal([$"{id:N}", $"{id:N}"], gateway.Requests.Select(r => r.Key));
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Tue, 03 Mar 2026 09:02:00 GMT", 120)]
    [InlineData("1000000", 3600)]
    public async Task Send_TooManyRequestsWithRetryAfter_WaitsThatLong(string retryAfter, int seconds)
    {
        gateway.Answers.Enqueue((429, retryAfter));
        await AddAsync();

        await world.SettleAsync();

        Assert.Equal(TestWorld.Begin.AddSeconds(seconds), await world.ReadAsync(db => db.Outbox.Select(m => m.DueAt).SingleAsync()));
    }

    [Fact]
    public async Task Send_CodeThatMayLeaveOnlyAfterItHasLapsed_LapsesAtOnce()
    {
        gateway.Answers.Enqueue((429, "900"));
        var id = await AddAsync(TestWorld.Begin.AddMinutes(15));

        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Vervallen, await StatusAsync(id));
        Assert.Null(await world.ReadAsync(db => db.Verzendingen.Where(v => v.Id == id).Select(v => v.BeveiligdeGegevens).SingleAsync()));
    }

    [Fact]
    public async Task Send_CodeThatMayStillLeaveInTime_IsPostponedAndArrives()
    {
        gateway.Answers.Enqueue((429, "600"));
        var id = await AddAsync(TestWorld.Begin.AddMinutes(15));
        await world.SettleAsync();
        world.Time.Advance(TimeSpan.FromMinutes(10));

        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Verzonden, await StatusAsync(id));
    }

    [Fact]
    public async Task Send_MoreThanTheNumberMayGet_WaitsUntilTheOldestLeavesTheHour()
    {
        for (var i = 0; i < MaxPerNumber; i++)
        {
            await AddAsync();
            await world.SettleAsync();
            world.Time.Advance(TimeSpan.FromMinutes(5));
        }

        var late = await AddAsync();
        await world.SettleAsync();
        Assert.Equal(MaxPerNumber, gateway.Requests.Count);
        Assert.Equal(TestWorld.Begin.AddHours(1), await world.ReadAsync(db => db.Outbox.Where(m => m.Status == OutboxStatus.Pending).Select(m => m.DueAt).SingleAsync()));

        world.Time.Advance(TimeSpan.FromMinutes(45));
        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Verzonden, await StatusAsync(late));
    }

    [Fact]
    public async Task Send_CodeBeyondTheLimit_LapsesAndLeavesTheWayFreeForALaterOne()
    {
        for (var i = 0; i < MaxPerNumber; i++)
        {
            await AddAsync();
        }

        await world.SettleAsync();
        var code = await AddAsync(TestWorld.Begin.AddMinutes(15));
        await world.SettleAsync();
        Assert.Equal(VerzendStatus.Vervallen, await StatusAsync(code));

        world.Time.Advance(TimeSpan.FromMinutes(60));
        var next = await AddAsync(world.Time.GetUtcNow().AddMinutes(15));
        await world.SettleAsync();

        Assert.Equal(VerzendStatus.Verzonden, await StatusAsync(next));
    }

    [Fact]
    public async Task Send_ManyAtOnceToOneNumberAndToAnother_CountsEachNumberByItself()
    {
        for (var i = 0; i < MaxPerNumber + 2; i++)
        {
            await AddAsync();
            await AddAsync(nummer: "+31687654321");
        }

        await world.SettleAsync();

        Assert.Equal([MaxPerNumber, MaxPerNumber], gateway.Requests.GroupBy(r => r.Body["to"]).Select(g => g.Count()));
    }

    [Fact]
    public async Task Send_FromTwoProcesses_ShareTheLimit()
    {
        await using var other = TestWorld.Open(world.Folder, TestWorld.Begin, Configure, keepFolder: true, kind: world.Kind);
        for (var i = 0; i < MaxPerNumber + 3; i++)
        {
            await AddAsync();
        }

        await Task.WhenAll(Dispatcher(world).RunUntilIdleAsync(CancellationToken.None), Dispatcher(other).RunUntilIdleAsync(CancellationToken.None));

        Assert.Equal(MaxPerNumber, gateway.Requests.Select(r => r.Key).Distinct().Count());
    }

    private MislukteBerichtenQuery Query => world.Services.GetRequiredService<MislukteBerichtenQuery>();

    private static OutboxDispatcher Dispatcher(TestWorld of) => of.Services.GetRequiredService<OutboxDispatcher>();

    private Task<TestWorld> WorldAsync() => TestWorld.CreateAsync(Configure);

    private void Configure(IServiceCollection services, Microsoft.Extensions.Configuration.IConfiguration configuration)
    {
        configuration["Partners:Kanalen:Sms"] = "Gateway";
        configuration["Partners:Sms:Endpoint"] = gateway.Endpoint.ToString();
        configuration["Partners:Sms:Token"] = "geheim-token";
        configuration["Partners:Sms:MaxPerNumber"] = MaxPerNumber.ToString(CultureInfo.InvariantCulture);
        Product.Add(services, configuration);
        services.AddSingleton<MislukteBerichtenQuery>();
    }

    private Task<VerzendStatus> StatusAsync(Guid id) => world.ReadAsync(db => db.Verzendingen.Where(v => v.Id == id).Select(v => v.Status).SingleAsync());

    private Task<Guid> AddAsync(DateTimeOffset? nietNa = null, string nummer = Nummer) => world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        Given.Id(),
        (services, _) => Task.FromResult(services.GetRequiredService<VerzendingMaker>().Add(
            VerzendKanaal.Sms,
            new Ontvanger("Anna Jansen", nummer, "nl"),
            new SmsInlogcodeGegevens { Code = "123456", Minuten = 15 },
            world.Time.GetUtcNow(),
            new VerzendOpties(NietNa: nietNa)).Id),
        CancellationToken.None);
}
