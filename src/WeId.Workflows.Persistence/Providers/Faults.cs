using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace WeId.Workflows.Persistence.Providers;

/// <summary>Finds what a database said inside what Entity Framework made of it.</summary>
internal static class Faults
{
    /// <summary>Whether a version-checked row was changed by somebody else.</summary>
    public static bool IsConflict(Exception exception) => exception is DbUpdateConcurrencyException;

    /// <summary>The error of the driver; null when the database had no part in it.</summary>
    public static T? Of<T>(Exception? exception)
        where T : DbException
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
            {
                return found;
            }
        }

        return null;
    }
}
