using System.Globalization;
using WeId.Workflows.Domain.Tijd;

namespace WeId.Workflows.Features.Aanvragen;

/// <summary>When a step that waits for somebody reminds him: at 09:00 in Amsterdam on some of the days.</summary>
internal static class Herinneringen
{
    /// <summary>The next one before the end; null when there is none. One whose time passed while nothing ran is not sent on top of the next.</summary>
    /// <param name="begin">The day from which they are counted.</param>
    /// <param name="dagen">Numbers of days, such as <c>7,14,25</c>.</param>
    public static DateTimeOffset? Next(DateOnly begin, string dagen, DateTimeOffset now, DateTimeOffset einde) => dagen
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(dag => NineOClock(begin.AddDays(int.Parse(dag, NumberStyles.None, CultureInfo.InvariantCulture))))
        .Where(moment => moment > now && moment < einde)
        .Order()
        .Cast<DateTimeOffset?>()
        .FirstOrDefault();

    /// <summary>The clock changes before 03:00, so the hours to midnight are 15 on every day.</summary>
    private static DateTimeOffset NineOClock(DateOnly day) => AmsterdamTime.EndOf(day).AddHours(-15);
}
