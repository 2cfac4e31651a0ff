using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Features.Machtigingen;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;
using static WeId.Workflows.IntegrationTests.Machtigingen.MachtigingenWorld;

namespace WeId.Workflows.IntegrationTests.Machtigingen;

/// <summary>What becomes of one machtiging: another einddatum, withdrawal, expiry (R-211… …A-37).</summary>
public sealed class MachtigingBeheerTests : IAsyncLifetime
{
    private MachtigingenWorld world = null!;
    private Machtiging machtiging = null!;

    public async Task InitializeAsync()
    {
        world = await MachtigingenWorld.CreateAsync();
        machtiging = await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling, Today.AddDays(30));
        world.Test.Time.Advance(TimeSpan.FromMinutes(1));
    }

    public async Task DisposeAsync() => await world.DisposeAsync();

    //
    [Fact]
    public async Task WijzigEinddatum_LaterOrEarlier_IsRecordedToldAndMailed()
    {
        Assert.Empty((await world.Beheer.WijzigEinddatumAsync(world.Act(), machtiging.Id, Today.AddDays(1), CancellationToken.None)).Refusals);
        await world.Test.SettleAsync();

        Assert.Equal(Today.AddDays(1), (await world.ReadAsync(machtiging)).Einddatum);
        Assert.Equal(Today.AddDays(1), world.Register.Standen[machtiging.Id].Einddatum);
        Assert.Contains("Werkgeversportaal (UWV): tot en met 4 maart 2026", (await world.MailsAsync(world.Zwart.Persoon))[1], StringComparison.Ordinal);
        Assert.Equal(1, await world.AuditAsync("MachtigingGewijzigd"));
    }

    //
    [Theory]
    [InlineData(0)]
    [InlineData(1827)]
    public async Task WijzigEinddatum_TodayOrBeyondFiveYears_IsRefused(int days) => Assert.Equal(
        [new EinddatumOutOfRange(Today.AddDays(1), Today.AddYears(5)) { Field = "Einddatum" }],
        (await world.Beheer.WijzigEinddatumAsync(world.Act(), machtiging.Id, Today.AddDays(days), CancellationToken.None)).Refusals);

    // from today, not from the old einddatum.
    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Verleng_CountsFromToday(int jaren)
    {
        Assert.Empty((await world.Beheer.VerlengAsync(world.Act(), machtiging.Id, jaren, CancellationToken.None)).Refusals);

        Assert.Equal(Today.AddYears(jaren), (await world.ReadAsync(machtiging)).Einddatum);
        await world.Test.SettleAsync();
    }

    [Fact]
    public async Task Verleng_ByAnotherNumberOfYears_IsRefused() =>
        Assert.Equal([new Required { Field = "Einddatum" }], (await world.Beheer.VerlengAsync(world.Act(), machtiging.Id, 4, CancellationToken.None)).Refusals);

    // the dienst asks for more than it did, so it cannot be extended, but it can be made shorter.
    [Fact]
    public async Task WijzigEinddatum_DienstRoseAboveTheUser_OnlyEarlier()
    {
        await using (var db = world.Test.NewContext())
        {
            await db.Diensten.Where(d => d.Uuid == world.Portaal.Uuid).ExecuteUpdateAsync(d => d.SetProperty(x => x.MinimaalNiveau, Betrouwbaarheidsniveau.Eh4));
        }

        world.Test.MayBreak("A dienst has risen above those who have it.", "Machtiging");
        Assert.Equal(
            [new NiveauTooLowForMachtiging("EH4", "EH3"), new MachtigingAboveOwn("EH4", "EH3")],
            (await world.Beheer.WijzigEinddatumAsync(world.Act(), machtiging.Id, Today.AddYears(1), CancellationToken.None)).Refusals);
        Assert.Empty((await world.Beheer.WijzigEinddatumAsync(world.Act(), machtiging.Id, Today.AddDays(2), CancellationToken.None)).Refusals);
    }

    // by nobody's doing, three seconds later.
    [Fact]
    public async Task TrekIn_AfterThreeSeconds_IsDefinitiveToldAndMailed()
    {
        Assert.Empty((await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None)).Refusals);
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.IntrekkingAangekondigd, (await world.ReadAsync(machtiging)).Status);

        world.Test.Time.Advance(Machtiging.Bedenktijd);
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.Ingetrokken, (await world.ReadAsync(machtiging)).Status);
        Assert.False(world.Register.Standen[machtiging.Id].IsGeldig);
        Assert.Contains("Ingetrokken, u kunt deze niet meer gebruiken:", (await world.MailsAsync(world.Zwart.Persoon))[1], StringComparison.Ordinal);
        Assert.Equal((1, 1), (await world.AuditAsync("MachtigingIntrekkingAangekondigd"), await world.AuditAsync("MachtigingIngetrokken")));
        Assert.Equal([new MachtigingNotActief(MachtigingStatus.Ingetrokken)], (await world.Beheer.MaakOngedaanAsync(world.Act(), machtiging.Id, CancellationToken.None)).Refusals);
    }

    // the process ends within the three seconds; another one carries it out.
    [Fact]
    public async Task TrekIn_ProcessEndsBeforeThat_IsCarriedOutByTheNextOne()
    {
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);
        await using var next = TestWorld.Open(world.Test.Folder, world.Test.Time.GetUtcNow().AddSeconds(4), Product.Add, keepFolder: true);

        await next.SettleAsync();

        Assert.Equal(MachtigingStatus.Ingetrokken, (await world.ReadAsync(machtiging)).Status);
    }

    // undone in time nothing happens; announced again, only the second announcement counts.
    [Fact]
    public async Task MaakOngedaan_InTime_ItStaysUntilItIsAnnouncedAgain()
    {
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);
        world.Test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await world.Beheer.MaakOngedaanAsync(world.Act(), machtiging.Id, CancellationToken.None)).Refusals);
        world.Test.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);

        world.Test.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.IntrekkingAangekondigd, (await world.ReadAsync(machtiging)).Status);

        Assert.Empty((await world.Beheer.MaakOngedaanAsync(world.Act(), machtiging.Id, CancellationToken.None)).Refusals);
        world.Test.Time.Advance(TimeSpan.FromSeconds(5));
        await world.Test.SettleAsync();
        Assert.Equal(MachtigingStatus.Actief, (await world.ReadAsync(machtiging)).Status);
        Assert.Single(await world.MailsAsync(world.Zwart.Persoon));
    }

    // afterwards another one is given, with a history of its own.
    [Fact]
    public async Task TrekIn_AndGiveAgain_IsAnotherMachtiging()
    {
        await world.Beheer.TrekInAsync(world.Act(), machtiging.Id, CancellationToken.None);
        world.Test.Time.Advance(Machtiging.Bedenktijd);
        await world.Test.SettleAsync();

        var opnieuw = await world.GegevenAsync(world.Portaal, world.Zwart.Koppeling);

        Assert.NotEqual(machtiging.Id, opnieuw.Id);
        Assert.Equal(2, (await world.AllAsync()).Count);
    }

    // §5.9
    [Fact]
    public async Task NotABeheerder_IsNotAllowedAnyOfIt()
    {
        var act = world.Act(world.Zwart.Account.Id);

        Assert.Equal([new NotAllowed()], (await world.Beheer.WijzigEinddatumAsync(act, machtiging.Id, Today.AddYears(1), CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await world.Beheer.VerlengAsync(world.Act(world.Zwart.Account.Id), machtiging.Id, 1, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await world.Beheer.TrekInAsync(world.Act(world.Zwart.Account.Id), machtiging.Id, CancellationToken.None)).Refusals);
        Assert.Equal([new NotAllowed()], (await world.Beheer.MaakOngedaanAsync(world.Act(world.Zwart.Account.Id), machtiging.Id, CancellationToken.None)).Refusals);
    }

    // §5.4: at midnight in Amsterdam, also on the days that are an hour shorter or longer.
    [Theory]
    [InlineData("2026-03-28", "2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T21:59:59Z", "2026-10-24T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z")]
    public async Task Verloop_AtMidnight_EndsItOnceAndTells(string einddatum, string voor, string na)
    {
        await world.Beheer.WijzigEinddatumAsync(world.Act(), machtiging.Id, DateOnly.Parse(einddatum, System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);
        await world.Test.SettleAsync();
        var verloop = world.Test.Services.GetRequiredService<MachtigingVerloop>();

        world.Test.Time.SetUtcNow(Instant(voor));
        Assert.Equal(0, await verloop.RunAsync(CancellationToken.None));
        world.Test.Time.SetUtcNow(Instant(na));
        Assert.Equal(1, await verloop.RunAsync(CancellationToken.None));
        Assert.Equal(0, await verloop.RunAsync(CancellationToken.None));
        await world.Test.SettleAsync();

        Assert.Equal(MachtigingStatus.Verlopen, (await world.ReadAsync(machtiging)).Status);
        Assert.False(world.Register.Standen[machtiging.Id].IsGeldig);
        Assert.Contains("Verlopen, u kunt deze niet meer gebruiken:", (await world.MailsAsync(world.Zwart.Persoon))[^1], StringComparison.Ordinal);
        Assert.Equal(1, await world.AuditAsync("MachtigingVerlopen"));
    }

    // Two nodes at once: each machtiging ends once.
    [Fact]
    public async Task Verloop_OnTwoNodes_EndsEachOnce()
    {
        await world.GegevenAsync(world.Verzuim, world.Bruin.Koppeling, Today.AddDays(30));
        world.Test.Time.Advance(TimeSpan.FromDays(40));
        var verloop = world.Test.Services.GetRequiredService<MachtigingVerloop>();

        var ended = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => verloop.RunAsync(CancellationToken.None))));
        await world.Test.SettleAsync();

        Assert.Equal(2, ended.Sum());
        Assert.Equal(2, await world.AuditAsync("MachtigingVerlopen"));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
