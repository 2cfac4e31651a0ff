namespace WeId.Workflows.Domain.Tijd;

/// <summary>Counts the days on which We-ID works.</summary>
public static class Werkdagen
{
    /// <summary>The day that lies so many working days later. Public holidays count as working days: a due date is a promise to colleagues, not a legal term.</summary>
    public static DateOnly After(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                count--;
            }
        }

        return day;
    }
}
