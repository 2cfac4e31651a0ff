using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Smtp;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Channels;

/// <summary>What happens to mails while the mail server says "later", and afterwards.</summary>
public sealed class MailUitvalTests : IAsyncLifetime
{
    private SmtpSink sink = null!;
    private TestWorld world = null!;

    public async Task InitializeAsync()
    {
        sink = Listen();
        world = await TestWorld.CreateAsync(Configure);
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task Mail_PutOffAgainAndAgain_IsTriedAfterGrowingPausesAndLeavesOnce()
    {
        sink.DataAnswer = "451 later";
        await AddAsync("anna@example.nl");
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 6; i++)
        {
            await world.SettleAsync();
            var due = await world.ReadAsync(db => db.Outbox.Select(m => m.DueAt).SingleAsync());
            pauses.Add(due - world.Time.GetUtcNow());
            world.Time.Advance(pauses[^1]);
        }

        sink.DataAnswer = null;
        await world.SettleAsync();

        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(' ', pauses)));
        Assert.Single(sink.Received);
        Assert.Equal(VerzendStatus.Verzonden, await world.ReadAsync(db => db.Verzendingen.Select(v => v.Status).SingleAsync()));
    }

    [Fact]
    public async Task Outage_OfHours_IsShownToOperationsByCauseAndLosesNothing()
    {
        sink.DataAnswer = "421 closed";
        string[] adressen = ["anna@example.nl", "bram@example.nl", "carla@example.nl"];
        foreach (var adres in adressen)
        {
            await AddAsync(adres);
        }

        for (var i = 0; i < 12; i++)
        {
            await world.SettleAsync();
            world.Time.Advance(TimeSpan.FromMinutes(15));
        }

        var uitgesteld = Assert.Single(await Query.ListUitgesteldAsync(CancellationToken.None));
        Assert.Equal((VerzendOpdracht.MessageType, "SMTP 421 (MessageNotAccepted)", 3, TestWorld.Begin), (uitgesteld.Type, uitgesteld.Oorzaak, uitgesteld.Aantal, uitgesteld.Sinds));
        Assert.Empty(await Query.ListAsync(CancellationToken.None));

        sink.DataAnswer = null;
        await world.SettleAsync();

        Assert.Equal(adressen, sink.Received.SelectMany(m => m.Recipients).Order(StringComparer.Ordinal));
        Assert.Empty(await Query.ListUitgesteldAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Mails_ToOneReceiver_LeaveInTheirOrderAndHoldUpNobodyElse()
    {
        sink.DataAnswer = "451 later";
        var first = await AddAsync("Anna@example.nl");
        await world.SettleAsync();
        sink.DataAnswer = null;
        // Addresses that differ only in case are one receiver.
        var second = await AddAsync("anna@example.nl");
        var other = await AddAsync("bram@example.nl");
        await world.SettleAsync();
        Assert.Equal([other], Sent());

        world.Time.Advance(TimeSpan.FromSeconds(3));
        await world.SettleAsync();

        Assert.Equal([other, first, second], Sent());
    }

    private MislukteBerichtenQuery Query => world.Services.GetRequiredService<MislukteBerichtenQuery>();

    private static SmtpSink Listen() => new();

    private void Configure(IServiceCollection services, IConfiguration configuration)
    {
        configuration["Partners:Kanalen:Mail"] = "Smtp";
        configuration["Partners:Smtp:Host"] = "127.0.0.1";
        configuration["Partners:Smtp:Port"] = $"{sink.Port}";
        configuration["Partners:Smtp:Security"] = "None";
        configuration["Partners:Smtp:AllowedDomains:0"] = "example.nl";
        Product.Add(services, configuration);
        services.AddSingleton<MislukteBerichtenQuery>();
    }

    private IEnumerable<Guid> Sent() => sink.Received.Select(m => Guid.Parse(m.Content.Split("Message-Id: <", StringSplitOptions.None)[1][..32]));

    private Task<Guid> AddAsync(string adres) => world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        Given.Id(),
        (services, _) => Task.FromResult(services.GetRequiredService<VerzendingMaker>().Add(
            VerzendKanaal.Mail,
            new Ontvanger("Anna Jansen", adres, "nl"),
            new GebruikersnaamVergetenGegevens { Gebruiker = "Anna Jansen", Gebruikersnaam = "anna", Link = "https://weid.example" },
            world.Time.GetUtcNow()).Id),
        CancellationToken.None);
}
