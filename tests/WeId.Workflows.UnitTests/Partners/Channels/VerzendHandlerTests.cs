using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using UglyToad.PdfPig;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine.Definitions;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Partners;
using WeId.Workflows.Partners.Channels;
using WeId.Workflows.Persistence;

namespace WeId.Workflows.UnitTests.Partners.Channels;

public sealed class VerzendHandlerTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(PartnersFixture.Noon);
    private readonly CountingChannel channel = new(VerzendKanaal.Mail);
    private CountingChannel? replaced;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:WeId"] = $"Data Source={Path.Combine(folder.Path, "weid.db")};Pooling=False",
            ["Geheimen:Hoofdsleutels:0"] = Convert.ToBase64String(new byte[32]),
            ["Partners:Huisstijl:TemplatesPath"] = PartnersFixture.TemplatesFolder,
            ["Partners:Kanalen:FolderPath"] = Path.Combine(folder.Path, "postvak"),
        }).Build();
        var collection = new ServiceCollection();
        collection.AddLogging().AddSingleton<TimeProvider>(time).AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Development", ContentRootPath = AppContext.BaseDirectory });
        collection.AddPersistence(configuration).AddPartners(configuration);
        services = collection.BuildServiceProvider();
        await using var db = await Contexts.CreateDbContextAsync();
        await db.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    public void Dispose() => folder.Dispose();

    private IDbContextFactory<WeIdDbContext> Contexts => services.GetRequiredService<IDbContextFactory<WeIdDbContext>>();

    private Postvak Postvak => services.GetRequiredService<Postvak>();

    [Fact]
    public async Task Handle_Mail_IsSentAndItsSecretsAreWiped()
    {
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example");

        await HandleAsync(Message(id));

        var verzending = await FindAsync(id);
        Assert.Equal((VerzendStatus.Verzonden, PartnersFixture.Noon, "Activeer uw eHerkenning"), (verzending.Status, verzending.VerzondenOp, verzending.Onderwerp));
        Assert.Null(verzending.BeveiligdeGegevens);
        Assert.Equal(64, verzending.DocumentHash!.Length);
        Assert.Equal("jan@klant.example", Assert.Single(Postvak.List()).Adres);
    }

    // A process without the old master key says nothing of the verzending: it is tried again, and no code is wiped.
    [Fact]
    public async Task Handle_WithoutItsMasterKey_IsNoFaultOfTheVerzending()
    {
        var id = await AddAsync(VerzendKanaal.Post, "Hizzaarderlaan 3A\n8823 SJ Lollum");
        var handler = ActivatorUtilities.CreateInstance<VerzendHandler>(services, new ZonderSleutel());

        await Assert.ThrowsAsync<SleutelOntbreektException>(() => handler.HandleAsync(Message(id), CancellationToken.None));

        Assert.NotNull((await FindAsync(id)).BeveiligdeGegevens);
    }

    [Fact]
    public async Task Handle_Letter_WaitsEncryptedForThePostkamer()
    {
        var id = await AddAsync(VerzendKanaal.Post, "Hizzaarderlaan 3A\n8823 SJ Lollum");

        await HandleAsync(Message(id));

        var verzending = await FindAsync(id);
        Assert.Equal(VerzendStatus.Opgemaakt, verzending.Status);
        Assert.Contains("K7M4T-9PXWR", Text(services.GetRequiredService<IGeheimen>().Unprotect(Verzending.DocumentPurpose, verzending.Document!)), StringComparison.Ordinal);
        Assert.DoesNotContain("K7M4T", Text(verzending.GeredigeerdDocument!), StringComparison.Ordinal);
        Assert.DoesNotContain("%PDF", Encoding.Latin1.GetString(verzending.Document!), StringComparison.Ordinal);
    }

    // Nobody can be asked to shorten it: operations see it.
    [Fact]
    public async Task Handle_LetterOfNoAanvraagWhoseAddressDoesNotFit_FailsForGood()
    {
        var id = await AddAsync(VerzendKanaal.Post, "Stichting tot Bevordering van de Samenwerking tussen Ondernemers\n8823 SJ Lollum");

        await Assert.ThrowsAsync<PermanentFailureException>(() => HandleAsync(Message(id)));
    }

    [Fact]
    public async Task Handle_SameMessageTwice_SendsOnce()
    {
        replaced = channel;
        var message = Message(await AddAsync(VerzendKanaal.Mail, "jan@klant.example"));

        await HandleAsync(message);
        await HandleAsync(message);

        Assert.Equal(1, channel.Sent);
    }

    [Fact]
    public async Task Handle_AfterItsTime_IsNotSentAndLapses()
    {
        replaced = channel;
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example", nietNa: PartnersFixture.Noon.AddMinutes(15));
        time.Advance(TimeSpan.FromMinutes(15));

        await HandleAsync(Message(id));

        Assert.Equal(0, channel.Sent);
        Assert.Equal(VerzendStatus.Vervallen, (await FindAsync(id)).Status);
        Assert.Null((await FindAsync(id)).BeveiligdeGegevens);
    }

    [Fact]
    public async Task Handle_RefusedForGood_FailsAndCanBeSentAgainLater()
    {
        replaced = channel;
        channel.Failure = new PermanentFailureException("refused");
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example");
        var message = Message(id);
        await Assert.ThrowsAsync<PermanentFailureException>(() => HandleAsync(message));
        await GiveUpAsync(message);
        Assert.Equal(VerzendStatus.Mislukt, (await FindAsync(id)).Status);

        channel.Failure = null;
        await HandleAsync(message);

        Assert.Equal(VerzendStatus.Verzonden, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task Handle_ServerDown_LeavesItReadyToBeSent()
    {
        replaced = channel;
        channel.Failure = new IOException("down");
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example");

        await Assert.ThrowsAsync<IOException>(() => HandleAsync(Message(id)));

        Assert.Equal(VerzendStatus.Klaargezet, (await FindAsync(id)).Status);
    }

    [Fact]
    public async Task GiveUp_AfterTheLastTryOfAPassingFailure_Fails()
    {
        replaced = channel;
        channel.Failure = new IOException("down");
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example");
        var message = Message(id);
        await Assert.ThrowsAsync<IOException>(() => HandleAsync(message));

        await GiveUpAsync(message);

        var verzending = await FindAsync(id);
        Assert.Equal(VerzendStatus.Mislukt, verzending.Status);
        Assert.NotNull(verzending.BeveiligdeGegevens);
    }

    [Fact]
    public async Task GiveUp_AfterItLeft_ChangesNothing()
    {
        var message = Message(await AddAsync(VerzendKanaal.Mail, "jan@klant.example"));
        await HandleAsync(message);

        await GiveUpAsync(message);

        Assert.Equal(VerzendStatus.Verzonden, (await FindAsync(message.ReadPayload<VerzendOpdracht>().VerzendingId)).Status);
    }

    [Fact]
    public async Task Handle_TemplateThatCannotBeFilled_FailsForGood()
    {
        var id = await AddAsync(VerzendKanaal.Mail, "jan@klant.example", PartnersFixture.Activatiebrief() with { Link = "geen adres" });

        await Assert.ThrowsAsync<PermanentFailureException>(() => HandleAsync(Message(id)));

        Assert.Empty(Postvak.List());
    }

    [Theory]
    [InlineData("activatiebrief", "mail", true)]
    [InlineData("activatiebrief", "post", true)]
    [InlineData("activatiebrief", "sms", false)]
    [InlineData("activatiebrief", null, true)]
    [InlineData("activatiebrief", "duif", false)]
    [InlineData("bestaat-niet", null, false)]
    public void TemplateIndex_TemplateAndChannel_SaysWhetherBothLanguagesExist(string template, string? kanaal, bool exists) =>
        Assert.Equal(exists, services.GetRequiredService<ITemplateIndex>().Exists(template, kanaal));

    private static string Text(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().Select(p => p.Text));
    }

    private static OutboxMessage Message(Guid verzendingId) => new()
    {
        Id = Guid.CreateVersion7(PartnersFixture.Noon),
        Type = VerzendOpdracht.MessageType,
        Lane = OutboxLane.Outside,
        Key = VerzendOpdracht.KeyOf(VerzendKanaal.Mail, "jan@klant.example"),
        Payload = JsonSerializer.Serialize(new VerzendOpdracht(verzendingId)),
        CreatedAt = PartnersFixture.Noon,
        DueAt = PartnersFixture.Noon,
    };

    private async Task<Guid> AddAsync(VerzendKanaal kanaal, string adres, ActivatiebriefGegevens? gegevens = null, DateTimeOffset? nietNa = null)
    {
        var verzending = Verzending.Create(
            new()
            {
                Kanaal = kanaal,
                Template = "activatiebrief",
                Taal = "nl",
                OntvangerNaam = "J. Jansen",
                Adres = adres,
                NietNa = nietNa,
                BeveiligdeGegevens = (gegevens ?? PartnersFixture.Activatiebrief()).Protect(services.GetRequiredService<IGeheimen>()),
            },
            PartnersFixture.Noon);
        await using var db = await Contexts.CreateDbContextAsync();
        db.Add(verzending);
        await db.SaveChangesAsync();
        return verzending.Id;
    }

    private async Task<Verzending> FindAsync(Guid id)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        return await db.Verzendingen.AsNoTracking().SingleAsync(v => v.Id == id);
    }

    private async Task HandleAsync(OutboxMessage message)
    {
        await using var scope = services.CreateAsyncScope();
        await HandlerIn(scope).HandleAsync(message, CancellationToken.None);
    }

    private async Task GiveUpAsync(OutboxMessage message)
    {
        await using var scope = services.CreateAsyncScope();
        await HandlerIn(scope).GiveUpAsync(message, CancellationToken.None);
    }

    private IOutboxHandler HandlerIn(AsyncServiceScope scope) => replaced is null
        ? scope.ServiceProvider.GetServices<IOutboxHandler>().Single(h => h.Type == VerzendOpdracht.MessageType)
        : ActivatorUtilities.CreateInstance<VerzendHandler>(scope.ServiceProvider, (object)new IChannel[] { replaced });

    private sealed class ZonderSleutel : IGeheimen
    {
        public byte[] Protect(string purpose, byte[] plain) => throw new SleutelOntbreektException();

        public byte[] Unprotect(string purpose, byte[] secret) => throw new SleutelOntbreektException();
    }

    private sealed class CountingChannel(VerzendKanaal kanaal) : IChannel
    {
        public int Sent { get; private set; }

        public Exception? Failure { get; set; }

        public VerzendKanaal Kanaal => kanaal;

        public Task<string> SendAsync(Zending zending, CancellationToken ct)
        {
            if (Failure is not null)
            {
                return Task.FromException<string>(Failure);
            }

            Sent++;
            return Task.FromResult(new string('0', 64));
        }
    }
}
