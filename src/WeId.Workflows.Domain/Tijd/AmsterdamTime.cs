namespace WeId.Workflows.Domain.Tijd;

/// <summary>Between instants and the calendar by which legal terms run: Europe/Amsterdam.</summary>
/// <remarks>
/// "Uiterlijk 31 maart" lasts until 00:00 of 1 April in Amsterdam. A day has 23 or 25 hours when the clock changes, so a term in days
/// is never computed as a number of hours. Results are in UTC, so that they sort and compare in every database.
/// </remarks>
public static class AmsterdamTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");

    /// <summary>The day on which an instant falls in Amsterdam.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The instant at which a day begins in Amsterdam.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        // The clock changes at 02:00 and 03:00, so midnight exists exactly once on every day.
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The first instant after a day in Amsterdam: until then, and not at it, the day has not passed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no day after <see cref="DateOnly.MaxValue"/>.</exception>
    public static DateTimeOffset EndOf(DateOnly day) => StartOf(day.AddDays(1));
}
