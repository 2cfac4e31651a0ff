using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Verzendingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Features.Verzendingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.Persistence;
using WeId.Workflows.TestKit;
using WeId.Workflows.TestKit.Contracts;
using WeId.Workflows.TestKit.Databases;
using WeId.Workflows.TestKit.Flows;
using WeId.Workflows.TestKit.Smtp;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>What cannot be handled is given up alone; what is mended goes on where it stood.</summary>
public sealed class PoisonTests
{
    private const int FiveMegabytes = 5 * 1024 * 1024;
    private const string Refused = "weg@example.nl";

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Mail_WithATemplateThatThrowsOrARefusedAddress_IsGivenUpAlone(DatabaseKind kind)
    {
        await using var sink = new SmtpSink { RefusedRecipient = Refused };
        await using var world = await MailWorldAsync(sink, kind);
        var broken = await SendAsync(world, "a@example.nl");
        await world.ReadAsync(db => db.Verzendingen.Where(v => v.Id == broken).ExecuteUpdateAsync(v => v.SetProperty(x => x.Template, "bestaat-niet")));
        var refused = await SendAsync(world, Refused);
        await SendAsync(world, "b@example.nl");
        await SendAsync(world, "c@example.nl");

        await world.SettleAsync();

        Assert.Equal(["b@example.nl", "c@example.nl"], sink.Received.SelectMany(m => m.Recipients).Order());
        Assert.Equal(new[] { broken, refused }.Order(), await world.ReadAsync(db => db.Verzendingen.Where(v => v.Status == VerzendStatus.Mislukt).Select(v => v.Id).Order().ToListAsync()));
        Assert.Equal(2, await world.ReadAsync(db => db.Outbox.CountAsync(m => m.Status == OutboxStatus.Failed)));

        // Mended, and given to the dispatcher again: each arrives once.
        sink.RefusedRecipient = null;
        await world.ReadAsync(db => db.Verzendingen.Where(v => v.Id == broken).ExecuteUpdateAsync(v => v.SetProperty(x => x.Template, "gebruikersnaam-vergeten")));
        await world.ReadAsync(db => db.Outbox.Where(m => m.Status == OutboxStatus.Failed).ExecuteUpdateAsync(m => m.SetProperty(x => x.Status, OutboxStatus.Pending)));
        await world.SettleAsync();
        Assert.Equal(["a@example.nl", "b@example.nl", "c@example.nl", Refused], sink.Received.SelectMany(m => m.Recipients).Order());
        Assert.All(await world.ReadAsync(db => db.Verzendingen.Select(v => v.Status).ToListAsync()), s => Assert.Equal(VerzendStatus.Verzonden, s));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Message_OfFiveMegabytesThatCannotBeRead_IsGivenUpAlone(DatabaseKind kind)
    {
        await using var world = await TestWorld.CreateAsync(kind: kind);
        world.MayBreak("these workflows have no aanvragen", "I10");
        await using var host = new EngineHost(services => services.AddPersistence(world.Configuration));
        await host.StartAsync(new FlowBuilder().Waiting("w").Finish("einde").Connect("start>w w.Ok>einde"));
        var other = Given.Id();
        await host.EngineAsync(e => e.StartAsync(new StartWorkflow(other, other, "proef", 1, new Dictionary<string, object?>()), CancellationToken.None));

        await AddAsync(host, host.AanvraagId, WorkflowMessages.Cancel, new { operationId = "geen id", reason = new string('x', FiveMegabytes) });
        await AddAsync(host, other, WorkflowMessages.Signal, new Signal(host.NextOperation(), other, "Ok") { WaitName = "w" });
        await host.DispatchAsync();

        Assert.Equal(1, await world.ReadAsync(db => db.Outbox.CountAsync(m => m.Status == OutboxStatus.Failed)));
        Assert.Equal("w", Assert.Single((await host.InspectAsync()).Waits).ActivityId);
        Assert.Equal(1, await world.ReadAsync(db => db.Instances.CountAsync(i => i.AanvraagId == other && i.Status == InstanceStatus.Finished)));
        await host.SignalAsync("w");
        Assert.Equal("start w einde", await host.PathAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Signal_WithAPayloadOfFiveMegabytes_IsCarriedAlong(DatabaseKind kind)
    {
        await using var world = await TestWorld.CreateAsync(kind: kind);
        world.MayBreak("these workflows have no aanvragen", "I10");
        await using var host = new EngineHost(services => services.AddPersistence(world.Configuration));
        await host.StartAsync(new FlowBuilder().Variable("X", "String")
            .Step("w", TestSteps.Waiting, outputs: new() { ["Waarde"] = "X" })
            .Step("a", TestSteps.Auto, given: new() { ["geheim"] = FlowBuilder.Script("getVariable('X')") })
            .Finish("einde")
            .Connect("start>w w.Ok>a a.Ok>einde"));

        await host.SignalAsync("w", payload: new() { ["Waarde"] = new string('x', FiveMegabytes) });

        Assert.Equal("start w a einde", await host.PathAsync());
        Assert.Equal(FiveMegabytes, host.Script.Runs.Last().Input<string>("geheim")!.Length);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Step_ThatThrows_IsOneIncidentAndGoesOnAtTheSameStepAfterTheMend(DatabaseKind kind)
    {
        await using var race = await RaceWorld.CreateAsync(kind);
        var poisoned = await race.OpenAsync(claimed: false);
        var others = new[] { await race.OpenAsync(claimed: false), await race.OpenAsync(claimed: false) };
        foreach (var other in others)
        {
            await race.EngineAsync(e => e.RetryAsync(new(other.Operation("opnieuw"), other.IncidentId), CancellationToken.None));
            await race.SettleAsync(other.AanvraagId);
        }

        Assert.Equal(1, await race.World.ReadAsync(db => db.Incidents.CountAsync(i => i.ClosedAt == null)));
        await race.EngineAsync(e => e.RetryAsync(new(poisoned.Operation("opnieuw"), poisoned.IncidentId), CancellationToken.None));
        await race.SettleAsync(poisoned.AanvraagId);

        Assert.Equal(0, await race.World.ReadAsync(db => db.Incidents.CountAsync(i => i.ClosedAt == null)));
        var runs = race.Script.Runs.Where(r => r.AanvraagId == poisoned.AanvraagId && r.ActivityId == "stuk").Select(r => r.ExecutionId).ToList();
        Assert.Equal(2, runs.Count);
        Assert.Single(runs.Distinct());
    }

    private static Task<TestWorld> MailWorldAsync(SmtpSink sink, DatabaseKind kind) => TestWorld.CreateAsync(
        (services, configuration) =>
        {
            configuration["Partners:Kanalen:Mail"] = "Smtp";
            configuration["Partners:Smtp:Host"] = "127.0.0.1";
            configuration["Partners:Smtp:Port"] = $"{sink.Port}";
            configuration["Partners:Smtp:Security"] = "None";
            configuration["Partners:Smtp:AllowedDomains:0"] = "example.nl";
            Product.Add(services, configuration);
        },
        kind);

    private static Task<Guid> SendAsync(TestWorld world, string address) => world.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        Given.Id(),
        (services, _) => Task.FromResult(services.GetRequiredService<VerzendingMaker>().Add(
            VerzendKanaal.Mail,
            new Ontvanger("Anna Jansen", address, "nl"),
            new GebruikersnaamVergetenGegevens { Gebruiker = "Anna Jansen", Gebruikersnaam = "anna", Link = "https://weid.example" },
            world.Time.GetUtcNow()).Id),
        CancellationToken.None);

    private static Task<bool> AddAsync(EngineHost host, Guid aanvraagId, string type, object payload) => host.Services.GetRequiredService<IUnitOfWork>().RunAsync(
        host.NextOperation(),
        (services, _) =>
        {
            services.GetRequiredService<IOutbox>().Add(host.NextOperation(), type, WorkflowMessages.KeyOf(aanvraagId), payload);
            return Task.FromResult(true);
        },
        CancellationToken.None);
}
