using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using static WeId.Workflows.IntegrationTests.Machtigingen.MachtigingenWorld;

namespace WeId.Workflows.IntegrationTests.Machtigingen;

/// <summary>What the machtigingenregister is told, and that it is told the last word (§2.3, A-34).</summary>
public sealed class RegisterTests : IAsyncLifetime
{
    private MachtigingenWorld world = null!;

    public async Task InitializeAsync() => world = await MachtigingenWorld.CreateAsync();

    public async Task DisposeAsync() => await world.DisposeAsync();

    private MachtigingVerloop Verloop => world.Test.Services.GetRequiredService<MachtigingVerloop>();

    // A node reads how a machtiging stands and stalls past its lease; another one tells of it and of its withdrawal. The first one wakes.
    [Fact]
    public async Task Record_ByANodeThatWasPaused_ChangesNothing()
    {
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id]);
        world.Register.Intussen = async () =>
        {
            await using var other = TestWorld.Open(
                world.Test.Folder,
                world.Test.Time.GetUtcNow().AddMinutes(2),
                (services, configuration) =>
                {
                    Product.Add(services, configuration);
                    services.AddSingleton<IMachtigingenregister>(world.Register);
                },
                keepFolder: true);
            await other.SettleAsync();
            var machtiging = (await world.AllAsync()).Single();
            Assert.Empty((await other.Services.GetRequiredService<MachtigingBeheer>().TrekInAsync(
                other.Handeling(world.Beheerder.Account.Id, world.Organisatie.Id), machtiging.Id, CancellationToken.None)).Refusals);
            other.Time.Advance(Machtiging.Bedenktijd);
            await other.SettleAsync();
            Assert.False(world.Register.Standen[machtiging.Id].IsGeldig);
        };

        await world.Test.SettleAsync();

        Assert.Equal(MachtigingStatus.Ingetrokken, (await world.AllAsync()).Single().Status);
        Assert.False(world.Register.Standen.Values.Single().IsGeldig);
    }

    // while the register is away, what was given by mistake is taken back, and its user never hears of it.
    [Fact]
    public async Task TrekIn_InVerwerking_NeverBecomesActive()
    {
        world.Register.IsAway = true;
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id]);
        await world.Test.SettleAsync();
        Assert.Empty((await world.Beheer.TrekInAsync(world.Act(), (await world.AllAsync()).Single().Id, CancellationToken.None)).Refusals);
        world.Test.Time.Advance(Machtiging.Bedenktijd);
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.Ingetrokken, (await world.AllAsync()).Single().Status);

        world.Register.IsAway = false;
        world.Test.Time.Advance(TimeSpan.FromMinutes(20));
        await world.Test.SettleAsync();
        Assert.False(world.Register.Standen.Values.Single().IsGeldig);
        Assert.Empty(await world.MailsAsync(world.Zwart.Persoon));
    }

    // the message that withdraws is lost; a look that comes every minute does it.
    [Fact]
    public async Task Withdraw_MessageLost_IsDoneByTheLook()
    {
        var machtiging = await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling);
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);
        await world.Test.ReadAsync(db => db.Outbox.Where(m => m.Type == "machtiging.intrekken").ExecuteDeleteAsync());
        world.Test.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await Verloop.WithdrawAsync(CancellationToken.None));

        world.Test.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Verloop.WithdrawAsync(CancellationToken.None));
        Assert.Equal(0, await Verloop.WithdrawAsync(CancellationToken.None));
        await world.Test.SettleAsync();

        Assert.Equal(MachtigingStatus.Ingetrokken, (await world.ReadAsync(machtiging)).Status);
        Assert.False(world.Register.Standen[machtiging.Id].IsGeldig);
    }

    // §5.4: what the register never took passes its last day too.
    [Fact]
    public async Task Verloop_InVerwerking_Ends()
    {
        world.Register.IsAway = true;
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id], Today.AddDays(1));
        world.Test.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await Verloop.RunAsync(CancellationToken.None));
        Assert.Equal(MachtigingStatus.Verlopen, (await world.AllAsync()).Single().Status);
        world.Register.IsAway = false;
        await world.Test.SettleAsync();
    }

    // an alarm after five minutes.
    [Fact]
    public async Task LateSince_RegisterAwayForMoreThanFiveMinutes_TellsSinceWhen()
    {
        world.Register.IsAway = true;
        var since = world.Test.Time.GetUtcNow();
        await world.GeefAsync([Keuze(world.Portaal)], [world.Zwart.Koppeling.Id]);
        world.Test.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await Verloop.LateSinceAsync(CancellationToken.None));

        world.Test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(since, await Verloop.LateSinceAsync(CancellationToken.None));
        world.Register.IsAway = false;
        await world.Test.SettleAsync();
        Assert.Null(await Verloop.LateSinceAsync(CancellationToken.None));
    }

    // A suspended user can do nothing, whatever the register was told before; nobody withdrew anything, so nobody is mailed of it.
    [Fact]
    public async Task Schorsing_IsToldAndSoIsItsEnd()
    {
        var register = new TestRegister();
        await using var test = await OpenAsync(register);
        var trip = new SchorsingTrip(test);
        await trip.PrepareAsync();
        var machtiging = await test.ReadAsync(db => db.Machtigingen.Select(m => m.Id).SingleAsync());

        Assert.True((await trip.ReportAsync("melden", await trip.AccountAsync("Zwart"), null)).Succeeded);
        await test.SettleAsync();
        Assert.False(register.Standen[machtiging].IsGeldig);

        Assert.True((await trip.DecideAsync(opheffen: true)).Succeeded);
        await test.SettleAsync();
        Assert.True(register.Standen[machtiging].IsGeldig);
        Assert.Equal(0, await test.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "machtigingen-gewijzigd")));
    }

    // what limited all of the company's machtigingen is gone; they are more than fit into one piece.
    [Fact]
    public async Task Vestigingsnummer_Removed_IsToldOfEach()
    {
        const int Aantal = 520;
        var register = new TestRegister();
        await using var test = await OpenAsync(register);
        var trip = new VestigingsnummerTrip(test);
        await trip.PrepareAsync();
        var (uwv, dienst) = Given.Dienst("Werkgeversportaal");
        var organisatie = await test.ReadAsync(db => db.Organisaties.AsNoTracking().SingleAsync());
        var gebruikers = Enumerable.Range(0, Aantal).Select(i => Given.Gebruiker(organisatie, rol: Rol.Gebruiker, achternaam: $"Nummer {i:000}")).ToList();
        await test.SeedAsync([uwv, dienst, .. gebruikers.SelectMany(g => new object[] { g.Persoon, g.Middel, g.Koppeling, g.Account, Given.Machtiging(g.Koppeling, g.Middel, MachtigingBereik.Of(dienst)) })]);

        await trip.RunAsync();

        Assert.Equal(Aantal, register.Standen.Count(s => s.Value is { IsGeldig: true, Vestigingsnummer: null }));
        Assert.Equal(0, await test.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == "machtigingen-gewijzigd")));
    }

    private static async Task<TestWorld> OpenAsync(TestRegister register) => TestWorld.Open(await TestWorld.CreateFolderAsync(), TestWorld.Begin, (services, configuration) =>
    {
        Product.Add(services, configuration);
        services.AddSingleton<IMachtigingenregister>(register);
    });
}
