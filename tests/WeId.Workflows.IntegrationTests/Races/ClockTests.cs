using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;
using WeId.Workflows.Engine.Waits;
using WeId.Workflows.IntegrationTests.Trips;
using WeId.Workflows.TestKit;

namespace WeId.Workflows.IntegrationTests.Races;

/// <summary>Terms over the odd days of the calendar, and under a clock that jumps.</summary>
public sealed class ClockTests
{
    private static readonly TimeZoneInfo Amsterdam = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    // the thirtieth day is one of 23 hours, of 25 hours, 29 February, New Year's Eve; and begins before and after midnight.
    [Theory]
    [InlineData("2026-02-27T10:00:00Z", "2026-02-27")]
    [InlineData("2026-02-27T22:30:00Z", "2026-02-27")]
    [InlineData("2026-09-25T21:59:59Z", "2026-09-25")]
    [InlineData("2026-09-24T22:00:00Z", "2026-09-25")]
    [InlineData("2028-01-30T10:00:00Z", "2028-01-30")]
    [InlineData("2026-12-01T10:00:00Z", "2026-12-01")]
    [InlineData("2026-12-01T23:30:00Z", "2026-12-02")]
    public async Task Activation_OverOddDays_RemindsAtNineAndExpiresAtMidnightInAmsterdam(string approved, string day)
    {
        var begin = DateTimeOffset.Parse(approved, CultureInfo.InvariantCulture);
        var first = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        await using var world = TestWorld.Open(await TestWorld.CreateFolderAsync(), begin, Product.Add);
        await InviteAsync(world);

        foreach (var after in new[] { 7, 14, 25 })
        {
            await ComesAtAsync(world, InAmsterdam(first.AddDays(after), hour: 9));
        }

        await ComesAtAsync(world, InAmsterdam(first.AddDays(31), hour: 0));
        Assert.Equal(3, await CountAsync(world, "herinnering-activatie"));
        Assert.Equal(1, await CountAsync(world, "activatie-verlopen"));
        Assert.Equal(1, await world.ReadAsync(db => db.Koppelingen.CountAsync(k => k.Status == KoppelingStatus.ActivatieVerlopen)));
    }

    [Fact]
    public async Task Activation_ClockThirtyOneDaysAhead_RemindsOnceAndExpiresOnce()
    {
        await using var world = await TestWorld.CreateAsync(Product.Add);
        await InviteAsync(world);

        world.Time.Advance(TimeSpan.FromDays(31));
        await world.SettleAsync();
        world.Time.Advance(TimeSpan.FromDays(30));
        await world.SettleAsync();

        Assert.Equal(1, await CountAsync(world, "herinnering-activatie"));
        Assert.Equal(1, await CountAsync(world, "activatie-verlopen"));
    }

    [Fact]
    public async Task Deadline_UnderAClockThatGoesBackAndForth_ComesAtItsInstantAndOnce()
    {
        await using var race = await RaceWorld.CreateAsync(TestKit.Databases.TestDatabases.Chosen);
        var zaak = await race.OpenAsync(claimed: false);
        var deadline = (await race.World.ReadAsync(db => db.Waits.SingleAsync(w => w.AanvraagId == zaak.AanvraagId && w.Deadline != null))).Deadline!.Value;

        async Task<int> AtAsync(DateTimeOffset instant)
        {
            race.Clock.Advance(instant - race.Clock.GetUtcNow());
            return await race.RunTimersAsync();
        }

        var hour = TimeSpan.FromHours(1);
        Assert.Equal(0, await AtAsync(deadline.AddTicks(-10)));
        Assert.Equal(0, await AtAsync(deadline - hour));
        Assert.Equal(1, await AtAsync(deadline));
        Assert.Equal(0, await AtAsync(deadline - hour));
        Assert.Equal(0, await AtAsync(deadline + hour));
        await race.SettleAsync(zaak.AanvraagId);
        Assert.Equal(InstanceStatus.Finished, await race.World.ReadAsync(db => db.Instances.Select(i => i.Status).SingleAsync()));
    }

    /// <summary>An aanvraag that waits for its user since the beginning of this world.</summary>
    private static async Task InviteAsync(TestWorld world)
    {
        var trip = new NieuweGebruikerTrip(world, "EH2+", TweedeFactor.Sms);
        await trip.PrepareAsync();
        await trip.SubmitAsync();
        await world.SettleAsync();
        await trip.ReviewAsync(approve: true);
    }

    /// <summary>Nothing happens before the instant, one deadline at it, and none after it.</summary>
    private static async Task ComesAtAsync(TestWorld world, DateTimeOffset instant)
    {
        var timers = world.Services.GetRequiredService<TimerService>();
        world.Time.Advance(instant.AddTicks(-10) - world.Time.GetUtcNow());
        Assert.Equal(0, await timers.RunDueAsync(CancellationToken.None));
        world.Time.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(1, await timers.RunDueAsync(CancellationToken.None));
        Assert.Equal(0, await timers.RunDueAsync(CancellationToken.None));
        await world.SettleAsync();
    }

    private static DateTimeOffset InAmsterdam(DateOnly day, int hour) =>
        new(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(new TimeOnly(hour, 0)), Amsterdam), TimeSpan.Zero);

    private static Task<int> CountAsync(TestWorld world, string template) =>
        world.ReadAsync(db => db.Verzendingen.CountAsync(v => v.Template == template));
}
