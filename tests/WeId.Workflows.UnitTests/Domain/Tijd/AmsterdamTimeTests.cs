using CsCheck;
using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.UnitTests.Domain.Tijd;

/// <summary>Days in Amsterdam, as read the legal terms.</summary>
public class AmsterdamTimeTests
{
    [Theory]
    [InlineData("2026-01-31T22:59:59Z", "2026-01-31")]
    [InlineData("2026-01-31T23:00:00Z", "2026-02-01")]
    [InlineData("2026-07-31T21:59:59Z", "2026-07-31")]
    [InlineData("2026-07-31T22:00:00Z", "2026-08-01")]
    [InlineData("2026-08-01T01:30:00+05:00", "2026-07-31")]
    public void DateOf_FollowsTheClockInAmsterdam(string instant, string expected) =>
        Assert.Equal(Day(expected), AmsterdamTime.DateOf(Instant(instant)));

    [Theory]
    [InlineData("2026-03-28", "2026-03-28T23:00:00Z")]
    [InlineData("2026-03-29", "2026-03-29T22:00:00Z")]
    [InlineData("2026-03-31", "2026-03-31T22:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T22:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T23:00:00Z")]
    public void EndOf_IsMidnightInAmsterdam(string day, string expected)
    {
        var end = AmsterdamTime.EndOf(Day(day));

        Assert.Equal(Instant(expected), end);
        Assert.Equal(TimeSpan.Zero, end.Offset);
    }

    [Fact]
    public void DaysFollowEachOtherWithoutGap() =>
        Gen.Int[0, 36_524].Select(days => new DateOnly(2000, 1, 1).AddDays(days))
            .Sample(
                day => AmsterdamTime.DateOf(AmsterdamTime.StartOf(day)) == day
                    && AmsterdamTime.DateOf(AmsterdamTime.EndOf(day).AddTicks(-1)) == day
                    && AmsterdamTime.EndOf(day) == AmsterdamTime.StartOf(day.AddDays(1)),
                iter: 1000);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
