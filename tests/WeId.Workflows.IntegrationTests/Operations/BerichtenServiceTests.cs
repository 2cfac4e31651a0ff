using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Medewerkers;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Smtp;
using WeId.Workflows.Web.Operations;

namespace WeId.Workflows.IntegrationTests.Operations;

/// <summary>A mail to an address that the server refused, which operations send again once it takes it.</summary>
public sealed class BerichtenServiceTests : IAsyncLifetime
{
    private const string Refused = "weg@example.nl";

    private SmtpSink sink = null!;
    private TestWorld world = null!;
    private Guid account;

    private BerichtenService Service => world.Services.GetRequiredService<BerichtenService>();

    private MislukteBerichtenQuery Query => world.Services.GetRequiredService<MislukteBerichtenQuery>();

    public async Task InitializeAsync()
    {
        sink = RefusingSink();
        world = await TestWorld.CreateAsync((services, configuration) =>
        {
            configuration["Partners:Kanalen:Mail"] = "Smtp";
            configuration["Partners:Smtp:Host"] = "127.0.0.1";
            configuration["Partners:Smtp:Port"] = $"{sink.Port}";
            configuration["Partners:Smtp:Security"] = "None";
            configuration["Partners:Smtp:AllowedDomains:0"] = "example.nl";
            Product.Add(services, configuration);
            services.AddSingleton<MislukteBerichtenQuery>();
            services.AddSingleton<BerichtenService>();
        });
        account = await MedewerkerAsync(StafRol.Operator);
        await SendAsync();
        await world.SettleAsync();
    }

    public async Task DisposeAsync()
    {
        await world.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Fact]
    public async Task List_MailGivenUp_TellsCauseTriesAndSinceWhen()
    {
        var bericht = Assert.Single(await Query.ListAsync(CancellationToken.None));

        Assert.Equal("gebruikersnaam-vergeten (Mail)", bericht.Wat);
        Assert.Equal("SMTP 550 (RecipientNotAccepted)", bericht.Oorzaak);
        Assert.Equal(1, bericht.Pogingen);
        Assert.Equal(TestWorld.Begin, bericht.MisluktOp);
    }

    [Fact]
    public async Task Resend_CauseTakenAway_SendsTheSameMessageOnce()
    {
        var messageId = await FailedAsync();
        sink.RefusedRecipient = null;

        Assert.Null(await ResendAsync(world.Handeling(account), messageId));
        await world.SettleAsync();

        Assert.Equal([Refused], sink.Received.SelectMany(m => m.Recipients));
        var verzending = await world.ReadAsync(db => db.Verzendingen.SingleAsync());
        Assert.Equal(VerzendStatus.Verzonden, verzending.Status);
        Assert.Contains($"{verzending.Id:N}", Assert.Single(sink.Received).Content, StringComparison.Ordinal);
        Assert.Equal(messageId, await world.ReadAsync(db => db.Outbox.Select(m => m.Id).SingleAsync()));
        Assert.Equal(1, await AuditAsync("BerichtOpnieuwVersturen"));
        Assert.Empty(await Query.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Resend_CauseStillThere_IsGivenUpAgain()
    {
        Assert.Null(await ResendAsync(world.Handeling(account), await FailedAsync()));
        await world.SettleAsync();

        Assert.Single(await Query.ListAsync(CancellationToken.None));
        Assert.Equal(VerzendStatus.Mislukt, await world.ReadAsync(db => db.Verzendingen.Select(v => v.Status).SingleAsync()));
    }

    [Theory]
    [InlineData(StafRol.Beoordelaar)]
    [InlineData(StafRol.Postkamer)]
    public async Task Resend_BySomebodyElse_IsRefused(StafRol rol)
    {
        var messageId = await FailedAsync();

        Assert.Equal(new NotAllowed(), await ResendAsync(world.Handeling(await MedewerkerAsync(rol)), messageId));

        Assert.Equal(messageId, await FailedAsync());
        Assert.Equal(1, await AuditAsync("HandelingGeweigerd"));
    }

    [Fact]
    public async Task Resend_SameOperationTwice_IsOnce()
    {
        var messageId = await FailedAsync();
        var handeling = world.Handeling(account);

        Assert.Null(await ResendAsync(handeling, messageId));
        Assert.Null(await ResendAsync(handeling, messageId));

        Assert.Equal(1, await AuditAsync("BerichtOpnieuwVersturen"));
    }

    [Fact]
    public async Task Resend_NoLongerFailed_IsRefused()
    {
        var messageId = await FailedAsync();
        await ResendAsync(world.Handeling(account), messageId);

        Assert.Equal(new BerichtNotMislukt(), await ResendAsync(world.Handeling(account), messageId));
    }

    private static SmtpSink RefusingSink() => new() { RefusedRecipient = Refused };

    private Task<Refusal?> ResendAsync(Handeling handeling, Guid messageId) => Service.ResendAsync(handeling, messageId, CancellationToken.None);

    private Task<Guid> FailedAsync() => world.ReadAsync(db => db.Outbox.Where(m => m.Status == OutboxStatus.Failed).Select(m => m.Id).SingleAsync());

    private Task<int> AuditAsync(string wat) => world.ReadAsync(db => db.Audit.CountAsync(a => a.Wat == wat));

    private async Task<Guid> MedewerkerAsync(StafRol rol)
    {
        var (medewerker, of) = Given.Medewerker(rol);
        await world.SeedAsync(medewerker, of);
        return of.Id;
    }

    private Task<Guid> SendAsync() => world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        Given.Id(),
        (services, _) => Task.FromResult(services.GetRequiredService<VerzendingMaker>().Add(
            VerzendKanaal.Mail,
            new Ontvanger("Anna Jansen", Refused, "nl"),
            new GebruikersnaamVergetenGegevens { Gebruiker = "Anna Jansen", Gebruikersnaam = "anna", Link = "https://weid.example" },
            world.Time.GetUtcNow()).Id),
        CancellationToken.None);
}
